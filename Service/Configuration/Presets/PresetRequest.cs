using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Presets;

/// <summary>What an administrator says of the agents that a preset is for.</summary>
public sealed record PresetRequest
{
    /// <summary>The Azure cloud they report to.</summary>
    public AzureCloud Cloud { get; init; }

    /// <summary>Azure regions by name (<c>West Europe</c>, <c>westeurope</c>) or by the preset's code.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Ids of Log Analytics workspaces.</summary>
    public IReadOnlyList<string> WorkspaceIds { get; init; } = [];

    /// <summary>Ids of Automation accounts.</summary>
    public IReadOnlyList<string> AccountIds { get; init; } = [];
}
