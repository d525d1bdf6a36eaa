using System.Net;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Firewall;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Workspaces;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Tests.Support;

/// <summary>Every part of a machine, in memory.</summary>
internal sealed class FakeMachine : IProductCatalog, IRegistry, IServices, IFirewall, IMicrosoftUpdate, IFolderSecurity, IProgramRunner,
    ICaller, IPorts, IEventLog, IDisks, IPolicySource
{
    public List<InstalledProduct> Products { get; } = [];

    public Dictionary<string, string> Registry { get; } = [];

    public HashSet<string> Running { get; } = [];

    public Dictionary<string, ServiceInfo> Services { get; } = [];

    public Dictionary<string, FailureActions> Failures { get; } = [];

    public HashSet<string> DelayedStarts { get; } = [];

    public HashSet<string> OwnIdentifiers { get; } = [];

    /// <summary>What becomes of a start.</summary>
    public ServiceStatus StartResult { get; set; } = new(true);

    /// <summary>For how long the last start was waited for.</summary>
    public TimeSpan StartLimit { get; private set; }

    /// <summary>The texts of the errors in the gateway's log.</summary>
    public List<string> LoggedErrors { get; } = [];

    public List<string> LoggedWarnings { get; } = [];

    public Dictionary<string, FirewallRule> Rules { get; } = [];

    public bool? MicrosoftUpdate { get; set; }

    public Dictionary<string, string> Descriptors { get; } = [];

    /// <summary>Owners of files and folders; what is not here belongs to SYSTEM.</summary>
    public Dictionary<string, string> Owners { get; } = [];

    public List<string> Programs { get; } = [];

    /// <summary>What Group Policy sets.</summary>
    public List<PolicyValue> Policy { get; } = [];

    public bool IsAdministrator { get; set; } = true;

    public HashSet<string> FixedDisks { get; } = new(StringComparer.OrdinalIgnoreCase) { @"C:\" };

    /// <summary>The processes of services that run, by name.</summary>
    public Dictionary<string, int> Processes { get; } = [];

    public Dictionary<int, PortState> TakenPorts { get; } = [];

    public Dictionary<int, PortOwner[]> PortOwners { get; } = [];

    /// <summary>The address that the last port was tried on.</summary>
    public IPAddress? ProbedAddress { get; private set; }

    /// <summary>Thrown by whatever changes something, when set.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>What programs that are run end with.</summary>
    public int ExitCode { get; set; }

    /// <summary>Thrown by the firewall when it is asked for a rule, when set.</summary>
    public Exception? CannotFind { get; set; }

    /// <summary>Files that another program has open: Windows deletes what is around them.</summary>
    public HashSet<string> OpenFiles { get; } = [];

    public MachineParts Parts => new()
    {
        Products = this, Registry = this, Services = this, Firewall = this, MicrosoftUpdate = this, FolderSecurity = this, Programs = this,
        Caller = this, Ports = this, EventLog = this, Disks = this, DeleteFolder = DeleteFolder, OpenStore = OpenStore,
    };

    PolicyContent IPolicySource.Read() => new([.. Policy]);

    private ConfigurationStore OpenStore(string folder) =>
        new(folder, new KeyFileSecretProtector(Path.Combine(folder, ConfigurationStore.KeyFileName)), new NoWorkspaceSource()) { PolicySource = this };

    IEnumerable<InstalledProduct> IProductCatalog.Read() => Products;

    string? IRegistry.Read(string key, string name) => Registry.GetValueOrDefault($@"{key}\{name}");

    void IRegistry.Write(string key, string name, string? value)
    {
        if (value is null) Registry.Remove($@"{key}\{name}");
        else Registry[$@"{key}\{name}"] = value;
    }

    IReadOnlyList<string> IEventLog.ReadErrors(DateTime since) => LoggedErrors;

    void IEventLog.Warn(string text) => LoggedWarnings.Add(text);

    bool IServices.IsRunning(string name) => Running.Contains(name);

    int IServices.ProcessId(string name) => Processes.GetValueOrDefault(name);

    bool IDisks.IsFixed(string root) => FixedDisks.Contains(root);

    bool ICaller.IsAdministrator() => IsAdministrator;

    PortState IPorts.Probe(int port, IPAddress? address)
    {
        ProbedAddress = address;
        return TakenPorts.GetValueOrDefault(port);
    }

    IReadOnlyList<PortOwner> IPorts.Listeners(int port) => PortOwners.GetValueOrDefault(port, []);

    void IServices.Start(string name) => Change(() => Running.Add(name));

    ServiceInfo? IServices.Find(string name) => Services.GetValueOrDefault(name);

    ServiceStatus IServices.Start(string name, TimeSpan limit)
    {
        StartLimit = limit;
        if (StartResult.IsRunning) Running.Add(name);
        return StartResult;
    }

    void IServices.Stop(string name, TimeSpan limit) => Change(() => Running.Remove(name));

    void IServices.SetImagePath(string name, string imagePath) => Change(() => Services[name] = Services[name] with { ImagePath = imagePath });

    void IServices.SetOwnIdentifier(string name) => Change(() => OwnIdentifiers.Add(name));

    void IServices.SetDelayedStart(string name) => Change(() => DelayedStarts.Add(name));

    void IServices.SetFailureActions(string name, FailureActions actions) => Change(() => Failures[name] = actions);

    FirewallRule? IFirewall.Find(string name) => CannotFind is null ? Rules.GetValueOrDefault(name) : throw CannotFind;

    void IFirewall.Put(FirewallRule rule) => Change(() => Rules[rule.Name] = rule);

    void IFirewall.SetPorts(string name, string ports) => Change(() => Rules[name] = Rules[name] with { Ports = ports });

    void IFirewall.SetProgram(string name, string program) => Change(() => Rules[name] = Rules[name] with { Program = program });

    void IFirewall.SetRemoteAddresses(string name, string addresses) => Change(() => Rules[name] = Rules[name] with { RemoteAddresses = addresses });

    void IFirewall.Remove(string name) => Change(() => Rules.Remove(name));

    bool? IMicrosoftUpdate.IsEnabled() => MicrosoftUpdate;

    void IMicrosoftUpdate.Enable() => Change(() => MicrosoftUpdate = true);

    void IMicrosoftUpdate.Disable() => Change(() => MicrosoftUpdate = false);

    /// <summary>Whether the volume keeps permissions.</summary>
    public bool KeepsPermissions { get; set; } = true;

    /// <summary>Entries that are held open.</summary>
    public HashSet<string> Open { get; } = [];

    /// <summary>Names of accounts by their identifiers.</summary>
    public Dictionary<string, string> AccountNames { get; } = [];

    string IFolderSecurity.Account => "S-1-5-18";

    string? IFolderSecurity.NameOf(string account) => AccountNames.GetValueOrDefault(account);

    bool IFolderSecurity.AreKept(string path) => KeepsPermissions;

    bool IFolderSecurity.Make(string folder, string descriptor)
    {
        if (Directory.Exists(folder)) return false;
        Directory.CreateDirectory(folder);
        Change(() => Descriptors[folder] = descriptor);
        return true;
    }

    IOpenEntry IFolderSecurity.Open(string path) => new Entry(this, path);

    int IProgramRunner.Run(string program, string arguments)
    {
        Change(() => Programs.Add($"{Path.GetFileName(program)} {arguments}"));
        return ExitCode;
    }

    private sealed class Entry : IOpenEntry
    {
        private readonly FakeMachine _machine;
        private readonly string _path;

        public Entry(FakeMachine machine, string path)
        {
            (_machine, _path) = (machine, path);
            machine.Open.Add(path);
        }

        public bool IsLink => new FileInfo(_path).LinkTarget is not null;

        public string Owner => _machine.Owners.GetValueOrDefault(_path, "S-1-5-18");

        public string Read() => _machine.Descriptors.GetValueOrDefault(_path, "D:AI");

        public void Write(string descriptor) => _machine.Change(() =>
        {
            Assert.Contains(_path, _machine.Open);
            _machine.Descriptors[_path] = descriptor;
        });

        public void Dispose() => _machine.Open.Remove(_path);
    }

    private void Change(Action action)
    {
        if (Refusal is not null) throw Refusal;
        action();
    }

    private void DeleteFolder(string path)
    {
        string[] files = Directory.GetFiles(path, "*", SearchOption.AllDirectories);
        foreach (string file in files.Where(file => !OpenFiles.Contains(file))) File.Delete(file);
        if (files.FirstOrDefault(OpenFiles.Contains) is { } open)
            throw new IOException($"The process cannot access the file '{open}' because it is being used by another process.");
        Directory.Delete(path, recursive: true);
    }
}
