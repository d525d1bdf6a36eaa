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

    /// <summary>1: bring the lists up to date with the presets that were applied.</summary>
    public const string UpdatePresets = "UpdatePresets";

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
        data[UpdatePresets] = Get(PropertyNames.UpdatePresets);
        data[MinimumTlsVersion] = FirstTlsVersion(session);
        // The file keeps its own value for the time when policy no longer sets one.
        data[Port] = ReadCurrentSettings.IsPortOnlyShown(session) || Get(PropertyNames.PortByPolicy) == "1" ? "" : Get(PropertyNames.Port);
        data[Relay] = (Get(PropertyNames.HasProxy), Get(PropertyNames.SettingsRead)) switch
        {
            ("1", _) => Set,
            _ when Get(PropertyNames.ProxyByPolicy) == "1" => Keep,
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

    /// <summary>
    /// The oldest TLS version that a first installation by the wizard begins with; empty for any other. Whoever sits at the wizard sees agents
    /// fail that are too old; a script that has installed gateways for years keeps what they accept.
    /// </summary>
    public static string FirstTlsVersion(IInstallerSession session)
    {
        string[] earlier = [PropertyNames.Installed, PropertyNames.EarlierVersions, PropertyNames.LegacyProducts];
        return session.IsWizard() && earlier.All(name => session.GetProperty(name).Trim().Length == 0) ? "1.2" : "";
    }
}
