using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Presets;

/// <summary>What an administrator says of the agents that a preset is for.</summary>
public sealed record PresetRequest
{
    /// <summary>The Azure cloud they report to.</summary>
    public AzureCloud Cloud { get; init; }

    /// <summary>Azure regions by name (<c>West Europe</c>, <c>westeurope</c>) or by the preset's code.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>
    /// Whether a region that this version does not know is taken by its name, since Azure adds regions; only where the preset has no table
    /// of its own.
    /// </summary>
    public bool AllowsUnknownRegions { get; init; }

    /// <summary>Ids of Log Analytics workspaces.</summary>
    public IReadOnlyList<string> WorkspaceIds { get; init; } = [];

    /// <summary>Ids of Automation accounts.</summary>
    public IReadOnlyList<string> AccountIds { get; init; } = [];

    /// <summary>Names of Azure Arc gateway resources in their addresses: <c>contoso</c> of <c>contoso.gw.arc.azure.com</c>.</summary>
    public IReadOnlyList<string> GatewayNames { get; init; } = [];

    /// <summary>Names of key vaults.</summary>
    public IReadOnlyList<string> VaultNames { get; init; } = [];

    /// <summary>Whether the hosts that agents of a usual installation do without are wanted as well.</summary>
    public bool IncludesOptional { get; init; }

    /// <summary>Whether a text can be one of <see cref="GatewayNames"/> or <see cref="VaultNames"/>: a single label of a host name.</summary>
    public static bool IsName(string text) =>
        text.IndexOf('.') < 0 && HostName.TryParse($"{text}.example", out HostName? host, out _) && host!.Address is null;
}
