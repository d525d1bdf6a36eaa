using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Windows;
using WixToolset.Dtf.WindowsInstaller;

namespace OmsGateway.CustomActions.Dtf;

/// <summary>
/// The custom actions of a package that the WiX toolset builds; Product/CustomActions.wxs says when each runs. The names are
/// those of the native shell.
/// </summary>
public static class EntryPoints
{
    /// <summary>See <see cref="InstallerActions.FindLegacyProducts"/>.</summary>
    [CustomAction]
    public static ActionResult FindLegacyProducts(Session session) => Run(session, actions => actions.FindLegacyProducts());

    /// <summary>See <see cref="InstallerActions.ReadCurrentSettings"/>.</summary>
    [CustomAction]
    public static ActionResult ReadCurrentSettings(Session session) => Run(session, actions => actions.ReadCurrentSettings());

    /// <summary>See <see cref="InstallerActions.ValidateProperties"/>.</summary>
    [CustomAction]
    public static ActionResult ValidateProperties(Session session) => Run(session, actions => actions.ValidateProperties());

    /// <summary>See <see cref="InstallerActions.DetectMicrosoftUpdate"/>.</summary>
    [CustomAction]
    public static ActionResult DetectMicrosoftUpdate(Session session) => Run(session, actions => actions.DetectMicrosoftUpdate());

    /// <summary>See <see cref="InstallerActions.CheckSettings"/>.</summary>
    [CustomAction]
    public static ActionResult CheckSettings(Session session) => Run(session, actions => actions.CheckSettings());

    /// <summary>See <see cref="InstallerActions.CheckAgents"/>.</summary>
    [CustomAction]
    public static ActionResult CheckAgents(Session session) => Run(session, actions => actions.CheckAgents());

    /// <summary>See <see cref="InstallerActions.CheckFolder"/>.</summary>
    [CustomAction]
    public static ActionResult CheckFolder(Session session) => Run(session, actions => actions.CheckFolder());

    /// <summary>See <see cref="InstallerActions.PrepareActions"/>.</summary>
    [CustomAction]
    public static ActionResult PrepareActions(Session session) => Run(session, actions => actions.PrepareActions());

    /// <summary>See <see cref="InstallerActions.FindService"/>.</summary>
    [CustomAction]
    public static ActionResult FindService(Session session) => Run(session, actions => actions.FindService());

    /// <summary>See <see cref="InstallerActions.SecureFolder"/>.</summary>
    [CustomAction]
    public static ActionResult SecureFolder(Session session) => Run(session, actions => actions.SecureFolder());

    /// <summary>See <see cref="InstallerActions.RollbackSecureFolder"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackSecureFolder(Session session) => Run(session, actions => actions.RollbackSecureFolder());

    /// <summary>See <see cref="InstallerActions.WriteSettings"/>.</summary>
    [CustomAction]
    public static ActionResult WriteSettings(Session session) => Run(session, actions => actions.WriteSettings());

    /// <summary>See <see cref="InstallerActions.RollbackSettings"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackSettings(Session session) => Run(session, actions => actions.RollbackSettings());

    /// <summary>See <see cref="InstallerActions.TakeOverLegacyLists"/>.</summary>
    [CustomAction]
    public static ActionResult TakeOverLegacyLists(Session session) => Run(session, actions => actions.TakeOverLegacyLists());

    /// <summary>See <see cref="InstallerActions.RollbackTakeOverLegacyLists"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackTakeOverLegacyLists(Session session) => Run(session, actions => actions.RollbackTakeOverLegacyLists());

    /// <summary>See <see cref="InstallerActions.RemoveSettings"/>.</summary>
    [CustomAction]
    public static ActionResult RemoveSettings(Session session) => Run(session, actions => actions.RemoveSettings());

    /// <summary>See <see cref="InstallerActions.RollbackRemoveSettings"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackRemoveSettings(Session session) => Run(session, actions => actions.RollbackRemoveSettings());

    /// <summary>See <see cref="InstallerActions.CommitConfiguration"/>.</summary>
    [CustomAction]
    public static ActionResult CommitConfiguration(Session session) => Run(session, actions => actions.CommitConfiguration());

    /// <summary>See <see cref="InstallerActions.RegisterCounters"/>.</summary>
    [CustomAction]
    public static ActionResult RegisterCounters(Session session) => Run(session, actions => actions.RegisterCounters());

    /// <summary>See <see cref="InstallerActions.RollbackRegisterCounters"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackRegisterCounters(Session session) => Run(session, actions => actions.RollbackRegisterCounters());

    /// <summary>See <see cref="InstallerActions.UnregisterCounters"/>.</summary>
    [CustomAction]
    public static ActionResult UnregisterCounters(Session session) => Run(session, actions => actions.UnregisterCounters());

    /// <summary>See <see cref="InstallerActions.RollbackUnregisterCounters"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackUnregisterCounters(Session session) => Run(session, actions => actions.RollbackUnregisterCounters());

    /// <summary>See <see cref="InstallerActions.EnableMicrosoftUpdate"/>.</summary>
    [CustomAction]
    public static ActionResult EnableMicrosoftUpdate(Session session) => Run(session, actions => actions.EnableMicrosoftUpdate());

    /// <summary>See <see cref="InstallerActions.RollbackEnableMicrosoftUpdate"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackEnableMicrosoftUpdate(Session session) => Run(session, actions => actions.RollbackEnableMicrosoftUpdate());

    /// <summary>See <see cref="InstallerActions.RollbackStopServices"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackStopServices(Session session) => Run(session, actions => actions.RollbackStopServices());

    /// <summary>See <see cref="InstallerActions.ConfigureService"/>.</summary>
    [CustomAction]
    public static ActionResult ConfigureService(Session session) => Run(session, actions => actions.ConfigureService());

    /// <summary>See <see cref="InstallerActions.RollbackConfigureService"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackConfigureService(Session session) => Run(session, actions => actions.RollbackConfigureService());

    /// <summary>See <see cref="InstallerActions.StartService"/>.</summary>
    [CustomAction]
    public static ActionResult StartService(Session session) => Run(session, actions => actions.StartService());

    /// <summary>See <see cref="InstallerActions.RollbackStartService"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackStartService(Session session) => Run(session, actions => actions.RollbackStartService());

    /// <summary>See <see cref="InstallerActions.ConfigureFirewall"/>.</summary>
    [CustomAction]
    public static ActionResult ConfigureFirewall(Session session) => Run(session, actions => actions.ConfigureFirewall());

    /// <summary>See <see cref="InstallerActions.RollbackConfigureFirewall"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackConfigureFirewall(Session session) => Run(session, actions => actions.RollbackConfigureFirewall());

    /// <summary>See <see cref="InstallerActions.RemoveFirewallRule"/>.</summary>
    [CustomAction]
    public static ActionResult RemoveFirewallRule(Session session) => Run(session, actions => actions.RemoveFirewallRule());

    /// <summary>See <see cref="InstallerActions.RollbackRemoveFirewallRule"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackRemoveFirewallRule(Session session) => Run(session, actions => actions.RollbackRemoveFirewallRule());

    /// <summary>See <see cref="InstallerActions.ReadOutcome"/>.</summary>
    [CustomAction]
    public static ActionResult ReadOutcome(Session session) => Run(session, actions => actions.ReadOutcome());

    /// <summary>See <see cref="InstallerActions.SecureProgramFolder"/>.</summary>
    [CustomAction]
    public static ActionResult SecureProgramFolder(Session session) => Run(session, actions => actions.SecureProgramFolder());

    /// <summary>See <see cref="InstallerActions.RollbackSecureProgramFolder"/>.</summary>
    [CustomAction]
    public static ActionResult RollbackSecureProgramFolder(Session session) => Run(session, actions => actions.RollbackSecureProgramFolder());

    private static ActionResult Run(Session session, Func<InstallerActions, uint> action) =>
        action(new InstallerActions(new DtfSession(session), WindowsMachine.Create())) == ActionRunner.Success
            ? ActionResult.Success
            : ActionResult.Failure;
}
