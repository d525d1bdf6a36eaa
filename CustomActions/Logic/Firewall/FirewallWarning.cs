using System.Runtime.InteropServices;
using OmsGateway.Configuration.Firewall;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Firewall;

/// <summary>Says that Windows Firewall did not do what setup asked for: in setup's log and in the gateway's event log.</summary>
internal static class FirewallWarning
{
    public static void Report(IInstallerSession session, MachineParts machine, COMException e)
    {
        string text = $"Windows Firewall did not change the rule '{GatewayFirewallRule.Name}': {e.Message.TrimEnd('.', '\r', '\n')} "
            + $"(0x{e.HResult:X8}). Setup went on. Let agents in to the gateway's port by whatever firewall this computer has.";
        session.Log(text);
        machine.EventLog.Warn(text);
    }
}
