namespace OmsGateway.Configuration.Firewall.Windows;

/// <summary>Reads and writes an INetFwRule, whose getters stand at odd places of its table and setters right after them.</summary>
internal static class RuleMembers
{
    private const int Name = 7;
    private const int Description = 9;
    private const int Program = 11;
    private const int Service = 13;
    private const int Protocol = 15;
    private const int LocalPorts = 17;
    private const int RemotePorts = 19;
    private const int LocalAddresses = 21;
    private const int RemoteAddresses = 23;
    private const int IcmpTypes = 25;
    private const int Direction = 27;
    private const int InterfaceTypes = 31;
    private const int Enabled = 33;
    private const int Group = 35;
    private const int Profiles = 37;
    private const int EdgeTraversal = 39;
    private const int Action = 41;

    // NET_FW_RULE_DIR_IN, NET_FW_RULE_DIR_OUT, NET_FW_ACTION_BLOCK and NET_FW_ACTION_ALLOW.
    private const int Inbound = 1;
    private const int Outbound = 2;
    private const int Block = 0;
    private const int Allow = 1;

    public static FirewallRule Read(ComObject rule) => new(rule.GetText(Name))
    {
        Description = rule.GetText(Description),
        Program = rule.GetText(Program),
        Service = rule.GetText(Service),
        Protocol = rule.GetNumber(Protocol),
        Ports = rule.GetText(LocalPorts),
        RemotePorts = rule.GetText(RemotePorts),
        LocalAddresses = rule.GetText(LocalAddresses),
        RemoteAddresses = rule.GetText(RemoteAddresses),
        IcmpTypes = rule.GetText(IcmpTypes),
        InterfaceTypes = rule.GetText(InterfaceTypes),
        Group = rule.GetText(Group),
        Profiles = rule.GetNumber(Profiles),
        IsOutbound = rule.GetNumber(Direction) == Outbound,
        IsEnabled = rule.GetFlag(Enabled),
        IsBlock = rule.GetNumber(Action) == Block,
        AllowsEdgeTraversal = rule.GetFlag(EdgeTraversal),
    };

    public static void Write(ComObject target, FirewallRule rule)
    {
        target.PutText(Setter(Name), rule.Name);
        target.PutText(Setter(Description), rule.Description);
        PutIfAny(target, Program, rule.Program);
        PutIfAny(target, Service, rule.Service);
        // Before the ports, which not every protocol has.
        target.PutNumber(Setter(Protocol), rule.Protocol);
        PutIfAny(target, LocalPorts, rule.Ports);
        PutIfAny(target, RemotePorts, rule.RemotePorts);
        PutIfAny(target, LocalAddresses, rule.LocalAddresses);
        PutIfAny(target, RemoteAddresses, rule.RemoteAddresses);
        PutIfAny(target, IcmpTypes, rule.IcmpTypes);
        PutIfAny(target, InterfaceTypes, rule.InterfaceTypes);
        PutIfAny(target, Group, rule.Group);
        // Before edge traversal, which only inbound rules have.
        target.PutNumber(Setter(Direction), rule.IsOutbound ? Outbound : Inbound);
        if (rule.AllowsEdgeTraversal) target.PutFlag(Setter(EdgeTraversal), true);
        target.PutNumber(Setter(Profiles), rule.Profiles);
        target.PutNumber(Setter(Action), rule.IsBlock ? Block : Allow);
        target.PutFlag(Setter(Enabled), rule.IsEnabled);
    }

    public static void SetPorts(ComObject target, string ports) => target.PutText(Setter(LocalPorts), ports);

    public static void SetProgram(ComObject target, string program) => target.PutText(Setter(Program), program);

    public static void SetRemoteAddresses(ComObject target, string addresses) => target.PutText(Setter(RemoteAddresses), addresses);

    private static void PutIfAny(ComObject target, int getter, string text)
    {
        if (text.Length > 0) target.PutText(Setter(getter), text);
    }

    private static int Setter(int getter) => getter + 1;
}
