using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Tests.Presets;

/// <summary>
/// Host names as Microsoft's documentation of the gateway and of the agents lists them. W is a workspace, A an Automation
/// account, R the region westeurope.
/// </summary>
internal static class DocumentedEndpoints
{
    public const string Workspace = "11111111-2222-3333-4444-555555555555";
    public const string Account = "66666666-7777-8888-9999-000000000000";

    /// <summary>The two tables of the OMS Gateway's documentation of 2018: region as written there, and its code.</summary>
    public static readonly (string Region, string Code)[] AutomationOf2018 =
    [
        ("North Central US", "ncus"), ("West Europe", "we"), ("South Central US", "scus"), ("East US 2", "eus2"),
        ("Central Canada", "cc"), ("North Europe", "ne"), ("South East Asia", "sea"), ("Central India", "cid"),
        ("Japan", "jpe"), ("Australia", "ase"),
    ];

    /// <summary>Azure Automation's table of names from before Private Link.</summary>
    public static readonly (string Region, string Hosts)[] AutomationBeforePrivateLink =
    [
        .. new[]
        {
            ("Australia Central", "ac"), ("Australia East", "ae"), ("Australia South East", "ase"), ("Canada Central", "cc"),
            ("Central India", "cid"), ("East US 2", "eus2"), ("Japan East", "jpe"), ("North Europe", "ne"),
            ("South Central US", "scus"), ("South East Asia", "sea"), ("UK South", "uks"), ("West Central US", "wcus"),
            ("West Europe", "we"), ("West US 2", "wus2"),
        }.Select(r => (r.Item1, $"{r.Item2}-jobruntimedata-prod-su1.azure-automation.net {r.Item2}-agentservice-prod-1.azure-automation.net")),
        ("Switzerland North", "stzn-jobruntimedata-prod-su1.azure-automation.net stzn-agentservice-prod-su1.azure-automation.net"),
    ];

    /// <summary>Codes of Azure Automation's table of accounts' names, by domain.</summary>
    public static readonly (AzureCloud Cloud, string Domain, string Codes)[] AutomationAccounts =
    [
        (AzureCloud.Public, "azure-automation.net",
            "san ea sea ac cbr2 ase ae brs brse cc we ne fc mrs cid ma jpe jpw kc ps noe now stzw auh uaen cw uks cus eus eus2 ncus scus wcus wus wus2 usw3"),
        (AzureCloud.Public, "azure-automation.de", "dewc"),
        (AzureCloud.Government, "azure-automation.us", "usge ussc phx"),
        (AzureCloud.China, "azure-automation.cn", "sha2 bjb bjs2 cnn3"),
    ];

    /// <summary>Everything else, by preset and cloud.</summary>
    public static readonly (string Preset, AzureCloud Cloud, string Hosts)[] Others =
    [
        ("AzureMonitorAgent", AzureCloud.Public,
            "global.handler.control.monitor.azure.com R.handler.control.monitor.azure.com W.ods.opinsights.azure.com management.azure.com "
            + "R.monitoring.azure.com *.R.ingest.monitor.azure.com *.R-1.ingest.monitor.azure.com"),
        ("AzureMonitorAgent", AzureCloud.Government,
            "global.handler.control.monitor.azure.us R.handler.control.monitor.azure.us W.ods.opinsights.azure.us management.usgovcloudapi.net "
            + "R.monitoring.azure.us *.R.ingest.monitor.azure.us *.R-1.ingest.monitor.azure.us"),
        ("AzureMonitorAgent", AzureCloud.China,
            "global.handler.control.monitor.azure.cn R.handler.control.monitor.azure.cn W.ods.opinsights.azure.cn management.chinacloudapi.cn "
            + "R.monitoring.azure.cn *.R.ingest.monitor.azure.cn *.R-1.ingest.monitor.azure.cn"),
        ("MicrosoftMonitoringAgent", AzureCloud.Public,
            "W.ods.opinsights.azure.com W.oms.opinsights.azure.com W.agentsvc.azure-automation.net scadvisorcontent.blob.core.windows.net"),
        ("MicrosoftMonitoringAgent", AzureCloud.Government,
            "W.ods.opinsights.azure.us W.oms.opinsights.azure.us W.agentsvc.azure-automation.us usbn1oicore.blob.core.usgovcloudapi.net"),
        ("MicrosoftMonitoringAgent", AzureCloud.China,
            "W.ods.opinsights.azure.cn W.oms.opinsights.azure.cn W.agentsvc.azure-automation.cn mceast2oicore.blob.core.chinacloudapi.cn"),
        ("AzureArc", AzureCloud.Public,
            "download.microsoft.com packages.microsoft.com login.microsoftonline.com *.login.microsoft.com pas.windows.net management.azure.com "
            + "*.his.arc.azure.com *.guestconfiguration.azure.com guestnotificationservice.azure.com *.guestnotificationservice.azure.com "
            + "*.servicebus.windows.net *.waconazure.com dls.microsoft.com *.R.arcdataservices.com www.microsoft.com"),
        ("AzureArc", AzureCloud.Government,
            "login.microsoftonline.us pasff.usgovcloudapi.net management.usgovcloudapi.net *.his.arc.azure.us *.guestconfiguration.azure.us "
            + "*.blob.core.usgovcloudapi.net"),
        ("AzureArc", AzureCloud.China,
            "login.chinacloudapi.cn login.partner.chinacloudapi.cn pas.chinacloudapi.cn management.chinacloudapi.cn *.his.arc.azure.cn "
            + "*.guestconfiguration.azure.cn *.servicebus.chinacloudapi.cn *.blob.core.chinacloudapi.cn"),
    ];

    /// <summary>What administrators found Defender for Endpoint to need behind a gateway.</summary>
    public const string Defender =
        "winatp-gw-weu.microsoft.com winatp-gw-neu.microsoft.com winatp-gw-cus.microsoft.com winatp-gw-eus.microsoft.com "
        + "winatp-gw-uks.microsoft.com eu-v20.events.data.microsoft.com v20.events.data.microsoft.com settings-win.data.microsoft.com "
        + "azurewatsonanalysis-prod.core.windows.net";

    public static string[] Split(string hosts) => hosts.Split(' ').Select(Fill).ToArray();

    private static string Fill(string host) => string.Join('.', host.Split('.').Select(label => label switch
    {
        "W" => Workspace,
        "A" => Account,
        "R" => "westeurope",
        "R-1" => "westeurope-1",
        _ => label,
    }));
}
