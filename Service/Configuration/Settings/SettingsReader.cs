using System.Xml;
using System.Xml.Linq;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Secrets;

namespace OmsGateway.Configuration.Settings;

/// <summary>Reads and validates the settings file as a whole and reports every problem in it.</summary>
internal sealed class SettingsReader(string path, ISecretProtector protector)
{
    // Past that a person would wait for the answer.
    private const int MostComparisons = 1_000_000;

    private readonly SettingsReading _reading = new();
    private readonly Dictionary<IpNetwork, string> _groupOfNetwork = [];

    /// <summary>Reads a file's bytes; null stands for a missing file, which means the defaults.</summary>
    public static SettingsReading Read(string path, byte[]? content, ISecretProtector protector)
    {
        var reader = new SettingsReader(path, protector);
        if (content is null) reader.CheckTogether();
        else reader.ReadDocument(content);
        return reader._reading;
    }

    /// <summary>Reads the settings that an element of another document holds.</summary>
    public static SettingsReading Read(string path, XElement root, ISecretProtector protector)
    {
        var reader = new SettingsReader(path, protector);
        reader.ReadNodes(root);
        return reader._reading;
    }

    private void ReadDocument(byte[] content)
    {
        XDocument document;
        try
        {
            document = SettingsXml.Parse(content);
        }
        catch (XmlException e)
        {
            Report(e.LineNumber, null, null, $"the file is not XML that the gateway reads: {e.Message} "
                + "Fix the line, or delete the file to start from the defaults");
            return;
        }

        XElement root = document.Root!;
        if (root.Name != SettingsXml.RootName)
        {
            Report(SettingsXml.LineOf(root), null, null, $"the root element is <{Printable.Shorten(root.Name.LocalName, 60)}>; "
                + $"it must be <{SettingsXml.RootName}>, without a namespace");
            return;
        }

        ReadNodes(root);
    }

    private void ReadNodes(XElement root)
    {
        var values = new Dictionary<SettingDefinition, string>();
        foreach (XNode node in root.Nodes())
        {
            if (node is XElement group && ClientGroupXml.IsGroup(group))
                ReadGroup(group);
            else if (node is XElement element)
                ReadElement(element, values);
            else if (node is XText text && text.Value.Trim().Length > 0)
                Report(SettingsXml.LineOf(text), null, text.Value.Trim(), "text stands outside of any setting; write <Name>value</Name>");
        }

        // In the table's order, so that the relay proxy's address comes before its credentials.
        foreach (SettingDefinition definition in SettingDefinitions.All)
        {
            if (values.TryGetValue(definition, out string? value)) Apply(definition, value);
        }

        _reading.Settings = _reading.Settings with { Groups = [.. _reading.Groups.Select(g => g.Group)] };
        CheckTogether();
    }

    private void ReadElement(XElement element, Dictionary<SettingDefinition, string> values)
    {
        int line = SettingsXml.LineOf(element);
        string name = element.Name.LocalName;
        SettingDefinition? definition = element.Name.Namespace == XNamespace.None ? SettingDefinitions.Find(name) : null;
        if (definition is null)
        {
            string? nearest = Nearest.Find(name, SettingDefinitions.All.Select(d => d.Name));
            Report(line, name, null, nearest is null
                ? "there is no such setting; remove it ('config get' lists all)"
                : $"there is no such setting; did you mean {nearest}?");
            return;
        }

        if (values.ContainsKey(definition))
        {
            Report(line, name, definition.Shown(element.Value.Trim()),
                $"the setting stands in the file twice, first on line {_reading.Lines[definition]}; remove one of the two");
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
            Report(line, key, null, $"there are two groups of that name, the first on line {same.Line}; give one of them another name, or join their clients");
        else
            AddGroup(group, line, key);
    }

    private void AddGroup(ClientGroupSettings group, int line, string key)
    {
        foreach (IpNetwork network in group.Clients)
        {
            if (_groupOfNetwork.TryGetValue(network.Unmapped, out string? other))
                Report(line, key, network.ToString(), other == group.Name
                    ? "the network stands there twice; leave it there once"
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
                Report(_reading.Lines[definition], definition.Name, null, $"the password cannot be read: {e.Message}");
                return;
            }
        }

        GatewaySettings settings = _reading.Settings;
        if (definition.TryApply(value, ref settings, out string? error)) _reading.Settings = settings;
        else Report(_reading.Lines[definition], definition.Name, definition.Shown(value), $"{error} (default: {definition.ShownDefault})");
    }

    private void CheckTogether()
    {
        GatewaySettings settings = _reading.Settings;
        if (settings.RelayProxy is { } relay)
        {
            if (relay.Password is not null && relay.UserName is null && !IsReported(RelayProxyDefinitions.UserName))
            {
                Report(_reading.Lines[RelayProxyDefinitions.Password], RelayProxyDefinitions.Password.Name, null,
                    $"there is a password but no user name; set {RelayProxyDefinitions.UserName.Name} as well, or remove the password");
            }

            if (relay.Host.Length == 0 && !IsReported(RelayProxyDefinitions.Address))
            {
                SettingDefinition present = relay.UserName is null ? RelayProxyDefinitions.Password : RelayProxyDefinitions.UserName;
                Report(_reading.Lines[present], present.Name, null,
                    $"there are credentials but no proxy to use them; set {RelayProxyDefinitions.Address.Name}, or remove them");
            }
        }

        if (settings.RelayProxy is null && settings.RelayProxyFallbacks.Count > 0 && !IsReported(RelayProxyDefinitions.Address))
        {
            Report(_reading.Lines[RelayProxyDefinitions.Fallbacks], RelayProxyDefinitions.Fallbacks.Name,
                RelayProxyDefinitions.Fallbacks.Format(settings),
                $"there are fallbacks but no proxy that they are for; set {RelayProxyDefinitions.Address.Name} to the first of them, or remove them");
        }

        if (_reading.Lines.Keys.FirstOrDefault(d => d.Name == nameof(GatewaySettings.MaximumTunnelsPerClient)) is { } perClient
            && settings.MaximumTunnelsPerClient > settings.MaximumTunnels)
        {
            _reading.Warnings.Add(new ConfigurationProblem(path, _reading.Lines[perClient], perClient.Name, perClient.Format(settings),
                $"it is above MaximumTunnels ({settings.MaximumTunnels}) and so never takes effect"));
        }

        if (settings.HealthPort == settings.ListenPort && !IsReported(SettingDefinitions.HealthPort) && !IsReported(SettingDefinitions.ListenPort))
        {
            Report(_reading.Lines[SettingDefinitions.HealthPort], SettingDefinitions.HealthPort.Name, SettingDefinitions.HealthPort.Format(settings),
                $"it is the port of {SettingDefinitions.ListenPort.Name}, where the gateway takes only CONNECT; set another one, or 0 for none");
        }

        CheckGroups(settings);
        SettingDefinition minimum = SettingDefinitions.Find(nameof(GatewaySettings.MinimumTlsVersion))!;
        if (settings.MinimumTlsVersion < TlsVersion.Tls12 && !IsReported(minimum))
        {
            _reading.Lines.TryGetValue(minimum, out int line);
            _reading.Warnings.Add(new ConfigurationProblem(path, line, minimum.Name, minimum.Format(settings),
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
            _reading.Warnings.Add(new ConfigurationProblem(path, line, KeyOf(group.Name), outside.ToString(),
                "AllowedClients has none of this network, so that the gateway closes its clients' connections; add it there"));
        }
    }

    private bool IsReported(SettingDefinition definition) => _reading.Problems.Any(p => p.Key == definition.Name);

    private void Report(int line, string? key, string? value, string message)
    {
        if (ConfigurationProblems.HasRoom(_reading.Problems, path))
            _reading.Problems.Add(new ConfigurationProblem(path, line, key, value, message));
    }
}
