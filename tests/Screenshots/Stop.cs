namespace OmsGateway.Screenshots;

/// <summary>A dialog in one of its states.</summary>
/// <param name="Name">The picture's name.</param>
/// <param name="Dialog">Its id.</param>
/// <param name="Settings">Properties and what they have when the dialog opens.</param>
internal sealed record Stop(string Name, string Dialog, params (string Property, string Value)[] Settings)
{
    /// <summary>Every dialog of the package in every state that looks different, in about the order that one meets them.</summary>
    public static IReadOnlyList<Stop> All { get; } =
    [
        new("prepare", "PrepareDlg"),
        new("welcome", "WelcomeDlg"),
        new("license", "LicenseAgreementDlg", ("LicenseAccepted", "1")),
        new("port-proxy", "PortProxyDlg", ("SETTINGSREAD", "1"), ("PORTNUMBER", "8080"), ("HASPROXY", "1"), ("PROXY", "http://proxy.contoso.com:3128"), ("HASAUTH", "1"),
            ("USERNAME", @"CONTOSO\gateway"), ("PasswordIsStored", "1")),
        new("port-proxy-plain", "PortProxyDlg", ("HASPROXY", "{}"), ("HASAUTH", "{}"), ("PROXY", "{}"), ("USERNAME", "{}"), ("PasswordIsStored", "{}")),
        new("port-proxy-policy", "PortProxyDlg", ("PortByPolicy", "1"), ("ProxyByPolicy", "1")),
        new("invalid-port", "PortProxyDlg_Again", ("PortByPolicy", "{}"), ("ProxyByPolicy", "{}"), ("PORTNUMBER", "80800"),
            ("SettingsProblem", "InvalidPort"), ("SettingsValue", "80800")),
        new("invalid-proxy", "PortProxyDlg_Proxy_Again", ("PORTNUMBER", "8080"), ("SettingsProblem", "InvalidProxy"), ("SettingsValue", "https://proxy.contoso.com"),
            ("HASPROXY", "1"), ("PROXY", "https://proxy.contoso.com")),
        new("proxy-missing", "PortProxyDlg_Proxy", ("SettingsProblem", "ProxyMissing"), ("PROXY", "{}")),
        new("invalid-user", "PortProxyDlg_UserName", ("SettingsProblem", "InvalidUserName"), ("PROXY", "http://proxy.contoso.com:3128"), ("HASAUTH", "1"),
            ("USERNAME", "gateway:1")),
        new("user-missing", "PortProxyDlg_UserName_Again", ("SettingsProblem", "UserNameMissing"), ("USERNAME", "{}")),
        new("password-missing", "PortProxyDlg_Password", ("SettingsProblem", "PasswordMissing"), ("USERNAME", "gateway")),
        new("port-taken", "PortProxyDlg_Again", ("SettingsProblem", "PortTaken"), ("PortUser", "w3wp")),
        new("port-unavailable", "PortProxyDlg", ("SettingsProblem", "PortUnavailable")),
        new("password-lost", "PortProxyDlg", ("SettingsProblem", "{}"), ("PasswordIsLost", "1")),
        new("settings-fault", "PortProxyDlg", ("PasswordIsLost", "{}"), ("SETTINGSREAD", "{}"), ("HASPROXY", "{}"), ("HASAUTH", "{}"), ("PROXY", "{}"), ("USERNAME", "{}"),
            ("SettingsFault", @"C:\ProgramData\OMS Gateway\OMSGateway.config: ListenPort = 'many': expected a number from 1 to 65535.")),
        new("port-proxy-unknown", "PortProxyDlg", ("SettingsFault", "{}")),
        new("agents", "AgentsDlg_Plain", ("SETTINGSREAD", "1"), ("AgentChoice", "Presets"), ("AGENTAZUREMONITORAGENT", "1"), ("REGIONS", "westeurope"),
            ("WORKSPACEIDS", "4f1c7e2a-f31b-4c5f-8f1e-c7f9b2f4c1d3")),
        new("agents-policy", "AgentsDlg_Plain", ("HostPolicyByPolicy", "Enforce")),
        new("agents-wrong", "AgentsDlg_Regions2", ("HostPolicyByPolicy", "{}"), ("REGIONS", "west.europe"), ("AgentsProblem", "InvalidRegion"),
            ("AgentsValue", "west.europe"), ("AgentsPreset", "Azure Monitor Agent")),
        .. new[] { ("region", "Regions1"), ("workspace", "WorkspaceIds2"), ("account", "AccountIds1"), ("gateway", "GatewayNames2") }.Select(field =>
            new Stop($"agents-no-{field.Item1}", $"AgentsDlg_{field.Item2}", ("AgentsProblem", "PresetNeeds"))),
        new("agents-doubtful", "AgentsDlg_Regions1", ("AgentsProblem", "DoubtfulRegion"), ("AgentsValue", "westeurop")),
        new("agents-wrong-id", "AgentsDlg_WorkspaceIds1", ("AgentsProblem", "InvalidId"), ("AgentsValue", "4f1c7e2a")),
        new("agents-wrong-gateway", "AgentsDlg_GatewayNames1", ("AgentsProblem", "InvalidGatewayName"), ("AgentsValue", "contoso.gw.arc.azure.com")),
        new("agents-not-in-cloud", "AgentsDlg_Cloud1", ("AgentsProblem", "PresetNotInCloud")),
        new("agents-none", "AgentsDlg_Agents2", ("AgentsProblem", "NoAgents")),
        new("agents-news", "AgentsDlg_Plain", ("AgentsProblem", "{}"), ("AgentNews", "Azure Monitor Agent")),
        new("agents-unknown", "AgentsDlg_Plain", ("AgentNews", "{}"), ("SETTINGSREAD", "{}"), ("AgentChoice", "Later"), ("REGIONS", "{}"), ("WORKSPACEIDS", "{}"),
            ("AGENTAZUREMONITORAGENT", "{}")),
        new("microsoft-update", "MicrosoftUpdateDlg", ("MICROSOFTUPDATE", "0")),
        new("folder", "FolderDlg"),
        new("invalid-folder", "FolderDlg_Again", ("FolderProblem", "NotOnDisk")),
        new("browse", "BrowseDlg", ("_BrowseProperty", "INSTALLDIR")),
        new("ready-install", "ReadyDlg", ("HASPROXY", "1"), ("ProxyAfter", "http://proxy.contoso.com:3128"), ("HostsAdded", "6"), ("AgentNames", "Azure Monitor Agent"),
            ("HostsBefore", "{}"), ("FolderProblem", "{}"), ("FirewallAfter", "any"), ("FirstTlsVersion", "1.2"), ("MICROSOFTUPDATE", "1"), ("MICROSOFTUPDATESTATE", "disabled")),
        new("ready-upgrade", "ReadyDlg", ("FirstTlsVersion", "{}"), ("MICROSOFTUPDATE", "0"), ("FirewallAfter", "kept"), ("PortBefore", "8081"), ("ReportedBefore", "1"), ("ProxyBefore", "http://old-proxy.contoso.com:8888"), ("HostsBefore", "2"),
            ("ReplacedProducts", "Microsoft OMS Log Analytics Forwarder 1.0.449.0")),
        new("progress-install", "ProgressDlg"),
        new("cancel", "CancelDlg"),
        new("exit", "EndDlg", ("AllowedHostCount", "6")),
        new("exit-report-only", "EndDlg", ("AllowedHostCount", "{}"), ("ReportsOnly", "1")),
        new("exit-disabled", "EndDlg", ("ReportsOnly", "{}"), ("ServiceIsDisabled", "1"), ("AllowedHostCount", "6")),
        new("exit-warnings", "EndDlg", ("AllowedHostCount", "0"), ("ServiceIsDisabled", "{}"), ("FirewallRuleIsMissing", "1"), ("CountersAreMissing", "1")),
        new("failed", "FatalError"),
        new("cancelled", "UserExit"),
        new("waiting", "WaitForCostingDlg"),
        new("disk-cost", "DiskCostDlg"),
        new("out-of-disk", "OutOfDiskDlg"),
        new("out-of-rollback-disk", "OutOfRbDiskDlg"),
        new("files-in-use", "FilesInUse"),
        new("files-in-use-restart", "MsiRMFilesInUse"),
        new("error", "ErrorDlg"),
        new("maintenance", "MaintenanceWelcomeDlg", ("Installed", "1")),
        new("maintenance-type", "MaintenanceTypeDlg"),
        .. new[] { "Change", "Repair", "Remove", "Update" }.SelectMany(mode => new Stop[]
        {
            new($"ready-{mode.ToLowerInvariant()}", mode switch { "Change" => "ReadyDlg", "Remove" => "RemoveDlg", _ => "VerifyReadyDlg" }, ("WixUI_InstallMode", mode)),
            new($"progress-{mode.ToLowerInvariant()}", "ProgressDlg"),
        }),
        new("welcome-update", "WelcomeDlg", ("PATCH", "1")),
        new("resume", "ResumeDlg"),
    ];
}
