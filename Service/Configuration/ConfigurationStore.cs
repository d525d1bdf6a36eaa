using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Firewall;
using OmsGateway.Configuration.Firewall.Windows;
using OmsGateway.Configuration.Groups;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Native;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Status;
using OmsGateway.Configuration.SystemProxies;
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

    private const string DrainFileName = "OMSGateway.drain";

    private const string StatusFileName = "OMSGateway.status";
    private const string InventoryFileName = "OMSGateway.inventory";
    private const string HistoryFileName = "OMSGateway.history";

    /// <summary>Uses a directory, which need not exist yet.</summary>
    public ConfigurationStore(string directory, ISecretProtector protector, IWorkspaceSource workspaces)
    {
        Directory = WithoutSeparator(Path.GetFullPath(directory));
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
    public string HostListPath => HostListPathOf(null);

    /// <summary>Full path of the list of allowed client certificate subjects.</summary>
    public string ClientListPath => ClientListPathOf(null);

    /// <summary>Full path of the administrator's own presets, which need not exist.</summary>
    public string OwnPresetsPath => Path.Combine(Directory, OwnPresetsFileName);

    /// <summary>Full path of the record of the presets that were applied.</summary>
    public string AppliedPresetsPath => AppliedPresetsPathOf(null);

    /// <summary>Full path of the key file; it only exists where there is no DPAPI and a secret was set.</summary>
    public string KeyPath => Path.Combine(Directory, KeyFileName);

    /// <summary>Full path of the running service's status file.</summary>
    public string StatusPath => Path.Combine(StateDirectory, StatusFileName);

    /// <summary>Full path of the request to the running service that it drain; it exists from the request to its withdrawal.</summary>
    public string DrainPath => Path.Combine(Directory, DrainFileName);

    /// <summary>Full path of the file in which the running service keeps the clients and hosts that it has seen.</summary>
    public string InventoryPath => Path.Combine(StateDirectory, InventoryFileName);

    /// <summary>Full path of the file in which the running service keeps the traffic of the last day and month.</summary>
    public string HistoryPath => Path.Combine(StateDirectory, HistoryFileName);

    /// <summary>
    /// The firewall rule for the port of these settings, or null: there is one for the service's own directory, on Windows only.
    /// </summary>
    public GatewayFirewallRule? FirewallRule { get; internal init; }

    /// <summary>Whether this is the directory of the Windows service.</summary>
    internal bool IsService { get; init; }

    /// <summary>Whether this is the directory that is meant where none is named.</summary>
    internal bool IsSystems => UnixPermissions.IsWindows ? IsService : Directory.TrimEnd('/') == UnixDirectory;

    internal ISecretProtector Protector { get; }

    internal IWorkspaceSource WorkspaceSource { get; }

    /// <summary>The agent's workspaces, for the clients in no group; a group has what its lists and policy say, and nothing besides.</summary>
    internal IReadOnlyList<Workspace> WorkspacesOf(string? group) => group is null ? WorkspaceSource.Read().Workspaces : [];

    /// <summary>What Group Policy sets on this computer.</summary>
    internal IPolicySource PolicySource { get; init; } = new NoPolicySource();

    /// <summary>The operating system's proxy settings.</summary>
    internal ISystemProxySource SystemProxySource { get; init; } =
        UnixPermissions.IsWindows ? new WinHttpProxySource(new WinHttp()) : new EnvironmentProxySource(Environment.GetEnvironmentVariable);

    /// <summary>How long a change waits for another process's change.</summary>
    internal TimeSpan LockWait { get; init; } = StoreLock.DefaultWait;

    /// <summary>How long a change of the port waits for the running service to listen there: twice what it takes to say so.</summary>
    internal TimeSpan PortWait { get; init; } = TimeSpan.FromTicks(2 * GatewayStatus.WriteInterval.Ticks);

    /// <summary>How long a request to drain waits for the running service to say that it does.</summary>
    internal TimeSpan DrainWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Called before each step of writing a file; a test fails there.</summary>
    internal Action<AtomicFileStep>? BeforeStep { get; init; }

    /// <summary>Full path of a list of allowed hosts, for the group pos <c>allowedlist_server.pos.txt</c>.</summary>
    /// <param name="group">The group's name, or null for the clients in none.</param>
    public string HostListPathOf(string? group) => PathOf(HostListFileName, group);

    /// <summary>Full path of a list of allowed client certificate subjects.</summary>
    /// <param name="group">The group's name, or null for the clients in none.</param>
    public string ClientListPathOf(string? group) => PathOf(ClientListFileName, group);

    /// <summary>Full path of the record of the presets that were applied to a list of allowed hosts.</summary>
    /// <param name="group">The group's name, or null for the clients in none.</param>
    public string AppliedPresetsPathOf(string? group) => PathOf(AppliedPresetsFileName, group);

    /// <summary>
    /// Opens this machine's configuration: on Windows <c>%ProgramData%\OMS Gateway</c> with DPAPI and the agent's registry
    /// keys, elsewhere <c>/etc/oms-gateway</c> with a key file and no agent.
    /// </summary>
    /// <param name="directory">Another directory than the platform's, or null.</param>
    public static ConfigurationStore Open(string? directory = null) => Open(directory, isForSetup: false);

    /// <summary>
    /// The same for setup, which stops the service before it changes settings and makes the firewall rule afterwards: nothing waits there for
    /// a service to listen on its new port.
    /// </summary>
    internal static ConfigurationStore OpenForSetup(string directory) => Open(directory, isForSetup: true);

    private static ConfigurationStore Open(string? directory, bool isForSetup)
    {
        if (UnixPermissions.IsWindows)
        {
            string own = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "OMS Gateway");
            directory = Path.GetFullPath(directory ?? own);
            bool isOwn = directory.TrimEnd('\\').Equals(own, StringComparison.OrdinalIgnoreCase);
            return new ConfigurationStore(directory, new DpapiSecretProtector(), new RegistryWorkspaceSource())
            {
                IsService = isOwn,
                PolicySource = new RegistryPolicySource(),
                FirewallRule = isOwn && !isForSetup ? new GatewayFirewallRule(new DefenderFirewall(), new RegistryFirewallPort()) : null,
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
                $"the configuration directory does not exist and cannot be created ({e.Message}) Create it and give it to the user that the gateway "
                + $"runs as ({Environment.UserName}), or name another directory with --config-dir");
        }
    }

    /// <summary>
    /// Finishes an import that broke off. A user without the right to does not: what the import brings is in force all the same, and the next
    /// change finishes it.
    /// </summary>
    public void FinishImport()
    {
        if (!File.Exists(StoreJournal.PathIn(Directory))) return;
        try
        {
            StoreLock.Acquire(Directory, LockWait).Dispose();
        }
        catch (ConfigurationException)
        {
            // The reason why it cannot be finished is reported as a warning or a problem of the files.
        }
    }

    /// <summary>Reads and validates everything; never throws for what the files hold. A missing file means its defaults.</summary>
    public ConfigurationResult Load()
    {
        var problems = new List<ConfigurationProblem>();
        return Load(ConfigurationFiles.Read(this, WorkspaceSource.Read(), PolicySource.Read(), problems), problems);
    }

    // As a shell completes the name of a folder; the root is its separator.
    private static string WithoutSeparator(string path)
    {
        string trimmed = path.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        return trimmed.Length < Path.GetPathRoot(path)!.Length ? path : trimmed;
    }

    /// <summary>What Group Policy sets now.</summary>
    internal GatewayPolicy ReadPolicy() => PolicyReader.Read(PolicySource.Read());

    /// <summary>The settings that a file's content and policy make together.</summary>
    internal SettingsReading ReadSettings(byte[]? content) => SettingsReader.Read(SettingsPath, content, Protector, ReadPolicy());

    /// <summary>Validates what was read.</summary>
    internal ConfigurationResult Load(ConfigurationFiles files, List<ConfigurationProblem> problems)
    {
        problems.AddRange(files.Reading.Problems);
        if (files.SystemProxy?.Problem is { } unusable) problems.Add(OfSystemProxy(files.Reading, unusable));
        GatewayPolicy policy = files.Reading.Policy;
        List<ConfigurationProblem> skipped = [.. policy.SkippedEntries, .. FindStrayHosts(files.Reading)];
        (ListContents Of, ListFile<HostPattern> Hosts, ListFile<CertificateSubject> Clients)[] lists =
        [
            .. files.Lists.Select(of => (of, ListFiles.Hosts(HostListPathOf(of.Group), of.Hosts), ListFiles.Subjects(ClientListPathOf(of.Group), of.Clients))),
        ];
        foreach ((_, ListFile<HostPattern> hosts, ListFile<CertificateSubject> clients) in lists)
        {
            AddProblems(hosts, problems, skipped);
            AddProblems(clients, problems, skipped);
        }

        List<ConfigurationProblem> warnings =
        [
            .. files.Reading.Warnings,
            .. (files.SystemProxy?.Warnings ?? []).Select(w => OfSystemProxy(files.Reading, w)),
            .. files.Workspaces.Warnings.Select(w => new ConfigurationProblem("HealthService", 0, null, null, w)),
        ];
        // When nothing is applied, no line is merely skipped.
        if (problems.Count > 0) return new ConfigurationResult(null, [.. problems, .. skipped], warnings, []);
        IReadOnlyList<Workspace> workspaces = files.Workspaces.Workspaces;
        var common = new GatewayConfiguration
        {
            Settings = files.Reading.Settings with { SystemProxy = files.SystemProxy },
            Hosts = new HostAllowList([.. Listed(null, lists[0].Hosts), .. policy.HostsOf(null), .. workspaces.SelectMany(WorkspaceHosts.For)]),
            ClientCertificates = new ClientCertificateAllowList(lists[0].Clients.Entries.Select(e => e.Entry), workspaces.Select(w => w.Id)),
            Workspaces = workspaces,
        };
        ClientGroup[] groups = [.. common.Settings.Groups.Zip(lists.Skip(1), (group, own) => Group(common, group, policy, own.Hosts, own.Clients))];
        warnings.AddRange(groups.Where(g => g.Configuration.AllowsNothing).Select(g => new ConfigurationProblem(
            HostListPathOf(g.Name), 0, null, null, $"the clients of group {g.Name} are refused every host, since its list is empty; add hosts with "
            + SystemCommand.OfGroup("Add-OMSGatewayAllowedHost", "hosts add", g.Name))));
        if (files.IsUnfinished)
        {
            warnings.Add(new ConfigurationProblem(StoreJournal.PathIn(Directory), 0, null, null, "an import is under way, or broke off: what it brings is in "
                + "force, and edits by hand are not. Any change by the command line or a cmdlet finishes it"));
        }

        warnings.AddRange(StrayLists.Find(Directory, common.Settings.Groups));
        return new ConfigurationResult(common with { Groups = new ClientGroups(groups) }, [], warnings, skipped);
    }

    private ConfigurationProblem OfSystemProxy(SettingsReading reading, string message) =>
        reading.Problem(SettingsPath, RelayProxyDefinitions.Mode, message);

    private static IEnumerable<ConfigurationProblem> FindStrayHosts(SettingsReading reading) => reading.Policy.Hosts
        .Where(host => host.Group is { } of && !reading.Settings.Groups.Any(group => ClientGroupSettings.IsSameName(group.Name, of)))
        .Select(host => new ConfigurationProblem(
            GatewayPolicy.Place, 0, $"{PolicyLists.GroupAllowedHosts}\\{host.Host}", host.Group,
            "there is no group of that name; correct it, or add the group"));

    /// <summary>What a group's lists do not say is as for everybody, but for the hosts: those are its own alone.</summary>
    private static ClientGroup Group(
        GatewayConfiguration common, ClientGroupSettings group, GatewayPolicy policy, ListFile<HostPattern> hosts, ListFile<CertificateSubject> clients) =>
        new(group.Name, group.Clients, common with
        {
            Group = group.Name,
            Settings = group.HostPolicy is { } own ? common.Settings with { HostPolicy = own } : common.Settings,
            Hosts = new HostAllowList([.. Listed(group.Name, hosts), .. policy.HostsOf(group.Name)]),
            // Certificates that are checked must not go unchecked because a group was made for its hosts.
            ClientCertificates = clients.Entries.Count > 0
                ? new ClientCertificateAllowList(clients.Entries.Select(e => e.Entry), [])
                : common.ClientCertificates,
        });

    private static IEnumerable<AllowedHost> Listed(string? group, ListFile<HostPattern> hosts) =>
        hosts.Entries.Select(e => new AllowedHost(e.Entry, FileNameOf(HostListFileName, group)));

    /// <summary>
    /// The name of a list or record of a group, in lower case whatever the group's: <c>allowedlist_server.pos.txt</c>. Setup removes all of
    /// them by how they begin.
    /// </summary>
    /// <param name="name">The name of the one for the clients in no group.</param>
    /// <param name="group">The group's name, or null.</param>
    public static string FileNameOf(string name, string? group) =>
        group is null ? name : $"{Path.GetFileNameWithoutExtension(name)}.{group.ToLowerInvariant()}{Path.GetExtension(name)}";

    private string PathOf(string name, string? group) => Path.Combine(Directory, FileNameOf(name, group));

    /// <summary>A line that is no entry is skipped; a list without a single entry is another file, and must not replace the one in force.</summary>
    private static void AddProblems<T>(ListFile<T> list, List<ConfigurationProblem> problems, List<ConfigurationProblem> skipped)
        where T : class, IEquatable<T> => (list.Entries.Count == 0 ? problems : skipped).AddRange(list.Problems);
}
