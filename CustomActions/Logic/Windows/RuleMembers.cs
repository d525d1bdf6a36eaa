using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Windows;

/// <summary>Reads and writes an INetFwRule, whose getters stand at odd places of its table and setters right after them.</summary>
internal static class RuleMembers
{
    private const int Name = 7;
    private const int Description = 9;
    private const int Program = 11;
    private const int Protocol = 15;
    private const int LocalPorts = 17;
    private const int RemoteAddresses = 23;
    private const int Direction = 27;
    private const int Enabled = 33;
    private const int Profiles = 37;
    private const int Action = 41;

    // NET_FW_RULE_DIR_IN, NET_FW_RULE_DIR_OUT and NET_FW_ACTION_ALLOW.
    private const int Inbound = 1;
    private const int Outbound = 2;
    private const int Allow = 1;

    public static FirewallRule Read(ComObject rule) => new(rule.GetText(Name))
    {
        Description = rule.GetText(Description),
        Program = rule.GetText(Program),
        Protocol = rule.GetNumber(Protocol),
        Ports = rule.GetText(LocalPorts),
        RemoteAddresses = rule.GetText(RemoteAddresses),
        IsOutbound = rule.GetNumber(Direction) == Outbound,
        Profiles = rule.GetNumber(Profiles),
    };

    public static void Write(ComObject target, FirewallRule rule)
    {
        target.PutText(Setter(Name), rule.Name);
        target.PutText(Setter(Description), rule.Description);
        if (rule.Program.Length > 0) target.PutText(Setter(Program), rule.Program);
        // Before the ports, which not every protocol has.
        target.PutNumber(Setter(Protocol), rule.Protocol);
        if (rule.Ports.Length > 0) target.PutText(Setter(LocalPorts), rule.Ports);
        if (rule.RemoteAddresses.Length > 0) target.PutText(Setter(RemoteAddresses), rule.RemoteAddresses);
        target.PutNumber(Setter(Direction), rule.IsOutbound ? Outbound : Inbound);
        target.PutNumber(Setter(Profiles), rule.Profiles);
        target.PutNumber(Setter(Action), Allow);
        target.PutFlag(Setter(Enabled), true);
    }

    private static int Setter(int getter) => getter + 1;
}
