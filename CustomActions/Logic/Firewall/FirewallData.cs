using System.Globalization;
using OmsGateway.Configuration.Firewall;
using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Firewall;

/// <summary>Firewall rules, and names that shall have none, as an action's data.</summary>
internal sealed class FirewallData
{
    private readonly ActionData _data = new();
    private int _count;

    public bool IsEmpty => _count == 0;

    public void Add(string name, FirewallRule? rule, bool mayFail)
    {
        string prefix = $"{_count++}.";
        _data[prefix + "Name"] = name;
        _data[prefix + "MayFail"] = Flag(mayFail);
        if (rule is null) return;
        _data[prefix + "Rule"] = "1";
        foreach ((string key, string value) in Texts(rule)) _data[prefix + key] = value;
        _data[prefix + "Protocol"] = rule.Protocol.ToString(CultureInfo.InvariantCulture);
        _data[prefix + "Profiles"] = rule.Profiles.ToString(CultureInfo.InvariantCulture);
        _data[prefix + "Outbound"] = Flag(rule.IsOutbound);
        _data[prefix + "Enabled"] = Flag(rule.IsEnabled);
        _data[prefix + "Block"] = Flag(rule.IsBlock);
        _data[prefix + "EdgeTraversal"] = Flag(rule.AllowsEdgeTraversal);
    }

    public string Encode() => _data.Encode();

    public static IEnumerable<(string Name, FirewallRule? Rule, bool MayFail)> Decode(string text)
    {
        ActionData data = ActionData.Decode(text);
        for (int i = 0; data[$"{i}.Name"].Length > 0; i++)
        {
            string prefix = $"{i}.";
            yield return (data[prefix + "Name"], data[prefix + "Rule"] == "1" ? Read(data, prefix) : null, data[prefix + "MayFail"] == "1");
        }
    }

    private static FirewallRule Read(ActionData data, string prefix) => new(data[prefix + "Name"])
    {
        Description = data[prefix + "Description"],
        Program = data[prefix + "Program"],
        Service = data[prefix + "Service"],
        Ports = data[prefix + "Ports"],
        RemotePorts = data[prefix + "RemotePorts"],
        LocalAddresses = data[prefix + "Local"],
        RemoteAddresses = data[prefix + "Remote"],
        IcmpTypes = data[prefix + "IcmpTypes"],
        InterfaceTypes = data[prefix + "InterfaceTypes"],
        Group = data[prefix + "Group"],
        Protocol = int.Parse(data[prefix + "Protocol"], CultureInfo.InvariantCulture),
        Profiles = int.Parse(data[prefix + "Profiles"], CultureInfo.InvariantCulture),
        IsOutbound = data[prefix + "Outbound"] == "1",
        IsEnabled = data[prefix + "Enabled"] == "1",
        IsBlock = data[prefix + "Block"] == "1",
        AllowsEdgeTraversal = data[prefix + "EdgeTraversal"] == "1",
    };

    private static (string Key, string Value)[] Texts(FirewallRule rule) =>
    [
        ("Description", rule.Description), ("Program", rule.Program), ("Service", rule.Service), ("Ports", rule.Ports),
        ("RemotePorts", rule.RemotePorts), ("Local", rule.LocalAddresses), ("Remote", rule.RemoteAddresses), ("IcmpTypes", rule.IcmpTypes),
        ("InterfaceTypes", rule.InterfaceTypes), ("Group", rule.Group),
    ];

    private static string Flag(bool value) => value ? "1" : "";
}
