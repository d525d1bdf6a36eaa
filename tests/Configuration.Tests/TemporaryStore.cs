using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Tests;

/// <summary>A configuration directory for one test.</summary>
internal sealed class TemporaryStore : IDisposable
{
    public TemporaryStore(bool create = true, Action<AtomicFileStep>? beforeStep = null, TimeSpan? lockWait = null)
    {
        Directory = Path.Combine(Path.GetTempPath(), "oms-gateway-tests-" + Guid.NewGuid().ToString("N"));
        if (create) System.IO.Directory.CreateDirectory(Directory);
        Store = new ConfigurationStore(Directory, new KeyFileSecretProtector(Path.Combine(Directory, ConfigurationStore.KeyFileName)), Agent)
        {
            BeforeStep = beforeStep,
            PolicySource = Policy,
            LockWait = lockWait ?? TimeSpan.FromSeconds(10),
        };
        Administration = new GatewayAdministration(Store);
    }

    public string Directory { get; }

    public FakeAgent Agent { get; } = new();

    public FakePolicy Policy { get; } = new();

    public ConfigurationStore Store { get; }

    public GatewayAdministration Administration { get; }

    public string Settings
    {
        get => File.ReadAllText(Store.SettingsPath);
        set => File.WriteAllText(Store.SettingsPath, value);
    }

    public string Hosts
    {
        get => File.ReadAllText(Store.HostListPath);
        set => File.WriteAllText(Store.HostListPath, value);
    }

    public string Clients
    {
        get => File.ReadAllText(Store.ClientListPath);
        set => File.WriteAllText(Store.ClientListPath, value);
    }

    /// <summary>Writes a settings file with this content of its root, and loads.</summary>
    public ConfigurationResult LoadSettings(string elements)
    {
        Settings = $"<OMSGateway>\n{elements}\n</OMSGateway>";
        return Store.Load();
    }

    public void Dispose()
    {
        if (System.IO.Directory.Exists(Directory)) System.IO.Directory.Delete(Directory, recursive: true);
    }

    /// <summary>A policy key whose values a test sets as the registry's types are: numbers and text.</summary>
    internal sealed class FakePolicy : IPolicySource
    {
        private readonly List<PolicyValue> _values = [];

        public void Set(string name, object value, string list = "") => _values.Add(new PolicyValue(
            list, name, value is int ? PolicyValueType.Number : PolicyValueType.Text, FormattableString.Invariant($"{value}")));

        public void Clear() => _values.Clear();

        public PolicyContent Read() => new([.. _values]);
    }

    internal sealed class FakeAgent : IWorkspaceSource
    {
        public WorkspaceDiscovery Found { get; set; } = WorkspaceDiscovery.None;

        public WorkspaceDiscovery Read() => Found;
    }
}
