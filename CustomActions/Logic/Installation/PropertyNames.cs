namespace OmsGateway.CustomActions.Installation;

/// <summary>Properties of the package, as docs/silent-install.md explains them; a test compares them with Product.</summary>
internal static class PropertyNames
{
    public const string Port = "PORTNUMBER";
    public const string HasProxy = "HASPROXY";
    public const string Proxy = "PROXY";
    public const string HasAuthentication = "HASAUTH";
    public const string UserName = "USERNAME";
    public const string Password = "PASSWORD";
    /// <summary>From where the firewall rule lets agents in.</summary>
    public const string RemoteAddresses = "REMOTEADDRESSES";

    /// <summary>0: no firewall rule; 1: one, also where it was deleted.</summary>
    public const string FirewallRule = "FIREWALLRULE";

    /// <summary>The firewall rule's description, in the language of the installation.</summary>
    public const string FirewallRuleDescription = "FirewallRuleDescription";

    /// <summary>1 when Windows Firewall has not taken the rule, for the wizard's last page.</summary>
    public const string FirewallRuleIsMissing = "FirewallRuleIsMissing";

    /// <summary>1 when the service that is there stays as it is.</summary>
    public const string ServiceIsKept = "ServiceIsKept";

    /// <summary>Kinds of agents whose hosts are allowed, by their presets.</summary>
    public const string Presets = "PRESETS";

    /// <summary>Presets that the page for agents shows as they are configured: REGIONS has theirs too, and they stay as they are.</summary>
    public const string PresetsKept = "PRESETSKEPT";

    /// <summary>Azure regions of the presets' hosts.</summary>
    public const string Regions = "REGIONS";

    /// <summary>1: take regions that this version does not know, which may be newer.</summary>
    public const string AllowUnknownRegion = "ALLOWUNKNOWNREGION";

    /// <summary>Log Analytics workspaces of the presets' hosts.</summary>
    public const string WorkspaceIds = "WORKSPACEIDS";

    /// <summary>Automation accounts of the presets' hosts.</summary>
    public const string AccountIds = "ACCOUNTIDS";

    /// <summary>Azure Arc gateways of the presets' hosts.</summary>
    public const string GatewayNames = "GATEWAYNAMES";

    /// <summary>The Azure cloud of the presets' hosts.</summary>
    public const string Cloud = "CLOUD";

    /// <summary>Hosts that are allowed besides.</summary>
    public const string AllowedHosts = "ALLOWEDHOSTS";

    /// <summary>What becomes of a host that is not allowed.</summary>
    public const string HostPolicy = "HOSTPOLICY";

    /// <summary>1: allow the hosts as well that are new in the presets that were applied.</summary>
    public const string UpdatePresets = "UPDATEPRESETS";

    /// <summary>1: the templates of Group Policy are in this computer's folder PolicyDefinitions; what is noted unless it is given.</summary>
    public const string PolicyTemplates = "POLICYTEMPLATES";

    /// <summary>What the wizard's page for agents is told to do: <c>Presets</c>, <c>ReportOnly</c> or <c>Later</c>.</summary>
    public const string AgentChoice = "AgentChoice";

    /// <summary>What the names of that page's boxes begin with; a preset's name follows in capitals.</summary>
    public const string AgentBox = "AGENT";

    /// <summary>What the names of the properties begin with that hold the boxes' texts; a preset's name follows in capitals.</summary>
    public const string AgentName = "AgentName";

    /// <summary>The cloud that is chosen there.</summary>
    public const string AgentCloud = "AgentCloud";

    /// <summary>The host policy in force; empty when it is not known.</summary>
    public const string AgentPolicy = "AgentPolicy";

    /// <summary>HOSTPOLICY as the command line has it.</summary>
    public const string GivenPolicy = "GivenPolicy";

    /// <summary>PRESETS as the command line has it.</summary>
    public const string GivenPresets = "GivenPresets";

    /// <summary>The fields of that page as they show what is configured; empty when the command line fills them.</summary>
    public const string AgentFieldsShown = "AgentFieldsShown";

    /// <summary>REGIONS with a region that setup does not know, and has said so.</summary>
    public const string DoubtedRegions = "DoubtedRegions";

    /// <summary>The kinds of agents that have got new hosts since they were allowed.</summary>
    public const string AgentNews = "AgentNews";

    /// <summary>1 when Group Policy sets the port, so that the wizard lets nobody change it.</summary>
    public const string PortByPolicy = "PortByPolicy";

    /// <summary>1 when Group Policy sets the proxy, or that none or the computer's own is used.</summary>
    public const string ProxyByPolicy = "ProxyByPolicy";

    /// <summary>1 when Group Policy sets the proxy's user too; the password is still the gateway's own.</summary>
    public const string UserNameByPolicy = "UserNameByPolicy";

    /// <summary>The host policy that Group Policy sets; empty when it sets none.</summary>
    public const string HostPolicyByPolicy = "HostPolicyByPolicy";

    /// <summary>What is wrong on that page: an <see cref="InstallerError"/> by name, or <see cref="NoAgents"/>; empty when nothing is.</summary>
    public const string AgentsProblem = "AgentsProblem";

    /// <summary>The property whose field is wrong, where one is.</summary>
    public const string AgentsField = "AgentsField";

    /// <summary>What stands there and is refused.</summary>
    public const string AgentsValue = "AgentsValue";

    /// <summary>The kind of agents that refuses it, as its box says.</summary>
    public const string AgentsPreset = "AgentsPreset";

    /// <summary>The hosts of agents are to be allowed, and no box is ticked.</summary>
    public const string NoAgents = "NoAgents";

    /// <summary>A region that no table knows, which may be a slip; the next click on Next takes it.</summary>
    public const string DoubtfulRegion = "DoubtfulRegion";

    /// <summary>For the page before the installation: the configured port, where it is another one.</summary>
    public const string PortBefore = "PortBefore";

    /// <summary>The proxy, with its user where it has one.</summary>
    public const string ProxyAfter = "ProxyAfter";

    /// <summary>The configured proxy in the same form, where it is another one.</summary>
    public const string ProxyBefore = "ProxyBefore";

    /// <summary>1 when the proxy is not known, so that it stays unless another one is given.</summary>
    public const string ProxyIsKept = "ProxyIsKept";

    /// <summary>What becomes of the firewall rule: <c>none</c>; a new one for <c>any</c> address; <c>given</c> addresses; <c>kept</c> ones.</summary>
    public const string FirewallAfter = "FirewallAfter";

    /// <summary>1 when it is not known what is configured.</summary>
    public const string HostsAreUnknown = "HostsAreUnknown";

    /// <summary>The oldest TLS version of a first installation by the wizard; empty for any other.</summary>
    public const string FirstTlsVersion = "FirstTlsVersion";

    /// <summary>How a page says that a password was typed, in the language of the installation.</summary>
    public const string NewPasswordText = "NewPasswordText";

    /// <summary>The kinds of agents whose hosts will be allowed.</summary>
    public const string AgentNames = "AgentNames";

    /// <summary>How many hosts will be added to the list.</summary>
    public const string HostsAdded = "HostsAdded";

    /// <summary>How many are listed; empty when there are none or it is not known.</summary>
    public const string HostsBefore = "HostsBefore";

    /// <summary>1 when no host is listed and none will be.</summary>
    public const string NoHosts = "NoHosts";

    /// <summary>1 when every host will pass.</summary>
    public const string ReportsOnly = "ReportsOnly";

    /// <summary>1 when every host passes now, and will not.</summary>
    public const string ReportedBefore = "ReportedBefore";

    /// <summary>The products that will be removed, with their versions.</summary>
    public const string ReplacedProducts = "ReplacedProducts";

    /// <summary>For the wizard's last page: 1 when Windows has not registered the performance counters.</summary>
    public const string CountersAreMissing = "CountersAreMissing";

    /// <summary>The same: 1 when the service is disabled, and so was not started.</summary>
    public const string ServiceIsDisabled = "ServiceIsDisabled";

    /// <summary>The same: how many hosts are allowed; empty when it is not known or every host passes.</summary>
    public const string AllowedHostCount = "AllowedHostCount";

    public const string LicenseAccepted = "LICENSEACCEPTED";

    /// <summary>What is wrong with <see cref="InstallFolder"/>, by name; empty when nothing is.</summary>
    public const string FolderProblem = "FolderProblem";

    public const string InstallFolder = "INSTALLDIR";

    /// <summary>1 once the properties above hold what is configured, so that an empty one means that it was emptied.</summary>
    public const string SettingsRead = "SETTINGSREAD";

    /// <summary>1: forget the configured proxy, which the wizard could not show.</summary>
    public const string ForgetProxy = "FORGETPROXY";

    /// <summary>1 when a password for the proxy is stored, which an empty field of the wizard keeps.</summary>
    public const string PasswordIsStored = "PasswordIsStored";

    /// <summary>1 when the proxy is that of a gateway that is replaced, whose password nobody can read.</summary>
    public const string PasswordIsLost = "PasswordIsLost";

    /// <summary>Why the settings are not valid, so that they cannot be shown; empty when the user may not read them, or they are shown.</summary>
    public const string SettingsFault = "SettingsFault";

    /// <summary>1 when only an administrator could change something, and this user is none.</summary>
    public const string ChangesAreRefused = "ChangesAreRefused";

    /// <summary>The <see cref="InstallerError"/> that the wizard's fields would meet, by name; empty when they are right.</summary>
    public const string SettingsProblem = "SettingsProblem";

    /// <summary>
    /// What stands in the wrong field, for <see cref="InstallerError.InvalidPort"/> and <see cref="InstallerError.InvalidProxy"/>. A user name is
    /// not repeated: what follows a colon in it may be a password.
    /// </summary>
    public const string SettingsValue = "SettingsValue";

    /// <summary>The program that has the port, for <see cref="InstallerError.PortTaken"/>.</summary>
    public const string PortUser = "PortUser";

    /// <summary>
    /// The port that the wizard shows instead of the configured one, which its user may not read: left as it is, it changes nothing.
    /// </summary>
    public const string PortShown = "PORTSHOWN";

    /// <summary>Product codes of installed Forwarders; RemoveExistingProducts removes them.</summary>
    public const string LegacyProducts = "LEGACYPRODUCTS";

    /// <summary>Set by FindRelatedProducts: earlier versions of this product.</summary>
    public const string EarlierVersions = "WIX_UPGRADE_DETECTED";

    /// <summary>1: turn on Microsoft Update.</summary>
    public const string MicrosoftUpdate = "MICROSOFTUPDATE";

    /// <summary><c>enabled</c>, <c>disabled</c> or <c>unavailable</c>.</summary>
    public const string MicrosoftUpdateState = "MICROSOFTUPDATESTATE";

    /// <summary>Set by the installer when nothing is kept for a rollback; commit actions do not run then.</summary>
    public const string RollbackDisabled = "RollbackDisabled";

    /// <summary>Set by the installer: what the deferred action was handed.</summary>
    public const string ActionData = "CustomActionData";

    /// <summary>Set by the installer: 5 for the wizard, less for a silent installation.</summary>
    public const string UILevel = "UILevel";

    /// <summary>Set by the installer: %ProgramData%.</summary>
    public const string ProgramData = "CommonAppDataFolder";

    /// <summary>Set by the installer: the 64-bit system folder.</summary>
    public const string SystemFolder = "System64Folder";

    /// <summary>Set by the installer: the 64-bit Program Files folder.</summary>
    public const string ProgramFiles = "ProgramFiles64Folder";

    /// <summary>Set by the installer when this product is installed already.</summary>
    public const string Installed = "Installed";
}
