using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration;

/// <summary>The directory that holds the gateway's configuration, and what is needed to read it.</summary>
public sealed class ConfigurationStore
{
    /// <summary>File name of the settings.</summary>
    public const string SettingsFileName = "OMSGateway.config";

    /// <summary>File name of the allowed hosts, as the OMS Log Analytics Forwarder named it.</summary>
    public const string HostListFileName = "allowedlist_server.txt";

    /// <summary>File name of the allowed client certificate subjects.</summary>
    public const string ClientListFileName = "allowedlist_client.txt";

    /// <summary>File name of the key that protects secrets where there is no DPAPI.</summary>
    public const string KeyFileName = "OMSGateway.key";

    /// <summary>File name of the running service's status.</summary>
    public const string StatusFileName = "OMSGateway.status";

    /// <summary>Uses a directory, which need not exist yet.</summary>
    public ConfigurationStore(string directory, ISecretProtector protector, IWorkspaceSource workspaces)
    {
        Directory = Path.GetFullPath(directory);
        Protector = protector;
        WorkspaceSource = workspaces;
    }

    /// <summary>Full path of the directory.</summary>
    public string Directory { get; }

    /// <summary>Full path of the settings file.</summary>
    public string SettingsPath => Path.Combine(Directory, SettingsFileName);

    /// <summary>Full path of the list of allowed hosts.</summary>
    public string HostListPath => Path.Combine(Directory, HostListFileName);

    /// <summary>Full path of the list of allowed client certificate subjects.</summary>
    public string ClientListPath => Path.Combine(Directory, ClientListFileName);

    /// <summary>Full path of the key file; it only exists where there is no DPAPI and a secret was set.</summary>
    public string KeyPath => Path.Combine(Directory, KeyFileName);

    /// <summary>Full path of the running service's status file.</summary>
    public string StatusPath => Path.Combine(Directory, StatusFileName);

    internal ISecretProtector Protector { get; }

    internal IWorkspaceSource WorkspaceSource { get; }

    /// <summary>
    /// Opens this machine's configuration: on Windows <c>%ProgramData%\OMS Gateway</c> with DPAPI and the agent's registry
    /// keys, elsewhere <c>/etc/oms-gateway</c> with a key file and no agent.
    /// </summary>
    /// <param name="directory">Another directory than the platform's, or null.</param>
    public static ConfigurationStore Open(string? directory = null) => throw new NotImplementedException();

    /// <summary>Reads and validates everything; never throws for what the files hold. A missing file means its defaults.</summary>
    public ConfigurationResult Load() => throw new NotImplementedException();
}
