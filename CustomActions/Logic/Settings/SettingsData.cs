using OmsGateway.CustomActions.Agents;
using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Settings;

/// <summary>What WriteSettings is handed.</summary>
internal static class SettingsData
{
    public const string Port = "Port";
    public const string LogLevel = "LogLevel";

    /// <summary>What a first installation by the wizard begins with.</summary>
    public const string MinimumTlsVersion = "MinimumTlsVersion";

    /// <summary>REMOTEADDRESSES as given.</summary>
    public const string Clients = "Clients";

    /// <summary>One of <see cref="Keep"/>, <see cref="Clear"/> and <see cref="Set"/>.</summary>
    public const string Relay = "Relay";

    public const string Keep = "keep";
    public const string Clear = "clear";
    public const string Set = "set";

    public const string Proxy = "Proxy";
    public const string UserName = "UserName";
    public const string Password = "Password";

    /// <summary>Adds the properties as they stand when the installation begins; they have been validated.</summary>
    public static void Collect(IInstallerSession session, ActionData data)
    {
        string Get(string property) => session.GetProperty(property).Trim();

        foreach (string property in AgentChoiceReader.Properties) data[property] = Get(property);
        data[Clients] = Get(PropertyNames.RemoteAddresses);
        // Whoever sits at the wizard sees agents fail that are too old; a script that has installed gateways for years keeps what they accept.
        if (session.IsWizard() && IsFirst(Get)) data[MinimumTlsVersion] = "1.2";
        data[Port] = ReadCurrentSettings.IsPortOnlyShown(session) ? "" : Get(PropertyNames.Port);
        data[Relay] = (Get(PropertyNames.HasProxy), Get(PropertyNames.SettingsRead)) switch
        {
            ("1", _) => Set,
            ("0", _) or (_, "1") => Clear,
            _ => Keep,
        };
        if (data[Relay] != Set) return;
        data[Proxy] = Get(PropertyNames.Proxy);
        if (Get(PropertyNames.HasAuthentication) != "1") return;
        data[UserName] = Get(PropertyNames.UserName);
        // A space may be part of a password.
        data[Password] = session.GetProperty(PropertyNames.Password);
    }

    private static bool IsFirst(Func<string, string> get) =>
        get(PropertyNames.Installed).Length == 0 && get(PropertyNames.EarlierVersions).Length == 0 && get(PropertyNames.LegacyProducts).Length == 0;
}
