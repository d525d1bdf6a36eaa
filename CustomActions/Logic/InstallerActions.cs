using OmsGateway.CustomActions.Agents;
using OmsGateway.CustomActions.Counters;
using OmsGateway.CustomActions.Firewall;
using OmsGateway.CustomActions.Folders;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Legacy;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;
using OmsGateway.CustomActions.Settings;
using OmsGateway.CustomActions.Updates;

namespace OmsGateway.CustomActions;

/// <summary>
/// The custom actions, one method each; Product/CustomActions.wxs says when they run. Both shells call nothing else.
/// </summary>
internal sealed class InstallerActions(IInstallerSession session, MachineParts machine)
{
    public uint FindLegacyProducts() => Do(new LegacyProducts(session, machine).Find, ActionNames.FindLegacyProducts);

    public uint ReadCurrentSettings() => Do(new ReadCurrentSettings(session, machine).Run, ActionNames.ReadCurrentSettings);

    public uint ValidateProperties() => Do(new ValidateProperties(session, machine).Run, ActionNames.ValidateProperties);

    public uint DetectMicrosoftUpdate() => Do(new MicrosoftUpdateActions(session, machine).Detect, ActionNames.DetectMicrosoftUpdate);

    public uint CheckSettings() => Do(new CheckSettings(session, machine).Run, ActionNames.CheckSettings);

    public uint CheckAgents() => Do(() =>
    {
        new AgentFields(session, machine).Check();
        new ReadySummary(session, machine).Write();
    }, ActionNames.CheckAgents);

    public uint CheckFolder() => Do(new CheckFolder(session, machine).Run, ActionNames.CheckFolder);

    public uint PrepareActions() => Do(new PrepareActions(session, machine).Run, ActionNames.PrepareActions);

    public uint FindService() => Do(new FindService(session, machine).Run, ActionNames.FindService);

    public uint SecureFolder() => Do(() => new SecureFolder(session, machine, Data).Run(), ActionNames.SecureFolder);

    public uint RollbackSecureFolder() => Undo(() => new SecureFolder(session, machine, Data).Undo(), ActionNames.RollbackSecureFolder);

    public uint SecureProgramFolder() => Do(() => new SecureProgramFolder(session, machine, Data).Run(), ActionNames.SecureProgramFolder);

    public uint RollbackSecureProgramFolder() =>
        Undo(() => new SecureProgramFolder(session, machine, Data).Undo(), ActionNames.RollbackSecureProgramFolder);

    public uint WriteSettings() => Do(() => new WriteSettings(session, machine, Data).Run(), ActionNames.WriteSettings);

    public uint RollbackSettings() => Undo(() => Restore(ConfigurationSnapshot.Settings), ActionNames.RollbackSettings);

    public uint TakeOverLegacyLists() => Do(() => new TakeOverLegacyLists(session, machine, Data).Run(), ActionNames.TakeOverLegacyLists);

    public uint RollbackTakeOverLegacyLists() => Undo(() => Restore(ConfigurationSnapshot.Lists), ActionNames.RollbackTakeOverLegacyLists);

    public uint RemoveSettings() => Do(() => new RemoveSettings(session, machine, Data).Run(), ActionNames.RemoveSettings);

    public uint RollbackRemoveSettings() => Undo(() => new RemoveSettings(session, machine, Data).Undo(), ActionNames.RollbackRemoveSettings);

    public uint CommitConfiguration() => Undo(() => Settings.CommitConfiguration.Run(Data), ActionNames.CommitConfiguration);

    public uint RegisterCounters() => Do(() => Counters.Register(), ActionNames.RegisterCounters);

    public uint RollbackRegisterCounters() => Undo(() => Counters.UndoRegister(), ActionNames.RollbackRegisterCounters);

    public uint UnregisterCounters() => Do(() => Counters.Unregister(), ActionNames.UnregisterCounters);

    public uint RollbackUnregisterCounters() => Undo(() => Counters.Register(), ActionNames.RollbackUnregisterCounters);

    public uint EnableMicrosoftUpdate() => Do(new MicrosoftUpdateActions(session, machine).Enable, ActionNames.EnableMicrosoftUpdate);

    public uint RollbackEnableMicrosoftUpdate() =>
        Undo(new MicrosoftUpdateActions(session, machine).Undo, ActionNames.RollbackEnableMicrosoftUpdate);

    public uint ConfigureService() => Do(() => new ConfigureService(machine, Data).Run(), ActionNames.ConfigureService);

    public uint RollbackConfigureService() => Undo(() => new ConfigureService(machine, Data).Undo(), ActionNames.RollbackConfigureService);

    public uint StartService() => Do(() => new StartService(session, machine, Data).Run(), ActionNames.StartService);

    public uint RollbackStartService() => Undo(() => new StartService(session, machine, Data).Undo(), ActionNames.RollbackStartService);

    public uint ConfigureFirewall() => Do(() => new ConfigureFirewall(session, machine, Data).Run(), ActionNames.ConfigureFirewall);

    public uint RollbackConfigureFirewall() => Undo(() => new ConfigureFirewall(session, machine, Data).Undo(), ActionNames.RollbackConfigureFirewall);

    public uint RemoveFirewallRule() => Do(() => new RemoveFirewallRule(session, machine, Data).Run(), ActionNames.RemoveFirewallRule);

    public uint RollbackRemoveFirewallRule() => Undo(() => new RemoveFirewallRule(session, machine, Data).Undo(), ActionNames.RollbackRemoveFirewallRule);

    public uint ReadOutcome() => Do(new ReadOutcome(session, machine).Run, ActionNames.ReadOutcome);

    public uint RollbackStopServices() => Undo(() => RestartService.Undo(session, machine, Data), ActionNames.RollbackStopServices);

    private ActionData Data => ActionData.Decode(session.GetProperty(PropertyNames.ActionData));

    private CounterRegistration Counters => new(session, machine, Data);

    private void Restore(string step) => ConfigurationSnapshot.Of(Data, step).Restore();

    private uint Do(Action action, string name) => ActionRunner.Run(session, name, action);

    private uint Undo(Action action, string name) => ActionRunner.RunToTheEnd(session, name, action);
}
