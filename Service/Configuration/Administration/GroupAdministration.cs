using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;

namespace OmsGateway.Configuration.Administration;

/// <summary>
/// The groups of clients of a configuration directory. Every method throws <see cref="ConfigurationException"/> with a message for a person,
/// and then nothing has changed.
/// </summary>
public sealed class GroupAdministration
{
    /// <summary>What <see cref="Set"/> takes for a group that is to go by the setting HostPolicy.</summary>
    public const string CommonPolicy = "Common";

    private readonly ConfigurationStore _store;
    private readonly SettingsChange _settings;
    private readonly Action<string>? _warn;

    /// <param name="store">The store.</param>
    /// <param name="settings">Changes the settings file.</param>
    /// <param name="warn">Told what a change that was made leaves to be done by hand.</param>
    internal GroupAdministration(ConfigurationStore store, SettingsChange settings, Action<string>? warn)
    {
        _store = store;
        _settings = settings;
        _warn = warn;
    }

    /// <summary>What a group's HostPolicy can be set to.</summary>
    public static IReadOnlyList<string> Policies { get; } = [.. SettingDefinitions.HostPolicies.Words, CommonPolicy];

    /// <summary>Every group, in the order of the settings file.</summary>
    public IReadOnlyList<ClientGroupSettings> All => _settings.Read().Settings.Groups;

    /// <summary>The group of that name, in any case, or null.</summary>
    public ClientGroupSettings? Find(string name) => All.FirstOrDefault(group => ClientGroupSettings.IsSameName(group.Name, name.Trim()));

    /// <summary>The group of that name, in any case.</summary>
    public ClientGroupSettings Get(string name) => Find(name) ?? throw new ConfigurationException(Unknown(name));

    /// <summary>Why there is no group of that name, and what to do.</summary>
    public string Unknown(string name)
    {
        string[] names = [.. All.Select(group => group.Name)];
        string known = names.Length == 0 ? "there is none yet" : $"the groups are {Printable.Shorten(string.Join(", ", names), 300)}";
        return $"There is no group '{Printable.Shorten(name, 60)}': {known}. "
            + $"{SystemCommand.Of("Set-OMSGatewayGroup NAME -Clients NETWORKS", "groups set NAME --clients NETWORKS")} makes one.";
    }

    /// <summary>Makes a group or changes one; false when nothing had to be changed. Warns where its clients are refused every host.</summary>
    /// <param name="name">Its name, in any case where it is there.</param>
    /// <param name="clients">Networks in CIDR notation or single addresses, separated by spaces or commas; null leaves them as they are.</param>
    /// <param name="hostPolicy">One of <see cref="Policies"/>; null leaves it as it is.</param>
    public bool Set(string name, string? clients, string? hostPolicy)
    {
        bool isChanged = _settings.Run([], editor => editor.SetGroup(Changed(name.Trim(), clients, hostPolicy)));
        if (_settings.FindValid() is { } settings) WarnOfEmptyList(settings, name.Trim());
        return isChanged;
    }

    /// <summary>Says whether <see cref="Set"/> would be refused, and changes nothing.</summary>
    public void Check(string name, string? clients, string? hostPolicy) =>
        _settings.Check([], editor => editor.SetGroup(Changed(name.Trim(), clients, hostPolicy)));

    /// <summary>
    /// Removes a group with its lists; its clients are then in no group, or in that of a wider network. False when there is neither. May be
    /// repeated where a list could not be deleted.
    /// </summary>
    public bool Remove(string name)
    {
        name = name.Trim();
        if (!ClientGroupSettings.IsName(name)) return false;
        RefuseOfPolicy(name);
        // The settings first: a list without its group means nothing, but a group without its list refuses its clients every host.
        bool isRemoved = Find(name) is not null && _settings.Run([], editor => editor.RemoveGroup(name));
        using StoreLock storeLock = StoreLock.Acquire(_store.Directory, _store.LockWait);
        string[] lists = FilesOf(name);
        string[] left = [.. lists.Where(path => !TryDelete(path))];
        if (left.Length == 0) return isRemoved || lists.Length > 0;
        throw new ConfigurationException($"{(isRemoved ? $"Group {name} is removed, but " : "")}{string.Join(" and ", left)} cannot be deleted. "
            + "Close whatever has it open, and remove the group again.");
    }

    private void WarnOfEmptyList(GatewaySettings settings, string name)
    {
        ClientGroupSettings group = settings.Groups.First(g => ClientGroupSettings.IsSameName(g.Name, name));
        string list = _store.HostListPathOf(group.Name);
        bool isEnforced = (group.HostPolicy ?? settings.HostPolicy) == HostPolicyMode.Enforce;
        if (!isEnforced || ListFiles.Hosts(list, ConfigurationFiles.Read(list, [])).Entries.Count > 0) return;
        _warn?.Invoke($"The clients of group {group.Name} are now refused every host, since its list is empty. Add hosts with "
            + $"{SystemCommand.OfGroup("Add-OMSGatewayAllowedHost", "hosts add", group.Name)}; until then a HostPolicy of ReportOnly for the group lets its "
            + "clients go on.");
    }

    private static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string[] FilesOf(string group) =>
    [
        .. new[] { _store.HostListPathOf(group), _store.ClientListPathOf(group), _store.AppliedPresetsPathOf(group) }
            .Where(path => File.Exists(path) || Directory.Exists(path)),
    ];

    private ClientGroupSettings Changed(string name, string? clients, string? hostPolicy)
    {
        if (!ClientGroupSettings.IsName(name))
            throw new ConfigurationException($"'{Printable.Shorten(name, 60)}' is not a name for a group; the name is {ClientGroupSettings.NameForm}.");
        RefuseOfPolicy(name);
        ClientGroupSettings? group = Find(name);
        if (group is null && clients is null)
            throw new ConfigurationException($"There is no group '{name}' yet; to create it, specify the networks of its clients.");
        // What an earlier group of that name could reach must not come back unseen.
        if (group is null && FilesOf(name) is { Length: > 0 } old)
        {
            throw new ConfigurationException(
                $"There is no group '{name}', but {string.Join(" and ", old)} {(old.Length == 1 ? "is" : "are")} there, and would be its "
                + $"lists. Remove the group first ({SystemCommand.Of($"Remove-OMSGatewayGroup {name}", $"groups remove {name}")}), or add it to the settings "
                + "file by hand to keep them.");
        }

        group ??= new ClientGroupSettings(name, NetworkSet.Empty, null);
        if (clients is not null) group = group with { Clients = Clients(name, clients) };
        if (hostPolicy is null) return group;
        HostPolicyMode? policy = Policy(name, hostPolicy.Trim());
        if (policy == HostPolicyMode.ReportOnly && _store.ReadPolicy().Enforces) throw GatewayPolicy.Refuse("HostPolicy is");
        return group with { HostPolicy = policy };
    }

    private void RefuseOfPolicy(string name)
    {
        if (_store.ReadPolicy().HasGroup(name)) throw GatewayPolicy.Refuse($"Group {name} is");
    }

    private static NetworkSet Clients(string name, string text)
    {
        string? error = NetworkValues.NetworkSet(text, out NetworkSet clients)
            ?? (clients.Count == 0 ? $"it names no network; {SystemCommand.Of("Remove-OMSGatewayGroup", "groups remove")} removes a group" : null);
        return error is null ? clients : throw new ConfigurationException($"Clients of group {name} = '{Printable.Shorten(text, 120)}': {error}.");
    }

    private static HostPolicyMode? Policy(string name, string text)
    {
        if (text.Equals(CommonPolicy, StringComparison.OrdinalIgnoreCase)) return null;
        if (SettingDefinitions.HostPolicies.Read(text, out HostPolicyMode policy) is null) return policy;
        throw new ConfigurationException(
            $"HostPolicy of group {name} = '{Printable.Shorten(text, 120)}': it is not one of {string.Join(", ", Policies)}.");
    }
}
