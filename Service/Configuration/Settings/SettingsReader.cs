using System.Xml;
using System.Xml.Linq;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Secrets;

namespace OmsGateway.Configuration.Settings;

/// <summary>Reads the settings file, lays policy over it, validates the whole and reports every problem in it.</summary>
internal sealed class SettingsReader(string path, ISecretProtector protector, GatewayPolicy policy)
{
    // With more of them a person would notice the wait.
    private const int MostComparisons = 1_000_000;

    private readonly SettingsReading _reading = new(policy);
    // By the network without its mapping: ::ffff:10.0.0.0/104 is 10.0.0.0/8 (RFC 4291 §2.5.5.2).
    private readonly Dictionary<IpNetwork, string> _groupOfNetwork = [];

    /// <summary>Reads a file's bytes; null stands for a missing file, which means the defaults.</summary>
    public static SettingsReading Read(string path, byte[]? content, ISecretProtector protector, GatewayPolicy? policy = null)
    {
        var reader = new SettingsReader(path, protector, policy ?? GatewayPolicy.None);
        Dictionary<SettingDefinition, string>? values = content is null ? [] : reader.ReadDocument(content);
        if (values is not null) reader.Apply(values);
        return reader._reading;
    }

    /// <summary>Reads the settings that an element of another document holds; policy is not asked.</summary>
    public static SettingsReading Read(string path, XElement root, ISecretProtector protector)
    {
        var reader = new SettingsReader(path, protector, GatewayPolicy.None);
        reader.Apply(reader.ReadNodes(root));
        return reader._reading;
    }

    // Null where nothing of it can be read.
    private Dictionary<SettingDefinition, string>? ReadDocument(byte[] content)
    {
        XDocument document;
        try
        {
            document = SettingsXml.Parse(content);
        }
        catch (XmlException e)
        {
            Report(e.LineNumber, null, null, $"the file is not XML that the gateway reads: {e.Message} "
                + "Fix the line, or delete the file to start with the defaults");
            return null;
        }

        XElement root = document.Root!;
        if (root.Name != SettingsXml.RootName)
        {
            Report(SettingsXml.LineOf(root), null, null, $"the root element is <{Printable.Shorten(root.Name.LocalName, 60)}>; "
                + $"it must be <{SettingsXml.RootName}>, without a namespace");
            return null;
        }

        return ReadNodes(root);
    }

    private Dictionary<SettingDefinition, string> ReadNodes(XElement root)
    {
        var values = new Dictionary<SettingDefinition, string>();
        foreach (XNode node in root.Nodes())
        {
            if (node is XElement group && ClientGroupXml.IsGroup(group))
                ReadGroup(group);
            else if (node is XElement element)
                ReadElement(element, values);
            else if (node is XText text && text.Value.Trim().Length > 0)
                Report(SettingsXml.LineOf(text), null, text.Value.Trim(), "there is text outside any setting; write <Name>value</Name>");
        }

        return values;
    }

    private void Apply(Dictionary<SettingDefinition, string> values)
    {
        KeepCredentialsFromOthers(values);
        // In the table's order, so that the relay proxy's address comes before its credentials.
        foreach (SettingDefinition definition in SettingDefinitions.All)
        {
            // Where policy has a value, the file's does not matter, right or wrong.
            if (policy.Values.TryGetValue(definition, out string? value) || values.TryGetValue(definition, out value)) Apply(definition, value);
        }

        foreach (ClientGroupSettings group in policy.Groups) AddGroupOfPolicy(group);
        _reading.Settings = _reading.Settings with { Groups = [.. _reading.Groups.Select(g => WithPolicy(g.Group))] };
        CheckTogether();
    }

    /// <summary>The file's credentials are for the proxy and the user that it names: policy names others without showing them these.</summary>
    private void KeepCredentialsFromOthers(Dictionary<SettingDefinition, string> values)
    {
        bool isOtherProxy = IsOther(RelayProxyDefinitions.Address), isOtherUser = IsOther(RelayProxyDefinitions.UserName);
        if (isOtherProxy) Forget(RelayProxyDefinitions.UserName);
        if (isOtherProxy || isOtherUser) Forget(RelayProxyDefinitions.Password);
        if (isOtherProxy || IsOther(RelayProxyDefinitions.Fallbacks)) Forget(RelayProxyDefinitions.ShareCredentials);

        bool IsOther(SettingDefinition definition)
        {
            if (!policy.Values.TryGetValue(definition, out string? value)) return false;
            (GatewaySettings ofPolicy, GatewaySettings ofFile) = (new GatewaySettings(), new GatewaySettings());
            if (values.TryGetValue(definition, out string? own)) definition.TryApply(own, ref ofFile, out _);
            return !definition.TryApply(value, ref ofPolicy, out _) || definition.Format(ofPolicy) != definition.Format(ofFile);
        }

        void Forget(SettingDefinition definition)
        {
            if (policy.Values.ContainsKey(definition) || !values.Remove(definition)) return;
            _reading.Warnings.Add(new ConfigurationProblem(path, _reading.Lines[definition], definition.Name, null,
                "it is not used, since Group Policy names another relay proxy, user or fallback than this file; "
                + $"{SystemCommand.Of("Set-OMSGatewayRelayProxy", "relay set")} with what policy names sets the credentials for it"));
            _reading.Lines.Remove(definition);
        }
    }

    // A group of the file keeps what it has.
    private void AddGroupOfPolicy(ClientGroupSettings group)
    {
        string key = $"{PolicyLists.Groups}\\{group.Name}";
        int same = _reading.Groups.FindIndex(g => ClientGroupSettings.IsSameName(g.Group.Name, group.Name));
        if (same < 0 && _reading.Groups.Count == ClientGroupSettings.MaximumCount)
        {
            ReportOfPolicy(key, null, $"with those of the settings file there are more than {ClientGroupSettings.MaximumCount} groups");
            return;
        }

        var added = new List<IpNetwork>();
        foreach (IpNetwork network in group.Clients)
        {
            if (!_groupOfNetwork.TryGetValue(network.Unmapped, out string? other))
            {
                _groupOfNetwork.Add(network.Unmapped, group.Name);
                added.Add(network);
            }
            else if (!ClientGroupSettings.IsSameName(other, group.Name))
            {
                ReportOfPolicy(key, network.ToString(), $"the network is in group {other} as well; leave it in one of the two");
            }
        }

        if (same < 0) _reading.Groups.Add((group with { Clients = new NetworkSet(added) }, 0));
        else _reading.Groups[same] = _reading.Groups[same] with { Group = Joined(_reading.Groups[same].Group, added) };
    }

    private static ClientGroupSettings Joined(ClientGroupSettings group, IReadOnlyList<IpNetwork> added) =>
        group with { Clients = new NetworkSet([.. group.Clients, .. added]) };

    /// <summary>Where policy says Enforce no group of the file lets everything pass.</summary>
    private ClientGroupSettings WithPolicy(ClientGroupSettings group) =>
        policy.Enforces && group.HostPolicy == HostPolicyMode.ReportOnly ? group with { HostPolicy = null } : group;

    private void ReadElement(XElement element, Dictionary<SettingDefinition, string> values)
    {
        int line = SettingsXml.LineOf(element);
        string name = element.Name.LocalName;
        SettingDefinition? definition = element.Name.Namespace == XNamespace.None ? SettingDefinitions.Find(name) : null;
        if (definition is null)
        {
            string? nearest = Nearest.Find(name, SettingDefinitions.All.Select(d => d.Name));
            Report(line, name, null, nearest is null
                ? $"there is no such setting; remove it ({SystemCommand.Of("Get-OMSGatewayConfig", "config get")} lists all)"
                : $"there is no such setting; did you mean {nearest}?");
            return;
        }

        if (values.ContainsKey(definition))
        {
            Report(line, name, definition.Shown(element.Value.Trim()),
                $"the setting is in the file twice, first on line {_reading.Lines[definition]}; remove one of the two");
            return;
        }

        _reading.Lines[definition] = line;
        values[definition] = element.Value.Trim();
        if (element.HasAttributes || element.HasElements)
        {
            Report(line, name, null, "a setting holds its value as text, without attributes or elements; "
                + $"write <{definition.Name}>{definition.Example}</{definition.Name}>");
            values.Remove(definition);
        }
    }

    private void ReadGroup(XElement element)
    {
        int line = SettingsXml.LineOf(element);
        if (ClientGroupXml.TryRead(element, out string? value, out string? error) is not { } group)
        {
            Report(line, KeyOf(ClientGroupXml.NameOf(element)), value, error!);
            return;
        }

        string key = KeyOf(group.Name);
        if (_reading.Groups.Count == ClientGroupSettings.MaximumCount)
            Report(line, key, null, $"there are more than {ClientGroupSettings.MaximumCount} groups; put clients with the same hosts into one");
        else if (_reading.Groups.Find(g => ClientGroupSettings.IsSameName(g.Group.Name, group.Name)) is { Group: not null } same)
            Report(line, key, null, $"there are two groups of that name, the first on line {same.Line}; rename one of them, or combine their clients");
        else
            AddGroup(group, line, key);
    }

    private void AddGroup(ClientGroupSettings group, int line, string key)
    {
        foreach (IpNetwork network in group.Clients)
        {
            if (_groupOfNetwork.TryGetValue(network.Unmapped, out string? other))
                Report(line, key, network.ToString(), other == group.Name
                    ? "the network is listed twice; remove one of the two"
                    : $"the network is in group {other} as well; leave it in one of the two");
            else
                _groupOfNetwork.Add(network.Unmapped, group.Name);
        }

        _reading.Groups.Add((group, line));
    }

    private static string KeyOf(string group) => group.Length == 0 ? ClientGroupXml.ElementName : $"{ClientGroupXml.ElementName} {group}";

    private void Apply(SettingDefinition definition, string value)
    {
        if (definition.Kind == SettingKind.Secret && value.Length > 0)
        {
            try
            {
                value = protector.Unprotect(value);
            }
            catch (SecretException e)
            {
                // It is the file's and has a line: PolicyReader takes no secret.
                Report(_reading.Lines[definition], definition.Name, null, $"the password cannot be read: {e.Message}");
                return;
            }
        }

        GatewaySettings settings = _reading.Settings;
        if (definition.TryApply(value, ref settings, out string? error)) _reading.Settings = settings;
        else Report(definition, definition.Shown(value), $"{error} (default: {definition.ShownDefault})");
    }

    private void CheckTogether()
    {
        GatewaySettings settings = _reading.Settings;
        if (settings.RelayProxy is { } relay)
        {
            // A setting that was reported has its default here, whose consequences need no further report.
            if (relay.Password is not null && relay.UserName is null && !IsReported(RelayProxyDefinitions.UserName))
            {
                Report(RelayProxyDefinitions.Password, null,
                    $"there is a password but no user name; set {RelayProxyDefinitions.UserName.Name} as well, or remove the password");
            }

            if (relay.Host.Length == 0 && !IsReported(RelayProxyDefinitions.Address))
            {
                SettingDefinition present = relay.UserName is null ? RelayProxyDefinitions.Password : RelayProxyDefinitions.UserName;
                Report(present, null,
                    $"there are credentials but no proxy to use them; set {RelayProxyDefinitions.Address.Name}, or remove them");
            }
        }

        if (settings.RelayProxy is null && settings.RelayProxyFallbacks.Count > 0 && !IsReported(RelayProxyDefinitions.Address))
        {
            Report(RelayProxyDefinitions.Fallbacks, RelayProxyDefinitions.Fallbacks.Format(settings),
                $"there are fallbacks but no proxy that they are for; set {RelayProxyDefinitions.Address.Name} to the first of them, or remove them");
        }

        SettingDefinition perClient = SettingDefinitions.Find(nameof(GatewaySettings.MaximumTunnelsPerClient))!;
        if (!_reading.IsDefault(perClient) && settings.MaximumTunnelsPerClient > settings.MaximumTunnels)
        {
            _reading.Warnings.Add(_reading.Problem(path, perClient,
                $"it is above MaximumTunnels ({settings.MaximumTunnels}) and so never takes effect"));
        }

        if (settings.HealthPort == settings.ListenPort && !IsReported(SettingDefinitions.HealthPort) && !IsReported(SettingDefinitions.ListenPort))
        {
            Report(SettingDefinitions.HealthPort, SettingDefinitions.HealthPort.Format(settings),
                $"it is the port of {SettingDefinitions.ListenPort.Name}, where the gateway takes only CONNECT; set another one, or 0 for none");
        }

        CheckGroups(settings);
        SettingDefinition minimum = SettingDefinitions.Find(nameof(GatewaySettings.MinimumTlsVersion))!;
        if (settings.MinimumTlsVersion < TlsVersion.Tls12 && !IsReported(minimum))
        {
            _reading.Warnings.Add(_reading.Problem(path, minimum,
                "TLS 1.0 and 1.1 are deprecated as insecure (RFC 8996); set 1.2 unless an old agent still needs them"));
        }
    }

    /// <summary>AllowedClients is asked first, so that a group outside of it never has a client.</summary>
    private void CheckGroups(GatewaySettings settings)
    {
        NetworkSet allowed = settings.AllowedClients;
        if (allowed.Count == 0 || (long)allowed.Count * _groupOfNetwork.Count > MostComparisons) return;
        foreach ((ClientGroupSettings group, int line) in _reading.Groups)
        {
            IpNetwork? outside = group.Clients.FirstOrDefault(network =>
                allowed.Find(network.Address) is null && !allowed.Any(within => network.Unmapped.Contains(within.Unmapped.Address)));
            if (outside is null) continue;
            _reading.Warnings.Add(new ConfigurationProblem(line > 0 ? path : GatewayPolicy.Place, line, KeyOf(group.Name), outside.ToString(),
                "AllowedClients has none of this network, so that the gateway closes its clients' connections; add it there"));
        }
    }

    private bool IsReported(SettingDefinition definition) => _reading.Problems.Any(p => p.Key == definition.Name);

    private void Report(SettingDefinition definition, string? value, string message)
    {
        if (policy.Values.ContainsKey(definition)) ReportOfPolicy(definition.Name, value, message);
        else Report(_reading.Lines[definition], definition.Name, value, message);
    }

    private void ReportOfPolicy(string key, string? value, string message) => Report(GatewayPolicy.Place, 0, key, value, message);

    private void Report(int line, string? key, string? value, string message) => Report(path, line, key, value, message);

    private void Report(string file, int line, string? key, string? value, string message)
    {
        if (ConfigurationProblems.HasRoom(_reading.Problems, path))
            _reading.Problems.Add(new ConfigurationProblem(file, line, key, value, message));
    }
}
