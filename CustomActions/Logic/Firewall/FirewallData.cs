using System.Globalization;
using OmsGateway.Configuration.Firewall;
using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Firewall;

/// <summary>A firewall rule in an action's data.</summary>
internal static class FirewallData
{
    // Keeps the keys apart from those of the action itself.
    private const string Prefix = "Rule.";

    public static void Write(ActionData data, FirewallRule rule)
    {
        foreach ((string key, string value) in Texts(rule)) data[Prefix + key] = value;
        data[Prefix + "Protocol"] = rule.Protocol.ToString(CultureInfo.InvariantCulture);
        data[Prefix + "Profiles"] = rule.Profiles.ToString(CultureInfo.InvariantCulture);
        data[Prefix + "Outbound"] = Flag(rule.IsOutbound);
        data[Prefix + "Enabled"] = Flag(rule.IsEnabled);
        data[Prefix + "Block"] = Flag(rule.IsBlock);
        data[Prefix + "EdgeTraversal"] = Flag(rule.AllowsEdgeTraversal);
    }

    public static FirewallRule Read(ActionData data, string name) => new(name)
    {
        Description = data[Prefix + "Description"],
        Program = data[Prefix + "Program"],
        Service = data[Prefix + "Service"],
        Ports = data[Prefix + "Ports"],
        RemotePorts = data[Prefix + "RemotePorts"],
        LocalAddresses = data[Prefix + "Local"],
        RemoteAddresses = data[Prefix + "Remote"],
        IcmpTypes = data[Prefix + "IcmpTypes"],
        InterfaceTypes = data[Prefix + "InterfaceTypes"],
        Group = data[Prefix + "Group"],
        Protocol = int.Parse(data[Prefix + "Protocol"], CultureInfo.InvariantCulture),
        Profiles = int.Parse(data[Prefix + "Profiles"], CultureInfo.InvariantCulture),
        IsOutbound = data[Prefix + "Outbound"] == "1",
        IsEnabled = data[Prefix + "Enabled"] == "1",
        IsBlock = data[Prefix + "Block"] == "1",
        AllowsEdgeTraversal = data[Prefix + "EdgeTraversal"] == "1",
    };

    private static (string Key, string Value)[] Texts(FirewallRule rule) =>
    [
        ("Description", rule.Description), ("Program", rule.Program), ("Service", rule.Service), ("Ports", rule.Ports),
        ("RemotePorts", rule.RemotePorts), ("Local", rule.LocalAddresses), ("Remote", rule.RemoteAddresses), ("IcmpTypes", rule.IcmpTypes),
        ("InterfaceTypes", rule.InterfaceTypes), ("Group", rule.Group),
    ];

    private static string Flag(bool value) => value ? "1" : "";
}
