using OmsGateway.Configuration.Settings;
using OmsGateway.CustomActions.Counters;
using OmsGateway.CustomActions.Firewall;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;

namespace OmsGateway.CustomActions;

/// <summary>
/// Asks for the wizard's last page whether Windows has taken the firewall rule and the counters, how many hosts are allowed or whether
/// every one passes, and on which port: the wizard is another process than the one that has tried, and learns of it from the registry only.
/// </summary>
internal sealed class ReadOutcome(IInstallerSession session, MachineParts machine)
{
    public void Run()
    {
        session.SetProperty(PropertyNames.FirewallRuleIsMissing, FirewallState.Note(machine) == FirewallState.Refused ? "1" : "");
        session.SetProperty(PropertyNames.CountersAreMissing, CounterRegistration.AreMissing(machine) ? "1" : "");
        session.SetProperty(PropertyNames.AllowedHostCount, OutcomeNote.ReadHosts(machine));
        session.SetProperty(PropertyNames.ReportsOnly, OutcomeNote.ReadPolicy(machine) == nameof(HostPolicyMode.ReportOnly) ? "1" : "");
        session.SetProperty(PropertyNames.Port, OutcomeNote.ReadPort(machine));
        session.SetProperty(PropertyNames.ServiceIsDisabled, machine.Services.Find(ServiceName.Value)?.IsDisabled == true ? "1" : "");
    }
}
