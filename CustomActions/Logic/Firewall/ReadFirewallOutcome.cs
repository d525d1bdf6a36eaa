using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Firewall;

/// <summary>
/// Asks for the wizard's last page whether Windows Firewall has taken the rule: the wizard is another process than the one that has
/// tried, and learns of it from the registry only.
/// </summary>
internal sealed class ReadFirewallOutcome(IInstallerSession session, MachineParts machine)
{
    public void Run() => session.SetProperty(
        PropertyNames.FirewallRuleIsMissing, FirewallState.Note(machine) == FirewallState.Refused ? "1" : "");
}
