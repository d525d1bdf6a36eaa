using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Workspaces;

/// <summary>
/// The hosts that the agents of a workspace talk to: ingestion (ods), agent service (oms), Automation (agentsvc) and the
/// storage account their solution packs come from, as documented under "Network requirements" and "Private Link" of
/// Azure Monitor for each cloud.
/// </summary>
public static class WorkspaceHosts
{
    /// <summary>The workspace's hosts, with <c>workspace &lt;id&gt;</c> as their source.</summary>
    public static IReadOnlyList<AllowedHost> For(Workspace workspace)
    {
        string domain = InsightsDomain(workspace.Cloud);
        return new[]
        {
            $"{workspace.Id}.ods.{domain}",
            $"{workspace.Id}.oms.{domain}",
            $"{workspace.Id}.agentsvc.{AutomationDomain(workspace.Cloud)}",
            SolutionPackHost(workspace.Cloud),
        }.Select(host => new AllowedHost(HostPattern.Parse(host), SourceOf(workspace.Id))).ToArray();
    }

    internal static string SourceOf(string workspaceId) => $"workspace {workspaceId}";

    internal static string InsightsDomain(AzureCloud cloud) => cloud switch
    {
        AzureCloud.Government => "opinsights.azure.us",
        AzureCloud.China => "opinsights.azure.cn",
        _ => "opinsights.azure.com",
    };

    private static string AutomationDomain(AzureCloud cloud) => cloud switch
    {
        AzureCloud.Government => "azure-automation.us",
        AzureCloud.China => "azure-automation.cn",
        _ => "azure-automation.net",
    };

    private static string SolutionPackHost(AzureCloud cloud) => cloud switch
    {
        AzureCloud.Government => "usbn1oicore.blob.core.usgovcloudapi.net",
        AzureCloud.China => "mceast2oicore.blob.core.chinacloudapi.cn",
        _ => "scadvisorcontent.blob.core.windows.net",
    };
}
