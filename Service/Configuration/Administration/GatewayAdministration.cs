using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;
using OmsGateway.Configuration.Transfer;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Administration;

/// <summary>
/// Everything an administrator can see and change; the command line and the PowerShell module are thin layers over it.
/// A change returns whether anything changed and takes effect in the running service within seconds.
/// Every method throws <see cref="ConfigurationException"/> with a message for a person, and then nothing has changed.
/// </summary>
public sealed class GatewayAdministration
{
    // Not a secret's length or anything else about it, only that there is one.
    private const string HiddenSecret = "(set)";

    private readonly ConfigurationStore _store;
    private readonly Action<string>? _warn;
    private readonly string? _group;
    private readonly SettingsChange _settings;
    private readonly ListChange<HostPattern> _hosts;
    private readonly ListChange<CertificateSubject> _clients;

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
        _group = group;
        _settings = new SettingsChange(store);
        _hosts = new ListChange<HostPattern>(store, store.HostListPathOf(group), ListFiles.Hosts, ListFiles.ParseHost);
        _clients = new ListChange<CertificateSubject>(store, store.ClientListPathOf(group), ListFiles.Subjects, ListFiles.ParseSubject);
    }

    /// <summary>The same with the lists and the applied presets of a group of clients.</summary>
    /// <param name="group">The group's name, in any case; null or empty for the clients in no group.</param>
    public GatewayAdministration InGroup(string? group) =>
        string.IsNullOrWhiteSpace(group) ? this : InGroup(Groups.Get(group!));

    /// <summary>The same for a group that was read before, so that what concerns all of them reads the settings once.</summary>
    public GatewayAdministration InGroup(ClientGroupSettings group) => new(_store, _warn, group.Name);

    /// <summary>This one, and one for the lists of each group of clients.</summary>
    public IReadOnlyList<GatewayAdministration> WithGroups() => [this, .. Groups.All.Select(InGroup)];

    /// <summary>The groups of clients that have lists of their own.</summary>
    public GroupAdministration Groups => field ??= new GroupAdministration(_store, _settings, _warn);

    /// <summary>Carries the configuration from and to other gateways.</summary>
    public ConfigurationTransfer Transfer => field ??= new ConfigurationTransfer(_store, _warn);

    /// <summary>All settings with their values in force; of the password only whether it is set.</summary>
    public IReadOnlyList<SettingValue> GetSettings()
    {
        SettingsReading reading = _settings.Read();
        return SettingDefinitions.All.Select(definition =>
        {
            bool isDefault = reading.IsDefault(definition);
            string value = definition.Kind == SettingKind.Secret && !isDefault ? HiddenSecret : definition.Format(reading.Settings);
            return new SettingValue(definition, value, isDefault) { IsSetByPolicy = reading.Policy.Values.ContainsKey(definition) };
        }).ToArray();
    }

    /// <summary>What Group Policy sets, for a person: <c>ListenPort, AllowedHosts (2), Groups (pos)</c>; empty for nothing.</summary>
    public string SetByPolicy => _store.ReadPolicy().Describe();

    /// <summary>
    /// The value that Group Policy sets for a setting, in the form of <see cref="GetSetting"/>; null where it sets none, or one that is not
    /// valid. The settings file is not read, so that this needs no rights.
    /// </summary>
    public string? FindSetByPolicy(string name)
    {
        SettingDefinition definition = SettingsChange.Find(name);
        var settings = new GatewaySettings();
        return _store.ReadPolicy().Values.TryGetValue(definition, out string? value) && definition.TryApply(value, ref settings, out _)
            ? definition.Format(settings)
            : null;
    }

    /// <summary>One setting; the name may be in any case.</summary>
    public SettingValue GetSetting(string name)
    {
        SettingDefinition definition = SettingsChange.Find(name);
        return GetSettings().First(s => s.Definition == definition);
    }

    /// <summary>
    /// Changes a setting; the name may be in any case. An empty value returns an optional setting to "none". The firewall rule goes
    /// with the port, even with one that the file names already because somebody has edited it; a running gateway is given some seconds
    /// to move first.
    /// </summary>
    public bool SetSetting(string name, string value)
    {
        SettingDefinition definition = SettingsChange.Find(name);
        bool isChanged = _settings.Run([definition.Name], editor => Put(editor, definition, value));
        if (definition == SettingDefinitions.ListenPort) FollowPort();
        return isChanged;
    }

    /// <summary>Says whether <see cref="SetSetting"/> would be refused, and changes nothing.</summary>
    public void CheckSetting(string name, string value)
    {
        SettingDefinition definition = SettingsChange.Find(name);
        _settings.Check([definition.Name], editor => Put(editor, definition, value));
    }

    /// <summary>
    /// Returns a setting to its default, or takes an unknown one out of the file; false when the file does not name it. The relay proxy's
    /// credentials and fallbacks go with its address, and its password with the user name: none is valid alone.
    /// </summary>
    public bool ResetSetting(string name)
    {
        string[] names = WithDependents(name.Trim());
        bool isChanged = _settings.Run(names, editor => Reset(editor, names));
        if (SettingDefinitions.Find(names[0]) == SettingDefinitions.ListenPort) FollowPort();
        return isChanged;
    }

    /// <summary>Says whether <see cref="ResetSetting"/> would be refused, and changes nothing.</summary>
    public void CheckReset(string name)
    {
        string[] names = WithDependents(name.Trim());
        _settings.Check(names, editor => Reset(editor, names));
    }

    /// <summary>Has the firewall rule follow the port of the settings; without valid settings the service has none to move to.</summary>
    private void FollowPort()
    {
        if (_settings.FindValid() is { } settings) new PortChange(_store, _warn).Follow(settings);
    }

    /// <summary>
    /// Where the gateway's relay proxies are named; Manual where the settings are not valid. What <see cref="GetRelayProxy"/> tells is in use
    /// only with Manual.
    /// </summary>
    public RelayProxyMode RelayProxyMode => _settings.FindValid()?.RelayProxyMode ?? RelayProxyMode.Manual;

    /// <summary>The relay proxy of the settings, or null when none is set.</summary>
    public RelayProxy? GetRelayProxy() => _settings.Read().Settings.RelayProxy is { } relay
        ? new RelayProxy(new ProxyAddress(relay.Host, relay.Port).ToString(), relay.UserName, relay.Password is not null)
        : null;

    /// <summary>
    /// The proxies of RelayProxyFallbacks as <c>http://host:port</c> in the order in which they are tried, without that of
    /// <see cref="GetRelayProxy"/>, which is tried first and once.
    /// </summary>
    public IReadOnlyList<string> GetRelayFallbacks() => [.. _settings.Read().Settings.OtherRelayProxies.Select(proxy => proxy.Address)];

    /// <summary>
    /// Sets the relay proxy with its credentials, replacing what was set before. Fallbacks stay; where the proxy is another one they share its
    /// credentials no longer, since nobody has said that those are for them.
    /// </summary>
    /// <param name="address">
    /// <c>host</c>, <c>host:port</c> or <c>http://host:port</c>, the default port being 80; empty removes the relay proxy.
    /// </param>
    /// <param name="userName">User name, or null when the proxy asks for none.</param>
    /// <param name="password">Password, or null.</param>
    public bool SetRelayProxy(string address, string? userName = null, string? password = null)
    {
        if (IsRemoval(address, userName, password)) return ClearRelayProxy();
        bool isUnshared = false, isForgotten = false;
        bool isChanged = _settings.Run([.. RelayNames, RelayProxyDefinitions.ShareCredentials.Name], editor =>
        {
            string? before = editor.Get(RelayProxyDefinitions.Address.Name);
            isForgotten = string.IsNullOrEmpty(userName) && editor.Get(RelayProxyDefinitions.UserName.Name) is { Length: > 0 };
            PutProxy(editor, address, userName);
            Put(editor, RelayProxyDefinitions.Password, password ?? "");
            bool isOther = before is not null && !IsSameProxy(before, address);
            isUnshared = isOther && "true".Equals(editor.Get(RelayProxyDefinitions.ShareCredentials.Name), StringComparison.OrdinalIgnoreCase);
            if (isUnshared) editor.Remove(RelayProxyDefinitions.ShareCredentials.Name);
        });
        if (isForgotten)
        {
            _warn?.Invoke("The user name and password that were set are removed. Give them with the address if this relay proxy asks for them.");
        }
        else if (isUnshared)
        {
            _warn?.Invoke("The relay proxy is another one, so RelayProxyFallbacks no longer share its user name and password. "
                + "Set RelayProxyShareCredentials to true again if they should.");
        }

        if (RelayProxyMode != RelayProxyMode.Manual)
            _warn?.Invoke($"RelayProxyMode is {RelayProxyMode}, so that the gateway does not use this relay proxy. Set it to Manual if it should.");
        return isChanged;
    }

    /// <summary>
    /// Says whether <see cref="SetRelayProxy"/> would be refused, and changes nothing; a password can be any.
    /// </summary>
    public void CheckRelayProxy(string address, string? userName, bool hasPassword)
    {
        if (IsRemoval(address, userName, hasPassword ? "*" : null)) return;
        _settings.Check(RelayNames, editor =>
        {
            PutProxy(editor, address, userName);
            editor.Remove(RelayProxyDefinitions.Password.Name);
        });
    }

    /// <summary>Removes the relay proxy and its credentials.</summary>
    public bool ClearRelayProxy()
    {
        bool isChanged = ResetSetting(RelayProxyDefinitions.Address.Name);
        if (RelayProxyMode == RelayProxyMode.System)
            _warn?.Invoke("RelayProxyMode is System, so that the gateway still uses the computer's own proxy. Set it to Off if it should connect directly.");
        return isChanged;
    }

    /// <summary>
    /// The allowed hosts of the local list, and with <paramref name="includeDiscovered"/> those that Group Policy adds and those of the agent's
    /// workspaces.
    /// </summary>
    public IReadOnlyList<AllowedHost> GetAllowedHosts(bool includeDiscovered = false)
    {
        string source = ConfigurationStore.FileNameOf(ConfigurationStore.HostListFileName, _group);
        IEnumerable<AllowedHost> local = _hosts.Read(_warn).Select(p => new AllowedHost(p, source));
        return [.. local, .. includeDiscovered ? _store.ReadPolicy().HostsOf(_group) : [], .. Discovered(includeDiscovered).SelectMany(WorkspaceHosts.For)];
    }

    /// <summary>
    /// Adds a host or <c>*.suffix</c> to the local list; false when it is there, and then no preset that has brought it takes it along. Warns of one that the gateway refuses all the same, and
    /// of one that lets in more than its administrator may think.
    /// </summary>
    public bool AddAllowedHost(string host)
    {
        HostPattern pattern = _hosts.Parse(host);
        bool isAdded = _hosts.Add([pattern]).Count > 0;
        if (!isAdded) Presets.KeepAsOwn([pattern]);
        WarnOf(pattern);
        return isAdded;
    }

    /// <summary>Adds entries to the local list at once, with the same warnings, and returns those that were not there.</summary>
    public IReadOnlyList<HostPattern> AddAllowedHosts(IReadOnlyList<HostPattern> hosts)
    {
        IReadOnlyList<HostPattern> added = _hosts.Add(hosts);
        foreach (HostPattern host in hosts) WarnOf(host);
        return added;
    }

    /// <summary>The presets, and the record of those that were applied.</summary>
    public PresetAdministration Presets => field ??= new PresetAdministration(_store, this, _store.AppliedPresetsPathOf(_group));

    /// <summary>The entry that <see cref="AddAllowedHost"/> would add, or null when it is there; nothing is changed.</summary>
    public HostPattern? FindNewHost(string host) => FindNewHosts([_hosts.Parse(host)]).SingleOrDefault();

    /// <summary>Those of the entries that the local list does not hold.</summary>
    public IReadOnlyList<HostPattern> FindNewHosts(IReadOnlyList<HostPattern> hosts) => _hosts.FindNew(hosts);

    /// <summary>The entry that <see cref="RemoveAllowedHost"/> would remove, or null; nothing is changed.</summary>
    public string? FindAllowedHost(string host)
    {
        if (_hosts.Find(host) is { } entry) return entry;
        return IsAllowedByPolicy(host) ? throw GatewayPolicy.Refuse($"{host.Trim()} is allowed as") : null;
    }

    /// <summary>Removes an entry from the local list; false when it is not there. Warns of one that Group Policy goes on allowing.</summary>
    public bool RemoveAllowedHost(string host)
    {
        bool isAllowed = IsAllowedByPolicy(host);
        if (!_hosts.Remove(host)) return isAllowed ? throw GatewayPolicy.Refuse($"{host.Trim()} is allowed as") : false;
        if (isAllowed) _warn?.Invoke($"{host.Trim()} stays allowed, since Group Policy allows it as well.");
        return true;
    }

    /// <summary>Removes entries from the local list at once; those that are not there are left out.</summary>
    public void RemoveAllowedHosts(IReadOnlyList<HostPattern> hosts) => _hosts.Remove(hosts);

    /// <summary>Whether the gateway would let a client reach a host, and why.</summary>
    /// <param name="host">The host.</param>
    /// <param name="port">The port.</param>
    /// <param name="resolves">
    /// Whether the host's addresses are looked up and judged as well, where the gateway itself does that; takes some seconds where name
    /// servers do not answer.
    /// </param>
    /// <param name="client">The client's address; null for a client in no group, from a network that AllowedClients lets in.</param>
    public HostCheck CheckHost(string host, int port = 443, bool resolves = false, string? client = null)
    {
        ConfigurationResult result = _store.Load();
        StoreTransaction.ThrowIfAny(result.Problems);
        return HostChecker.Check(result.Configuration!, host, port, client, resolves ? HostAddresses.Find : null);
    }

    /// <summary>The allowed client certificate subjects of the local list, and on request those of the agent's workspaces.</summary>
    public IReadOnlyList<AllowedClientCertificate> GetClientCertificates(bool includeDiscovered = false)
    {
        string source = ConfigurationStore.FileNameOf(ConfigurationStore.ClientListFileName, _group);
        IEnumerable<AllowedClientCertificate> local = _clients.Read(_warn).Select(s => new AllowedClientCertificate(s.ToString(), source));
        return [.. local, .. Discovered(includeDiscovered).Select(w => new AllowedClientCertificate(
            $"CN={w.Id}, OU=Microsoft Monitoring Agent, O=Microsoft", WorkspaceHosts.SourceOf(w.Id)))];
    }

    /// <summary>Adds a subject to the local list; a bare name means its common name. False when it is there.</summary>
    public bool AddClientCertificate(string subject) => _clients.Add(subject);

    /// <summary>
    /// The subject that <see cref="AddClientCertificate"/> would add, as the list spells it, or null when it is there; nothing is changed.
    /// </summary>
    public string? FindNewClientCertificate(string subject) => _clients.FindNew([_clients.Parse(subject)]).SingleOrDefault()?.ToString();

    /// <summary>The subject that <see cref="RemoveClientCertificate"/> would remove, or null; nothing is changed.</summary>
    public string? FindClientCertificate(string subject) => _clients.Find(subject);

    /// <summary>Removes a subject from the local list; false when it is not there.</summary>
    public bool RemoveClientCertificate(string subject) => _clients.Remove(subject);

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

    // Each of them needs those before it.
    private static string[] RelayNames { get; } =
        [RelayProxyDefinitions.Address.Name, RelayProxyDefinitions.UserName.Name, RelayProxyDefinitions.Password.Name];

    // Go with the address; the second is about nothing where there are no fallbacks.
    private static string[] FallbackNames { get; } = [RelayProxyDefinitions.Fallbacks.Name, RelayProxyDefinitions.ShareCredentials.Name];

    private static bool IsSameProxy(string one, string other) =>
        ProxyAddress.TryParse(one.Trim(), out ProxyAddress? a, out _) && ProxyAddress.TryParse(other.Trim(), out ProxyAddress? b, out _) && a == b;

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

    // A group has what its lists and policy say, and nothing besides.
    private IReadOnlyList<Workspace> Discovered(bool isAsked) => isAsked && _group is null ? _store.WorkspaceSource.Read().Workspaces : [];

    private static string[] WithDependents(string name)
    {
        int relay = Array.FindIndex(RelayNames, r => r.Equals(name, StringComparison.OrdinalIgnoreCase));
        return relay < 0 ? [name] : [.. RelayNames.Skip(relay), .. relay == 0 ? FallbackNames : []];
    }

    private void Reset(SettingsEditor editor, string[] names)
    {
        if (!editor.Contains(names[0])) SettingsChange.Find(names[0]);
        if (SettingDefinitions.Find(names[0]) is { } definition && _store.ReadPolicy().Values.ContainsKey(definition))
            throw GatewayPolicy.Refuse($"{definition.Name} is");
        foreach (string name in names) editor.Remove(name);
    }

    private static bool IsSame(SettingDefinition definition, string one, string other)
    {
        (GatewaySettings a, GatewaySettings b) = (new(), new());
        return definition.TryApply(one, ref a, out _) && definition.TryApply(other, ref b, out _) && definition.Format(a) == definition.Format(b);
    }

    private static bool IsRemoval(string address, string? userName, string? password)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            if (!string.IsNullOrEmpty(userName) || !string.IsNullOrEmpty(password))
                throw new ConfigurationException("Credentials were given without a proxy address; give the address as well.");
            return true;
        }

        if (string.IsNullOrEmpty(userName) && !string.IsNullOrEmpty(password))
            throw new ConfigurationException("A password was given without a user name; give the user name as well.");
        return false;
    }

    private void PutProxy(SettingsEditor editor, string address, string? userName)
    {
        Put(editor, RelayProxyDefinitions.Address, address);
        Put(editor, RelayProxyDefinitions.UserName, userName ?? "");
    }

    private void Put(SettingsEditor editor, SettingDefinition definition, string value)
    {
        string text = _settings.ToFileText(definition, value, editor.Get(definition.Name));
        // What policy says may stand in the file as well: the relay proxy's password is kept for the address and the user beside it.
        if (_store.ReadPolicy().Values.TryGetValue(definition, out string? set) && !IsSame(definition, text, set)) throw GatewayPolicy.Refuse($"{definition.Name} is");
        if (text.Length == 0) editor.Remove(definition.Name);
        else editor.Set(definition.Name, text);
    }
}
