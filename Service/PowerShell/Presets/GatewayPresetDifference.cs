using OmsGateway.Configuration.Presets;

namespace OmsGateway.PowerShell.Presets;

/// <summary>What has become of a preset since it was applied.</summary>
public sealed class GatewayPresetDifference
{
    internal GatewayPresetDifference(PresetDifference difference)
    {
        Preset = difference.Applied.Name;
        Cloud = difference.Applied.Request.Cloud;
        Regions = [.. difference.Applied.Request.Regions];
        WorkspaceIds = [.. difference.Applied.Request.WorkspaceIds];
        New = [.. difference.New.Select(host => host.Pattern.ToString())];
        Gone = [.. difference.Gone.Select(host => host.ToString())];
        TakenOff = [.. difference.TakenOff.Select(host => host.ToString())];
        Problem = difference.Problem;
    }

    /// <summary>The preset's name.</summary>
    public string Preset { get; }

    /// <summary>The Azure cloud that it was applied for.</summary>
    public AzureCloud Cloud { get; }

    /// <summary>The regions that it was told.</summary>
    public string[] Regions { get; }

    /// <summary>The workspaces that it was told.</summary>
    public string[] WorkspaceIds { get; }

    /// <summary>Hosts that it has now, had not then, and that are not listed.</summary>
    public string[] New { get; }

    /// <summary>Listed hosts that it had then and has no more.</summary>
    public string[] Gone { get; }

    /// <summary>Hosts that it has, and that somebody has taken off the list since.</summary>
    public string[] TakenOff { get; }

    /// <summary>Why it cannot be compared, or null.</summary>
    public string? Problem { get; }

    /// <inheritdoc/>
    public override string ToString() => Preset;
}
