using OmsGateway.Configuration.Presets;

namespace OmsGateway.Configuration.Workspaces;

/// <summary>A Log Analytics workspace that the monitoring agent on the gateway reports to.</summary>
/// <param name="Id">The workspace id, a GUID in lower case.</param>
/// <param name="Cloud">The cloud it lives in.</param>
public sealed record Workspace(string Id, AzureCloud Cloud);
