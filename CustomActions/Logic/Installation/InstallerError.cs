namespace OmsGateway.CustomActions.Installation;

/// <summary>
/// Rows of the Error table, in the range that the MSI documentation leaves to custom actions (25000 to 30000). Each has a text
/// in Product/UI/Errors.wxs; a test compares the two.
/// </summary>
internal enum InstallerError
{
    /// <summary>A silent installation without LICENSEACCEPTED=1.</summary>
    LicenseNotAccepted = 25101,

    /// <summary>[2]: PORTNUMBER as given.</summary>
    InvalidPort = 25102,

    /// <summary>HASPROXY=1, or credentials, without a proxy.</summary>
    ProxyMissing = 25103,

    /// <summary>[2]: PROXY as given, without what may be a password.</summary>
    InvalidProxy = 25104,

    /// <summary>HASAUTH=1, or a password, without USERNAME.</summary>
    UserNameMissing = 25105,

    /// <summary>USERNAME that cannot be one.</summary>
    InvalidUserName = 25106,

    /// <summary>[2]: a property that is a switch; [3]: its value, neither 0 nor 1.</summary>
    InvalidSwitch = 25107,

    /// <summary>[2]: a user name for which no password is given or stored.</summary>
    PasswordMissing = 25108,

    /// <summary>[2]: REMOTEADDRESSES as given.</summary>
    InvalidRemoteAddresses = 25109,

    /// <summary>[2]: why the settings could not be written.</summary>
    SettingsNotWritten = 25110,

    /// <summary>[2]: why the Forwarder's list could not be taken over.</summary>
    ListNotTakenOver = 25111,

    /// <summary>[2]: why the configuration folder could not be protected.</summary>
    FolderNotSecured = 25112,

    /// <summary>[2]: the service; [3]: why it was not configured.</summary>
    ServiceNotConfigured = 25114,

    /// <summary>[2]: PORTNUMBER; [3]: the program that has the port; [4]: its process.</summary>
    PortTaken = 25115,

    /// <summary>[2]: PORTNUMBER, which is taken by whom Windows does not tell, or reserved.</summary>
    PortUnavailable = 25116,

    /// <summary>[2]: the service; [3]: why it did not start.</summary>
    ServiceNotStarted = 25117,

    /// <summary>[2]: why the folder of the program could not be protected.</summary>
    ProgramFolderNotSecured = 25118,

    /// <summary>A warning. [2]: the properties that a user who is no administrator gave.</summary>
    PropertiesIgnored = 25119,

    /// <summary>[2]: a property; [3]: its value or a part of it, which is none of [4].</summary>
    InvalidChoice = 25120,

    /// <summary>[2]: one of REGIONS; [3]: a preset that does not know it.</summary>
    InvalidRegion = 25121,

    /// <summary>[2]: WORKSPACEIDS or ACCOUNTIDS; [3]: a part of it that is no id.</summary>
    InvalidId = 25122,

    /// <summary>[2]: one of PRESETS; [3]: the property that it needs.</summary>
    PresetNeeds = 25123,

    /// <summary>[2]: one of PRESETS; [3]: CLOUD; [4]: the clouds that the preset is for.</summary>
    PresetNotInCloud = 25124,

    /// <summary>[2]: one of ALLOWEDHOSTS.</summary>
    InvalidAllowedHost = 25125,

    /// <summary>[2]: a property that belongs to PRESETS, which is not given.</summary>
    PresetsMissing = 25126,

    /// <summary>[2]: one of GATEWAYNAMES.</summary>
    InvalidGatewayName = 25127,

    /// <summary>[2]: the custom action; [3]: what it met.</summary>
    Unexpected = 25199,
}
