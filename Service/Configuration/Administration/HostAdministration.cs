using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Administration;

/// <summary>
/// The list of allowed hosts, of the clients in no group or of a group's. Every method throws <see cref="ConfigurationException"/> with a message for
/// a person, and then nothing has changed.
/// </summary>
public sealed class HostAdministration
{
    private readonly ConfigurationStore _store;
    private readonly Action<string>? _warn;
    private readonly string? _group;
    private readonly ListChange<HostPattern> _list;

    /// <param name="store">The store.</param>
    /// <param name="warn">Told what a change that was made leaves to be done by hand.</param>
    /// <param name="group">The group's name, or null for the clients in no group.</param>
    internal HostAdministration(ConfigurationStore store, Action<string>? warn, string? group)
    {
        _store = store;
        _warn = warn;
        _group = group;
        _list = new ListChange<HostPattern>(store, store.HostListPathOf(group), ListFiles.Hosts, ListFiles.ParseHost);
    }

    /// <summary>The presets, and the record of those that were applied to this list.</summary>
    internal PresetAdministration Presets => field ??= new PresetAdministration(_store, this, _store.AppliedPresetsPathOf(_group));

    /// <summary>
    /// The allowed hosts of the local list, and with <paramref name="includeDiscovered"/> those that Group Policy adds and those of the agent's
    /// workspaces.
    /// </summary>
    public IReadOnlyList<AllowedHost> Get(bool includeDiscovered = false)
    {
        string source = ConfigurationStore.FileNameOf(ConfigurationStore.HostListFileName, _group);
        IEnumerable<AllowedHost> local = _list.Read(_warn).Select(p => new AllowedHost(p, source));
        return includeDiscovered
            ? [.. local, .. _store.ReadPolicy().HostsOf(_group), .. _store.WorkspacesOf(_group).SelectMany(WorkspaceHosts.For)]
            : [.. local];
    }

    /// <summary>
    /// Adds a host or <c>*.suffix</c> to the local list; false when it is there, and then no preset that has brought it takes it along. Warns of
    /// one that the gateway refuses all the same, and of one that lets in more than its administrator may think.
    /// </summary>
    public bool Add(string host)
    {
        HostPattern pattern = _list.Parse(host);
        bool isAdded = _list.Add([pattern]).Count > 0;
        if (!isAdded) Presets.KeepAsOwn([pattern]);
        WarnOf(pattern);
        return isAdded;
    }

    /// <summary>Adds entries to the local list at once, with the same warnings, and returns those that were not there.</summary>
    public IReadOnlyList<HostPattern> AddRange(IReadOnlyList<HostPattern> hosts)
    {
        IReadOnlyList<HostPattern> added = _list.Add(hosts);
        foreach (HostPattern host in hosts) WarnOf(host);
        return added;
    }

    /// <summary>The entry that <see cref="Add"/> would add, or null when it is there; nothing is changed.</summary>
    public HostPattern? FindNew(string host) => FindNew([_list.Parse(host)]).SingleOrDefault();

    /// <summary>Those of the entries that the local list does not hold.</summary>
    public IReadOnlyList<HostPattern> FindNew(IReadOnlyList<HostPattern> hosts) => _list.FindNew(hosts);

    /// <summary>The entry that <see cref="Remove"/> would remove, or null; nothing is changed.</summary>
    public string? Find(string host)
    {
        if (_list.Find(host) is { } entry) return entry;
        return IsAllowedByPolicy(host) ? throw GatewayPolicy.Refuse($"{host.Trim()} is allowed as") : null;
    }

    /// <summary>Removes an entry from the local list; false when it is not there. Warns of one that Group Policy goes on allowing.</summary>
    public bool Remove(string host)
    {
        bool isAllowed = IsAllowedByPolicy(host);
        if (!_list.Remove(host)) return isAllowed ? throw GatewayPolicy.Refuse($"{host.Trim()} is allowed as") : false;
        if (isAllowed) _warn?.Invoke($"{host.Trim()} stays allowed, since Group Policy allows it as well.");
        return true;
    }

    /// <summary>Removes entries from the local list at once; those that are not there are left out.</summary>
    public void RemoveRange(IReadOnlyList<HostPattern> hosts) => _list.Remove(hosts);

    /// <summary>Whether the gateway would let a client reach a host, and why.</summary>
    /// <param name="host">The host.</param>
    /// <param name="port">The port.</param>
    /// <param name="resolves">
    /// Whether the host's addresses are looked up and judged as well, where the gateway itself does that; takes some seconds where name
    /// servers do not answer.
    /// </param>
    /// <param name="client">The client's address; null for a client in no group, from a network that AllowedClients lets in.</param>
    public HostCheck Check(string host, int port = 443, bool resolves = false, string? client = null)
    {
        ConfigurationResult result = _store.Load();
        StoreTransaction.ThrowIfAny(result.Problems);
        return HostChecker.Check(result.Configuration!, host, port, client, resolves ? HostAddresses.Find : null);
    }

    private void WarnOf(HostPattern host)
    {
        if (host.IsWide) _warn?.Invoke($"{host}: {PresetHost.WideWarning}");
        if (host.Host is not { } name) return;
        // Settings that are damaged are no reason against a host.
        GatewaySettings settings = _store.ReadSettings(ConfigurationFiles.Read(_store.SettingsPath, [])).Settings;
        if (HostPolicy.FindForbiddenKind(name, settings.AllowedNetworks) is null) return;
        _warn?.Invoke($"The gateway refuses {name} although it is on the list: {HostChecker.ForbiddenAddress(name, settings)}");
    }

    private bool IsAllowedByPolicy(string host) =>
        ListFiles.ParseHost(host, out HostPattern? pattern, out _) && _store.ReadPolicy().HostsOf(_group).Any(allowed => allowed.Pattern.Equals(pattern));
}
