using System.Globalization;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

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
        _data[prefix + "MayFail"] = mayFail ? "1" : "";
        if (rule is null) return;
        _data[prefix + "Rule"] = "1";
        _data[prefix + "Description"] = rule.Description;
        _data[prefix + "Program"] = rule.Program;
        _data[prefix + "Ports"] = rule.Ports;
        _data[prefix + "Protocol"] = rule.Protocol.ToString(CultureInfo.InvariantCulture);
        _data[prefix + "Remote"] = rule.RemoteAddresses;
        _data[prefix + "Profiles"] = rule.Profiles.ToString(CultureInfo.InvariantCulture);
        _data[prefix + "Outbound"] = rule.IsOutbound ? "1" : "";
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
        Ports = data[prefix + "Ports"],
        Protocol = int.Parse(data[prefix + "Protocol"], CultureInfo.InvariantCulture),
        RemoteAddresses = data[prefix + "Remote"],
        Profiles = int.Parse(data[prefix + "Profiles"], CultureInfo.InvariantCulture),
        IsOutbound = data[prefix + "Outbound"] == "1",
    };
}
