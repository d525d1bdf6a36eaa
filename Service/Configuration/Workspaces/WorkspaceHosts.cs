using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;

namespace OmsGateway.Configuration.Workspaces;

/// <summary>
/// The hosts that the agents of a workspace talk to: ingestion (ods), agent service (oms), Automation (agentsvc) and the
/// storage account their solution packs come from, by the preset MicrosoftMonitoringAgent.
/// </summary>
public static class WorkspaceHosts
{
    /// <summary>The workspace's hosts, with <c>workspace &lt;id&gt;</c> as their source.</summary>
    public static IReadOnlyList<AllowedHost> For(Workspace workspace) => EndpointPresets.Get("MicrosoftMonitoringAgent")
        .Expand(new PresetRequest { Cloud = workspace.Cloud, WorkspaceIds = [workspace.Id] })
        .Select(host => new AllowedHost(host.Pattern, SourceOf(workspace.Id))).ToArray();

    internal static string SourceOf(string workspaceId) => $"workspace {workspaceId}";

    internal static string InsightsDomain(AzureCloud cloud) => cloud switch
    {
        AzureCloud.Government => "opinsights.azure.us",
        AzureCloud.China => "opinsights.azure.cn",
        _ => "opinsights.azure.com",
    };
}
