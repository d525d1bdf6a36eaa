using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Transfer;

namespace OmsGateway.Configuration.Administration;

/// <summary>
/// Everything an administrator can see and change; the command line and the PowerShell module are thin layers over it.
/// A change returns whether anything changed and takes effect in the running service within seconds.
/// Every method throws <see cref="ConfigurationException"/> with a message for a person, and then nothing has changed.
/// </summary>
public sealed class GatewayAdministration
{
    private readonly ConfigurationStore _store;
    private readonly Action<string>? _warn;
    private readonly SettingsChange _change;

    /// <summary>Administers a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="warn">Told what a change that was made leaves to be done by hand.</param>
    public GatewayAdministration(ConfigurationStore store, Action<string>? warn = null)
        : this(store, warn, null)
    {
    }

    private GatewayAdministration(ConfigurationStore store, Action<string>? warn, string? group)
    {
        _store = store;
        _warn = warn;
        _change = new SettingsChange(store);
        Settings = new SettingsAdministration(store, _change, warn);
        RelayProxy = new RelayProxyAdministration(Settings, _change, warn);
        Hosts = new HostAdministration(store, warn, group);
        ClientCertificates = new ClientCertificateAdministration(store, warn, group);
    }

    /// <summary>The settings, one by one.</summary>
    public SettingsAdministration Settings { get; }

    /// <summary>The relay proxy of the settings with its credentials.</summary>
    public RelayProxyAdministration RelayProxy { get; }

    /// <summary>The list of allowed hosts.</summary>
    public HostAdministration Hosts { get; }

    /// <summary>The list of allowed client certificates.</summary>
    public ClientCertificateAdministration ClientCertificates { get; }

    /// <summary>The presets, and the record of those that were applied.</summary>
    public PresetAdministration Presets => Hosts.Presets;

    /// <summary>The groups of clients that have lists of their own.</summary>
    public GroupAdministration Groups => field ??= new GroupAdministration(_store, _change, _warn);

    /// <summary>Carries the configuration from and to other gateways.</summary>
    public ConfigurationTransfer Transfer => field ??= new ConfigurationTransfer(_store, _warn);

    /// <summary>What Group Policy sets, for a person: <c>ListenPort, AllowedHosts (2), Groups (pos)</c>; empty for nothing.</summary>
    public string SetByPolicy => _store.ReadPolicy().Describe();

    /// <summary>The same with the lists and the applied presets of a group of clients.</summary>
    /// <param name="group">The group's name, in any case; null or empty for the clients in no group.</param>
    public GatewayAdministration InGroup(string? group) =>
        string.IsNullOrWhiteSpace(group) ? this : InGroup(Groups.Get(group!));

    /// <summary>The same for a group that was read before, so that what concerns all of them reads the settings once.</summary>
    public GatewayAdministration InGroup(ClientGroupSettings group) => new(_store, _warn, group.Name);

    /// <summary>This one, and one for the lists of each group of clients.</summary>
    public IReadOnlyList<GatewayAdministration> WithGroups() => [this, .. Groups.All.Select(InGroup)];

    /// <summary>Loads everything as the service would, and the files of the presets, which the running service does without.</summary>
    public ConfigurationResult Validate()
    {
        ConfigurationResult result = _store.Load();
        IEnumerable<GatewayAdministration> lists = [this, .. (result.Configuration?.Settings.Groups ?? []).Select(InGroup)];
        ConfigurationProblem[] ofPresets = [.. Presets.FindOwnProblems(), .. lists.SelectMany(list => list.Presets.FindRecordProblems())];
        return ofPresets.Length == 0
            ? result
            : new ConfigurationResult(null, [.. result.Problems, .. ofPresets], result.Warnings, result.SkippedLines);
    }
}
