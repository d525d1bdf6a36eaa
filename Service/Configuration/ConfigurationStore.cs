using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Firewall;
using OmsGateway.Configuration.Firewall.Windows;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Status;
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

    /// <summary>File name of the administrator's own presets.</summary>
    public const string OwnPresetsFileName = "OMSGateway.presets.xml";

    /// <summary>File name of the record of the presets that were applied.</summary>
    public const string AppliedPresetsFileName = "OMSGateway.appliedpresets.xml";

    /// <summary>File name of the key that protects secrets where there is no DPAPI.</summary>
    public const string KeyFileName = "OMSGateway.key";

    /// <summary>The directory of a machine that is not a Windows one.</summary>
    public const string UnixDirectory = "/etc/oms-gateway";

    private const string StatusFileName = "OMSGateway.status";

    /// <summary>Uses a directory, which need not exist yet.</summary>
    public ConfigurationStore(string directory, ISecretProtector protector, IWorkspaceSource workspaces)
    {
        Directory = Path.GetFullPath(directory);
        StateDirectory = StateFolder.Of(Directory);
        Protector = protector;
        WorkspaceSource = workspaces;
    }

    /// <summary>Full path of the directory.</summary>
    public string Directory { get; }

    /// <summary>Full path of the folder for what the running service writes.</summary>
    public string StateDirectory { get; }

    /// <summary>Full path of the settings file.</summary>
    public string SettingsPath => Path.Combine(Directory, SettingsFileName);

    /// <summary>Full path of the list of allowed hosts.</summary>
    public string HostListPath => Path.Combine(Directory, HostListFileName);

    /// <summary>Full path of the list of allowed client certificate subjects.</summary>
    public string ClientListPath => Path.Combine(Directory, ClientListFileName);

    /// <summary>Full path of the administrator's own presets, which need not exist.</summary>
    public string OwnPresetsPath => Path.Combine(Directory, OwnPresetsFileName);

    /// <summary>Full path of the record of the presets that were applied.</summary>
    public string AppliedPresetsPath => Path.Combine(Directory, AppliedPresetsFileName);

    /// <summary>Full path of the key file; it only exists where there is no DPAPI and a secret was set.</summary>
    public string KeyPath => Path.Combine(Directory, KeyFileName);

    /// <summary>Full path of the running service's status file.</summary>
    public string StatusPath => Path.Combine(StateDirectory, StatusFileName);

    /// <summary>
    /// The firewall rule for the port of these settings, or null: there is one for the service's own directory, on Windows only.
    /// </summary>
    public GatewayFirewallRule? FirewallRule { get; internal init; }

    /// <summary>Whether this is the directory of the Windows service.</summary>
    internal bool IsService { get; init; }

    internal ISecretProtector Protector { get; }

    internal IWorkspaceSource WorkspaceSource { get; }

    /// <summary>How long a change waits for another process's change.</summary>
    internal TimeSpan LockWait { get; init; } = StoreLock.DefaultWait;

    /// <summary>How long a change of the port waits for the running service to listen there: twice what it takes to say so.</summary>
    internal TimeSpan PortWait { get; init; } = TimeSpan.FromTicks(2 * GatewayStatus.WriteInterval.Ticks);

    /// <summary>Called before each step of writing a file; a test fails there.</summary>
    internal Action<AtomicFileStep>? BeforeStep { get; init; }

    /// <summary>
    /// Opens this machine's configuration: on Windows <c>%ProgramData%\OMS Gateway</c> with DPAPI and the agent's registry
    /// keys, elsewhere <c>/etc/oms-gateway</c> with a key file and no agent.
    /// </summary>
    /// <param name="directory">Another directory than the platform's, or null.</param>
    public static ConfigurationStore Open(string? directory = null)
    {
        if (UnixPermissions.IsWindows)
        {
            string own = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "OMS Gateway");
            directory = Path.GetFullPath(directory ?? own);
            bool isOwn = directory.TrimEnd('\\').Equals(own, StringComparison.OrdinalIgnoreCase);
            return new ConfigurationStore(directory, new DpapiSecretProtector(), new RegistryWorkspaceSource())
            {
                IsService = isOwn,
                FirewallRule = isOwn ? new GatewayFirewallRule(new DefenderFirewall(), new RegistryFirewallPort()) : null,
            };
        }

        directory ??= UnixDirectory;
        return new ConfigurationStore(directory, new KeyFileSecretProtector(Path.Combine(directory, KeyFileName)), new NoWorkspaceSource());
    }

    /// <summary>Makes the directory where there is none.</summary>
    /// <returns>Null when it is there, else why not and what to do.</returns>
    public ConfigurationProblem? EnsureDirectory()
    {
        if (System.IO.Directory.Exists(Directory)) return null;
        // Whatever is made below %ProgramData% is open to every user, and setup refuses to take it over.
        if (IsService)
        {
            return new ConfigurationProblem(Directory, 0, null, null,
                "the configuration directory is missing. Setup makes it with its access control list: install or repair OMS Gateway, or name "
                + "another directory with --config-dir");
        }

        try
        {
            UnixPermissions.EnsureDirectory(Directory);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ConfigurationProblem(Directory, 0, null, null,
                $"the configuration directory does not exist and cannot be made ({e.Message}) Make it and give it to the user that the gateway "
                + $"runs as ({Environment.UserName}), or name another directory with --config-dir");
        }
    }

    /// <summary>Reads and validates everything; never throws for what the files hold. A missing file means its defaults.</summary>
    public ConfigurationResult Load()
    {
        var problems = new List<ConfigurationProblem>();
        var files = new ConfigurationFiles(
            ConfigurationFiles.Read(SettingsPath, problems),
            ConfigurationFiles.Read(HostListPath, problems),
            ConfigurationFiles.Read(ClientListPath, problems),
            WorkspaceSource.Read());
        return Load(files, problems);
    }

    /// <summary>Validates what was read.</summary>
    internal ConfigurationResult Load(ConfigurationFiles files, List<ConfigurationProblem> problems)
    {
        SettingsReading settings = SettingsReader.Read(SettingsPath, files.Settings, Protector);
        ListFile<HostPattern> hosts = ListFiles.Hosts(HostListPath, files.Hosts);
        ListFile<CertificateSubject> clients = ListFiles.Subjects(ClientListPath, files.Clients);
        problems.AddRange(settings.Problems);
        List<ConfigurationProblem> skipped = [];
        AddProblems(hosts, problems, skipped);
        AddProblems(clients, problems, skipped);
        ConfigurationProblem[] warnings =
        [
            .. settings.Warnings,
            .. files.Workspaces.Warnings.Select(w => new ConfigurationProblem("HealthService", 0, null, null, w)),
        ];
        if (problems.Count > 0) return new ConfigurationResult(null, [.. problems, .. skipped], warnings, []);
        IReadOnlyList<Workspace> workspaces = files.Workspaces.Workspaces;
        var configuration = new GatewayConfiguration
        {
            Settings = settings.Settings,
            Hosts = new HostAllowList(
                hosts.Entries.Select(e => new AllowedHost(e.Entry, HostListFileName)).Concat(workspaces.SelectMany(WorkspaceHosts.For))),
            ClientCertificates = new ClientCertificateAllowList(clients.Entries.Select(e => e.Entry), workspaces.Select(w => w.Id)),
            Workspaces = workspaces,
        };
        return new ConfigurationResult(configuration, [], warnings, skipped);
    }

    /// <summary>A line that is no entry is skipped; a list without a single entry is another file, and must not replace the one in force.</summary>
    private static void AddProblems<T>(ListFile<T> list, List<ConfigurationProblem> problems, List<ConfigurationProblem> skipped)
        where T : class, IEquatable<T> => (list.Entries.Count == 0 ? problems : skipped).AddRange(list.Problems);
}
