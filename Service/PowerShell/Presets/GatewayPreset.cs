using OmsGateway.Configuration.Presets;

namespace OmsGateway.PowerShell.Presets;

/// <summary>A preset in one cloud; it can be piped into Add-OMSGatewayAllowedHost.</summary>
public sealed class GatewayPreset
{
    internal GatewayPreset(EndpointPreset preset, AzureCloud cloud)
    {
        Preset = preset.Name;
        Cloud = cloud;
        Needs = [.. preset.Requires];
        Regions = [.. preset.RegionsOf(cloud)];
        Description = preset.Summary;
        Note = preset.Note;
        Hosts = [.. preset.EntriesIn(cloud).Select(entry => new GatewayPresetHost(entry))];
    }

    /// <summary>The preset's name.</summary>
    public string Preset { get; }

    /// <summary>The Azure cloud whose hosts it knows.</summary>
    public AzureCloud Cloud { get; }

    /// <summary>The parameters of Add-OMSGatewayAllowedHost that it needs.</summary>
    public string[] Needs { get; }

    /// <summary>The regions whose hosts it knows; none when it takes any, or has no hosts of a region.</summary>
    public string[] Regions { get; }

    /// <summary>The agents that it is for.</summary>
    public string Description { get; }

    /// <summary>What to know before it is used, such as that the agents are retired; or null.</summary>
    public string? Note { get; }

    /// <summary>The hosts that it is made of.</summary>
    public GatewayPresetHost[] Hosts { get; }

    /// <inheritdoc/>
    public override string ToString() => Preset;
}
