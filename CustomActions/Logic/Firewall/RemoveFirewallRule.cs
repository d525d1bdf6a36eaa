using System.Runtime.InteropServices;
using OmsGateway.Configuration.Firewall;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Firewall;

/// <summary>Removes the rule together with the product. A firewall that does not answer does not keep the product.</summary>
internal sealed class RemoveFirewallRule(IInstallerSession session, MachineParts machine, ActionData data)
{
    public static ActionData Prepare(MachineParts machine)
    {
        var data = new ActionData();
        FirewallState.Keep(machine, data);
        return data;
    }

    public void Run()
    {
        try
        {
            machine.Firewall.Remove(GatewayFirewallRule.Name);
        }
        catch (COMException e)
        {
            FirewallWarning.Report(session, machine, e);
        }
    }

    public void Undo() => FirewallState.Restore(machine, data);
}
