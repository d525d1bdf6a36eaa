using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Administration;

/// <summary>
/// Everything an administrator can see and change; the command line and the PowerShell module are thin layers over it.
/// A change returns whether anything changed and takes effect in the running service within seconds.
/// Every method throws <see cref="ConfigurationException"/> with a message for a person, and then nothing has changed.
/// </summary>
public sealed class GatewayAdministration
{
    /// <summary>Administers a store.</summary>
    public GatewayAdministration(ConfigurationStore store) => Store = store;

    private ConfigurationStore Store { get; }

    /// <summary>All settings but the relay password, with their values in force.</summary>
    public IReadOnlyList<SettingValue> GetSettings() => throw new NotImplementedException();

    /// <summary>One setting; the name may be in any case.</summary>
    public SettingValue GetSetting(string name) => throw new NotImplementedException();

    /// <summary>Changes a setting; the name may be in any case.</summary>
    public bool SetSetting(string name, string value) => throw new NotImplementedException();

    /// <summary>Returns a setting to its default, or takes an unknown one out of the file.</summary>
    public bool ResetSetting(string name) => throw new NotImplementedException();

    /// <summary>The relay proxy, or null when the gateway connects directly.</summary>
    public RelayProxy? GetRelayProxy() => throw new NotImplementedException();

    /// <summary>Sets the relay proxy with its credentials, replacing all that was set before.</summary>
    /// <param name="address"><c>host</c>, <c>host:port</c> or <c>http://host:port</c>; the default port is 80.</param>
    /// <param name="userName">User name, or null when the proxy asks for none.</param>
    /// <param name="password">Password, or null.</param>
    public bool SetRelayProxy(string address, string? userName = null, string? password = null) => throw new NotImplementedException();

    /// <summary>Removes the relay proxy and its credentials.</summary>
    public bool ClearRelayProxy() => throw new NotImplementedException();

    /// <summary>The allowed hosts of the local list, and with <paramref name="includeDiscovered"/> those of the agent's workspaces.</summary>
    public IReadOnlyList<AllowedHost> GetAllowedHosts(bool includeDiscovered = false) => throw new NotImplementedException();

    /// <summary>Adds a host or <c>*.suffix</c> to the local list.</summary>
    public bool AddAllowedHost(string host) => throw new NotImplementedException();

    /// <summary>Removes an entry from the local list; false when it is not there.</summary>
    public bool RemoveAllowedHost(string host) => throw new NotImplementedException();

    /// <summary>Whether the gateway would let a client reach a host, and why.</summary>
    public HostCheck CheckHost(string host, int port = 443) => throw new NotImplementedException();

    /// <summary>The allowed client certificate subjects of the local list, and on request those of the agent's workspaces.</summary>
    public IReadOnlyList<AllowedClientCertificate> GetClientCertificates(bool includeDiscovered = false) =>
        throw new NotImplementedException();

    /// <summary>Adds a subject to the local list; a bare name means its common name.</summary>
    public bool AddClientCertificate(string subject) => throw new NotImplementedException();

    /// <summary>Removes a subject from the local list; false when it is not there.</summary>
    public bool RemoveClientCertificate(string subject) => throw new NotImplementedException();

    /// <summary>Loads everything as the service would.</summary>
    public ConfigurationResult Validate() => Store.Load();
}
