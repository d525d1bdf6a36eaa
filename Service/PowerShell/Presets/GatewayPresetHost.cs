using OmsGateway.Configuration.Presets;

namespace OmsGateway.PowerShell.Presets;

/// <summary>A host of a preset, with what is known of it.</summary>
public sealed class GatewayPresetHost
{
    internal GatewayPresetHost(PresetEntry entry)
    {
        Host = entry.Host;
        Region = entry.Region;
        IsOptional = entry.IsOptional;
        IsWide = entry.IsWide;
        Reason = entry.Reason;
        Page = entry.Source.Page;
        LookedUp = entry.Source.LookedUp;
        Edition = entry.Source.Edition;
    }

    /// <summary>The host, in which &lt;region&gt; and the like stand for what is given.</summary>
    public string Host { get; }

    /// <summary>The region that alone has it, or null.</summary>
    public string? Region { get; }

    /// <summary>Whether it is added by -IncludeOptional only.</summary>
    public bool IsOptional { get; }

    /// <summary>Whether any customer of Azure can have a name that it matches.</summary>
    public bool IsWide { get; }

    /// <summary>What the agents need it for.</summary>
    public string Reason { get; }

    /// <summary>The page that documents it.</summary>
    public string Page { get; }

    /// <summary>When the page was looked up, as yyyy-MM-dd.</summary>
    public string LookedUp { get; }

    /// <summary>The date that the page showed then, or null.</summary>
    public string? Edition { get; }

    /// <inheritdoc/>
    public override string ToString() => Host;
}
