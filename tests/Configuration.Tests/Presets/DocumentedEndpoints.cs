using OmsGateway.Configuration.Presets;

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

    /// <summary>
    /// Everything else but Defender's own names of regions, by preset and cloud: what the page requires on port 443, and what it calls
    /// optional or ties to one scenario. G is an Azure Arc gateway, V a key vault.
    /// </summary>
    public static readonly (string Preset, AzureCloud Cloud, string Required, string Optional)[] Others =
    [
        // azure-monitor-agent-network-configuration; custom metrics use no proxy, and there are none in the other clouds.
        ("AzureMonitorAgent", AzureCloud.Public,
            "global.handler.control.monitor.azure.com global.prod.microsoftmetrics.com R.handler.control.monitor.azure.com W.ods.opinsights.azure.com "
            + "*.R.ingest.monitor.azure.com *.R-1.ingest.monitor.azure.com",
            "management.azure.com R.monitoring.azure.com *.R-1.metrics.ingest.monitor.azure.com"),
        ("AzureMonitorAgent", AzureCloud.Government,
            "global.handler.control.monitor.azure.us R.handler.control.monitor.azure.us W.ods.opinsights.azure.us "
            + "*.R.ingest.monitor.azure.us *.R-1.ingest.monitor.azure.us", "*.R-1.metrics.ingest.monitor.azure.us"),
        ("AzureMonitorAgent", AzureCloud.China,
            "global.handler.control.monitor.azure.cn R.handler.control.monitor.azure.cn W.ods.opinsights.azure.cn "
            + "*.R.ingest.monitor.azure.cn *.R-1.ingest.monitor.azure.cn", "*.R-1.metrics.ingest.monitor.azure.cn"),
        // kubernetes-monitoring-firewall, with the wildcards narrowed to the workspace and the region.
        ("ContainerInsights", AzureCloud.Public,
            "W.ods.opinsights.azure.com W.oms.opinsights.azure.com R.monitoring.azure.com login.microsoftonline.com "
            + "global.handler.control.monitor.azure.com R.handler.control.monitor.azure.com *.R.ingest.monitor.azure.com *.R-1.ingest.monitor.azure.com "
            + "*.R.metrics.ingest.monitor.azure.com *.R-1.metrics.ingest.monitor.azure.com", "dc.services.visualstudio.com"),
        ("ContainerInsights", AzureCloud.Government,
            "W.ods.opinsights.azure.us W.oms.opinsights.azure.us global.handler.control.monitor.azure.us R.handler.control.monitor.azure.us "
            + "*.R.ingest.monitor.azure.us *.R-1.ingest.monitor.azure.us *.R.metrics.ingest.monitor.azure.us *.R-1.metrics.ingest.monitor.azure.us",
            "dc.services.visualstudio.com"),
        ("ContainerInsights", AzureCloud.China,
            "W.ods.opinsights.azure.cn W.oms.opinsights.azure.cn global.handler.control.monitor.azure.cn R.handler.control.monitor.azure.cn "
            + "*.R.ingest.monitor.azure.cn *.R-1.ingest.monitor.azure.cn *.R.metrics.ingest.monitor.azure.cn *.R-1.metrics.ingest.monitor.azure.cn",
            "dc.services.visualstudio.com"),
        ("LogsIngestion", AzureCloud.Public, "login.microsoftonline.com *.R.ingest.monitor.azure.com *.R-1.ingest.monitor.azure.com", ""),
        ("MicrosoftMonitoringAgent", AzureCloud.Public,
            "W.ods.opinsights.azure.com W.oms.opinsights.azure.com W.agentsvc.azure-automation.net scadvisorcontent.blob.core.windows.net", ""),
        ("MicrosoftMonitoringAgent", AzureCloud.Government,
            "W.ods.opinsights.azure.us W.oms.opinsights.azure.us W.agentsvc.azure-automation.us usbn1oicore.blob.core.usgovcloudapi.net", ""),
        ("MicrosoftMonitoringAgent", AzureCloud.China,
            "W.ods.opinsights.azure.cn W.oms.opinsights.azure.cn W.agentsvc.azure-automation.cn mceast2oicore.blob.core.chinacloudapi.cn", ""),
        // azure-arc/servers/network-requirements.
        ("AzureArc", AzureCloud.Public,
            "download.microsoft.com packages.microsoft.com login.microsoftonline.com *.login.microsoft.com pas.windows.net management.azure.com "
            + "*.his.arc.azure.com *.guestconfiguration.azure.com guestnotificationservice.azure.com *.guestnotificationservice.azure.com "
            + "azgn*.servicebus.windows.net", "*.servicebus.windows.net *.waconazure.com dls.microsoft.com *.R.arcdataservices.com www.microsoft.com"),
        ("AzureArc", AzureCloud.Government,
            "download.microsoft.com packages.microsoft.com login.microsoftonline.us pasff.usgovcloudapi.net management.usgovcloudapi.net "
            + "*.his.arc.azure.us *.guestconfiguration.azure.us *.blob.core.usgovcloudapi.net", "*.R.arcdataservices.azure.us www.microsoft.com"),
        ("AzureArc", AzureCloud.China,
            "download.microsoft.com packages.microsoft.com login.chinacloudapi.cn login.partner.chinacloudapi.cn pas.chinacloudapi.cn "
            + "management.chinacloudapi.cn *.his.arc.azure.cn *.guestconfiguration.azure.cn guestnotificationservice.azure.cn "
            + "*.guestnotificationservice.azure.cn azgn*.servicebus.chinacloudapi.cn *.blob.core.chinacloudapi.cn", "*.servicebus.chinacloudapi.cn"),
        // azure-arc/servers/arc-gateway, with what its scenarios add.
        ("ArcGateway", AzureCloud.Public,
            "G.gw.arc.azure.com management.azure.com login.microsoftonline.com *.login.microsoft.com gbl.his.arc.azure.com *.his.arc.azure.com "
            + "packages.microsoft.com download.microsoft.com W.ods.opinsights.azure.com V.vault.azure.net",
            "*.R.ingest.monitor.azure.com *.R-1.ingest.monitor.azure.com"),
        // azure-arc/servers/network-requirements, subset for Extended Security Updates.
        ("ArcESU", AzureCloud.Public,
            "download.microsoft.com login.windows.net login.microsoftonline.com *.login.microsoft.com management.azure.com *.his.arc.azure.com "
            + "*.guestconfiguration.azure.com www.microsoft.com", "*.R.arcdataservices.com *.blob.core.windows.net"),
        ("ArcESU", AzureCloud.Government,
            "download.microsoft.com login.microsoftonline.us management.usgovcloudapi.net *.his.arc.azure.us *.guestconfiguration.azure.us "
            + "www.microsoft.com", "*.blob.core.usgovcloudapi.net"),
        // sql-server/azure-arc/prerequisites.
        ("ArcSql", AzureCloud.Public, "*.R.arcdataservices.com login.microsoftonline.com V.vault.azure.net",
            "login.microsoft.com enterpriseregistration.windows.net graph.microsoft.com"),
        ("ArcSql", AzureCloud.Government, "*.R.arcdataservices.azure.us", ""),
        // defender-endpoint/streamlined-device-connectivity-urls-commercial.
        ("DefenderStreamlined", AzureCloud.Public,
            "*.endpoint.security.microsoft.com *.smartscreen-prod.microsoft.com *.smartscreen.microsoft.com config.edge.skype.com "
            + "packages.microsoft.com go.microsoft.com definitionupdates.microsoft.com www.microsoft.com",
            $"*.checkappexec.microsoft.com *.urs.microsoft.com reflector.defender.microsoft.com msdefender.download.prss.microsoft.com {Updates} {Scanner}"),
    ];

    /// <summary>
    /// The rows of defender-endpoint/standard-device-connectivity-urls-commercial that say Required and 443, by geography; what
    /// *.wd.microsoft.com and the like cover is left out, and of the two ways for *.events.data.microsoft.com the narrow one stands.
    /// </summary>
    public static readonly (string? Region, string Hosts)[] Defender =
    [
        (null, "events.data.microsoft.com packages.microsoft.com go.microsoft.com definitionupdates.microsoft.com www.microsoft.com *.wdcp.microsoft.com "
            + "*.wd.microsoft.com mobile.events.data.microsoft.com ecs.office.com *.ecs.office.com *.smartscreen-prod.microsoft.com "
            + "*.smartscreen.microsoft.com *.endpoint.security.microsoft.com"),
        ("United States", "us-v20.events.data.microsoft.com us-mobile.events.data.microsoft.com winatp-gw-cus.microsoft.com winatp-gw-eus.microsoft.com "
            + "winatp-gw-cus3.microsoft.com winatp-gw-eus3.microsoft.com automatedirstrprdcus.B automatedirstrprdeus.B automatedirstrprdcus3.B "
            + "automatedirstrprdeus3.B ussus1eastprod.B ussus2eastprod.B ussus3eastprod.B ussus4eastprod.B wsus1eastprod.B wsus2eastprod.B "
            + "ussus1westprod.B ussus2westprod.B ussus3westprod.B ussus4westprod.B wsus1westprod.B wsus2westprod.B"),
        ("United Arab Emirates", "winatp-gw-aec0a.microsoft.com winatp-gw-aen0a.microsoft.com automatedirstrprdaen0a.B automatedirstrprdaec0a.B"),
        ("Europe", "eu-v20.events.data.microsoft.com eu-mobile.events.data.microsoft.com winatp-gw-neu.microsoft.com winatp-gw-weu.microsoft.com "
            + "winatp-gw-neu3.microsoft.com winatp-gw-weu3.microsoft.com automatedirstrprdneu.B automatedirstrprdweu.B automatedirstrprdneu3.B "
            + "automatedirstrprdweu3.B usseu1northprod.B wseu1northprod.B usseu1westprod.B wseu1westprod.B"),
        ("United Kingdom", "uk-v20.events.data.microsoft.com uk-mobile.events.data.microsoft.com winatp-gw-uks.microsoft.com winatp-gw-ukw.microsoft.com "
            + "automatedirstrprduks.B automatedirstrprdukw.B ussuk1southprod.B wsuk1southprod.B ussuk1westprod.B wsuk1westprod.B"),
        ("Australia", "au-v20.events.data.microsoft.com au-mobile.events.data.microsoft.com winatp-gw-aue.microsoft.com winatp-gw-aus.microsoft.com "
            + "automatedirstrprdaue.B automatedirstrprdaus.B ussau1southeastprod.B ussau1eastprod.B"),
    ];

    /// <summary>The same of …-urls-gov, with the hosts of the Core service.</summary>
    public static readonly (string? Region, string Hosts)[] DefenderGovernment =
    [
        (null, "events.data.microsoft.com *.events.data.microsoft.com cdn.x.cp.wd.microsoft.com *.endpoint.security.microsoft.com "
            + "*.endpoint.security.microsoft.us"),
        ("GCC", "unitedstates4.x.cp.wd.microsoft.us unitedstates4.cp.wd.microsoft.us unitedstates4.ss.wd.microsoft.us us4-v20.events.data.microsoft.com "
            + "winatp-gw-usmt.microsoft.com winatp-gw-usmv.microsoft.com automatedirstrfmusmt.B automatedirstrfmusmv.B ussusg1virginiaff4.B "
            + "ussusg2virginiaff4.B wsusg1virginiaff4.B ussusg1texasff4.B ussusg2texasff4.B wsusg1texasff4.B *.gccmod.ecs.office.com"),
        ("GCC High", "unitedstates1.x.cp.wd.microsoft.us unitedstates1.cp.wd.microsoft.us unitedstates1.ss.wd.microsoft.us us4-v20.events.data.microsoft.com "
            + "winatp-gw-usgt.microsoft.com automatedirstrffusgv.B ussusg1virginiaff0.B ussusg2virginiaff0.B wsusg1virginiaff0.B ussusg1texasff0.B "
            + "ussusg2texasff0.B wsusg1texasff0.B *.config.ecs.gov.teams.microsoft.us"),
        ("DoD", "unitedstates2.x.cp.wd.microsoft.us unitedstates2.cp.wd.microsoft.us unitedstates2.ss.wd.microsoft.us us4-v20.events.data.microsoft.com "
            + "winatp-gw-usgt.microsoft.com winatp-gw-usgv.microsoft.com automatedirstrffusgt.B automatedirstrffusgv.B ussusd1centralff5.B "
            + "ussusd2centralff5.B wsusd1centralff5.B ussusd1eastff5.B ussusd2eastff5.B wsusd1eastff5.B *.config.ecs.dod.teams.microsoft.us"),
    ];

    /// <summary>Domains below which only Microsoft's own services have names, so that a wildcard there opens nobody else's.</summary>
    public static readonly string[] Owned =
    [
        ".microsoft.com", ".microsoft.us", ".office.com", ".windowsupdate.com", ".guestconfiguration.azure.com", ".guestconfiguration.azure.us",
        ".guestconfiguration.azure.cn", ".his.arc.azure.com", ".his.arc.azure.us", ".his.arc.azure.cn", ".guestnotificationservice.azure.com",
        ".guestnotificationservice.azure.cn", ".waconazure.com", ".arcdataservices.com", ".arcdataservices.azure.us",
    ];

    private const string Updates =
        "*.update.microsoft.com *.delivery.mp.microsoft.com *.windowsupdate.com *.download.windowsupdate.com *.download.microsoft.com";

    private const string Scanner = "login.windows.net *.security.microsoft.com *.blob.core.windows.net";

    public static string[] Split(string hosts) => hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Fill).ToArray();

    private static string Fill(string host) => string.Join('.', host.Split('.').Select(label => label switch
    {
        "W" => Workspace,
        "A" => Account,
        "G" => "contoso",
        "V" => "vault1",
        "R" => "westeurope",
        "R-1" => "westeurope-1",
        _ => label,
    }));
}
