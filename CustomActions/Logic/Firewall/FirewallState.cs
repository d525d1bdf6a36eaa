using System.Runtime.InteropServices;
using OmsGateway.Configuration.Firewall;
using OmsGateway.Configuration.Firewall.Windows;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Firewall;

/// <summary>What has become of the gateway's rule since an earlier setup.</summary>
internal enum RuleState
{
    /// <summary>There was none yet, or Windows Firewall did not take it.</summary>
    None,

    There,

    /// <summary>Setup has made it, and somebody has deleted it.</summary>
    Deleted,

    /// <summary>There shall be none (FIREWALLRULE=0).</summary>
    Unwanted,
}

/// <summary>The gateway's rule and what setup has noted of it, kept for a rollback.</summary>
internal static class FirewallState
{
    /// <summary>Beside the noted port: <see cref="Unwanted"/>, <see cref="Refused"/>, or nothing.</summary>
    public const string NoteValue = "FirewallRule";

    /// <summary>There shall be no rule (FIREWALLRULE=0).</summary>
    public const string Unwanted = "0";

    /// <summary>Windows Firewall did not take the rule.</summary>
    public const string Refused = "refused";

    private const string Prefix = "Before.";
    private const string KnownKey = Prefix + "Known";
    private const string ExistsKey = Prefix + "Exists";
    private const string PortKey = Prefix + "Port";
    private const string NotedKey = Prefix + "IsNoted";
    private const string NoteKey = Prefix + "Note";

    public static string? Port(MachineParts machine) => machine.Registry.Read(RegistryFirewallPort.Key, RegistryFirewallPort.Value);

    public static string? Note(MachineParts machine) => machine.Registry.Read(RegistryFirewallPort.Key, NoteValue);

    /// <summary>What has become of the rule, as far as the user may see it.</summary>
    public static RuleState Find(MachineParts machine)
    {
        if (Note(machine) == Unwanted) return RuleState.Unwanted;
        bool wasMade = Port(machine) is not null && Note(machine) != Refused;
        try
        {
            if (machine.Firewall.Find(GatewayFirewallRule.Name) is not null) return RuleState.There;
            return wasMade ? RuleState.Deleted : RuleState.None;
        }
        catch (COMException)
        {
            // Windows Firewall does not answer: what setup has noted counts.
            return wasMade ? RuleState.There : RuleState.None;
        }
    }

    public static void Write(MachineParts machine, string? port, string? note)
    {
        machine.Registry.Write(RegistryFirewallPort.Key, RegistryFirewallPort.Value, port);
        machine.Registry.Write(RegistryFirewallPort.Key, NoteValue, note);
    }

    /// <summary>Adds what there is to an action's data.</summary>
    public static void Keep(MachineParts machine, ActionData data)
    {
        string? port = Port(machine);
        data[NotedKey] = port is null ? "" : "1";
        data[PortKey] = port ?? "";
        data[NoteKey] = Note(machine) ?? "";
        try
        {
            if (machine.Firewall.Find(GatewayFirewallRule.Name) is { } rule)
            {
                FirewallData.Write(data, rule);
                data[ExistsKey] = "1";
            }

            data[KnownKey] = "1";
        }
        catch (COMException)
        {
            // What cannot be asked for cannot be brought back either.
        }
    }

    /// <summary>Brings back what there was.</summary>
    public static void Restore(MachineParts machine, ActionData data)
    {
        Write(machine, data[NotedKey] == "1" ? data[PortKey] : null, data[NoteKey].Length > 0 ? data[NoteKey] : null);
        if (data[KnownKey] != "1") return;
        FirewallRule? now = machine.Firewall.Find(GatewayFirewallRule.Name);
        FirewallRule? before = data[ExistsKey] == "1" ? FirewallData.Read(data, GatewayFirewallRule.Name) : null;
        if (before is null)
        {
            if (now is not null) machine.Firewall.Remove(GatewayFirewallRule.Name);
        }
        else if (now is null)
        {
            machine.Firewall.Put(before);
        }
        else
        {
            // Setup changes nothing else of a rule that exists.
            Change(machine.Firewall, now, before.Ports, before.Program, before.RemoteAddresses);
        }
    }

    /// <summary>Changes of a rule what differs, and nothing else of it.</summary>
    public static void Change(IFirewall firewall, FirewallRule rule, string ports, string program, string remoteAddresses)
    {
        if (rule.Ports != ports) firewall.SetPorts(rule.Name, ports);
        if (!rule.Program.Equals(program, StringComparison.OrdinalIgnoreCase)) firewall.SetProgram(rule.Name, program);
        if (rule.RemoteAddresses != remoteAddresses) firewall.SetRemoteAddresses(rule.Name, remoteAddresses);
    }
}
