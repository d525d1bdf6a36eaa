using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;

namespace OmsGateway.Configuration.Policy;

/// <summary>Makes a policy of what is below its key.</summary>
internal sealed class PolicyReader
{
    private readonly Dictionary<SettingDefinition, string> _values = [];
    private readonly List<ClientGroupSettings> _groups = [];
    private readonly List<(string? Group, HostPattern Host)> _hosts = [];
    private readonly List<ConfigurationProblem> _problems = [];
    private readonly List<ConfigurationProblem> _skipped = [];
    private readonly List<ConfigurationProblem> _warnings = [];

    private PolicyReader()
    {
    }

    /// <summary>Reads what was found.</summary>
    public static GatewayPolicy Read(PolicyContent content)
    {
        var reader = new PolicyReader();
        if (content.Problem is { } problem) reader.Report(null, null, problem);
        foreach (IGrouping<string, PolicyValue> list in content.Values.GroupBy(v => v.List)) reader.Read(list.Key, [.. list]);
        return new GatewayPolicy
        {
            Values = reader._values,
            Groups = reader._groups,
            Hosts = reader._hosts,
            Problems = reader._problems,
            SkippedEntries = reader._skipped,
            Warnings = reader._warnings,
        };
    }

    private void Read(string list, PolicyValue[] values)
    {
        if (list.Length == 0) Each(values, ReadSetting);
        else if (list == PolicyLists.AllowedHosts) Each(values, ReadHost);
        else if (list == PolicyLists.Groups) Each(values, ReadGroup);
        else if (list == PolicyLists.GroupAllowedHosts) Each(values, ReadGroupHost);
        else if (SettingDefinitions.Find(list) is { } definition) ReadList(definition, values);
        else _warnings.Add(Problem(list, null, "this version has no such list, and ignores the key"));
    }

    private static void Each(PolicyValue[] values, Action<PolicyValue> read)
    {
        foreach (PolicyValue value in values) read(value);
    }

    private void ReadSetting(PolicyValue value)
    {
        if (SettingDefinitions.Find(value.Name) is not { } definition)
        {
            // Templates of a later version reach gateways that are not upgraded yet.
            _warnings.Add(Problem(value.Name, null, "this version has no such setting, and ignores the value"));
        }
        else if (definition.Kind == SettingKind.Secret)
        {
            Report(definition.Name, null, "a password cannot be set by policy, because every user can read it there; remove the value, and set the "
                + $"password on the gateway by {SystemCommand.Of("Set-OMSGatewayRelayProxy", "relay set")}");
        }
        else if (PolicyLists.IsList(definition))
        {
            Report(definition.Name, definition.Shown(value.Text), "it is a list; in policy its entries are values of type REG_SZ in a "
                + $"subkey. Remove the value, and put them into {GatewayPolicy.Place}\\{definition.Name}");
        }
        else if (TextOf(definition, value) is { } text)
        {
            _values[definition] = text;
        }
    }

    private string? TextOf(SettingDefinition definition, PolicyValue value)
    {
        // The types in which the templates (build/PolicyTemplates) have Group Policy write them.
        bool isNumber = definition.Kind is SettingKind.Integer or SettingKind.Seconds or SettingKind.Boolean;
        if (value.Type == (isNumber ? PolicyValueType.Number : PolicyValueType.Text))
        {
            if (definition.Kind != SettingKind.Boolean) return value.Text;
            if (value.Text is "0" or "1") return value.Text == "1" ? "true" : "false";
            Report(definition.Name, value.Text, "it is neither 1 for true nor 0 for false");
            return null;
        }

        Report(definition.Name, definition.Shown(value.Text),
            $"the value has another type than {(isNumber ? "REG_DWORD" : "REG_SZ")}; "
            + $"write {(definition.Kind == SettingKind.Boolean ? "1 or 0" : definition.Accepts)}");
        return null;
    }

    private void ReadList(SettingDefinition definition, PolicyValue[] values)
    {
        if (values.FirstOrDefault(v => v.Type != PolicyValueType.Text) is { } other)
            Report(definition.Name, other.Name, "this entry is not of type REG_SZ");
        else if (values.FirstOrDefault(v => ListText.Split(v.Text).Length == 0) is { } empty)
            Report(definition.Name, empty.Name, "this entry is empty; remove it");
        else if (values.Length > 0)
            _values[definition] = string.Join(" ", values.OrderBy(v => v.Name, NumbersFirst.Instance).Select(v => v.Text));
    }

    private void ReadHost(PolicyValue value) => AddHost(null, value, value.Text);

    private void ReadGroupHost(PolicyValue value)
    {
        string[] groups = ListText.Split(value.Text);
        if (groups.Length == 0) Skip(value, $"it names no group to which {value.Name} is allowed");
        foreach (string group in groups) AddHost(group, value, value.Name);
    }

    private void AddHost(string? group, PolicyValue value, string host)
    {
        if (value.Type != PolicyValueType.Text) Skip(value, "it is not of type REG_SZ");
        else if (ListFiles.ParseHost(host, out HostPattern? pattern, out string? error)) _hosts.Add((group, pattern!));
        else Skip(value, error!);
    }

    private void ReadGroup(PolicyValue value)
    {
        string key = $"{PolicyLists.Groups}\\{value.Name}";
        NetworkSet clients = NetworkSet.Empty;
        if (value.Type != PolicyValueType.Text) Report(key, null, "it is not of type REG_SZ");
        else if (!ClientGroupSettings.IsName(value.Name)) Report(key, value.Text, $"it is not a name for a group; the name is {ClientGroupSettings.NameForm}");
        else if (NetworkValues.NetworkSet(value.Text, out clients) is { } error) Report(key, value.Text, error);
        else if (clients.Count == 0) Report(key, value.Text, "the group has no client; list its networks: 10.1.0.0/16 10.2.3.0/24");
        else _groups.Add(new ClientGroupSettings(value.Name, clients, null));
    }

    private void Skip(PolicyValue value, string message) => _skipped.Add(Problem($"{value.List}\\{value.Name}", value.Text, message));

    private void Report(string? key, string? value, string message)
    {
        if (ConfigurationProblems.HasRoom(_problems, GatewayPolicy.Place)) _problems.Add(Problem(key, value, message));
    }

    private static ConfigurationProblem Problem(string? key, string? value, string message) => new(GatewayPolicy.Place, 0, key, value, message);

    /// <summary>Orders 2 before 10, as the editor of policies numbers the entries of a list.</summary>
    private sealed class NumbersFirst : IComparer<string>
    {
        public static NumbersFirst Instance { get; } = new();

        public int Compare(string? x, string? y) => int.TryParse(x, out int a) && int.TryParse(y, out int b)
            ? a.CompareTo(b)
            : StringComparer.OrdinalIgnoreCase.Compare(x, y);
    }
}
