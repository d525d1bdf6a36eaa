using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OmsGateway.CustomActions.Firewall;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;
using OmsGateway.CustomActions.Windows;

namespace OmsGateway.CustomActions.Native;

/// <summary>
/// The functions of the toolset's firewall and service configuration actions, under their names there, for a package that was
/// built without the toolset.
/// </summary>
internal static class ToolsetEntryPoints
{
    [UnmanagedCallersOnly(EntryPoint = nameof(SchedFirewallExceptionsInstall), CallConvs = [typeof(CallConvStdcall)])]
    public static uint SchedFirewallExceptionsInstall(uint install) => Do(install, nameof(SchedFirewallExceptionsInstall),
        (session, machine) => FirewallRules.Schedule(session, new MsiDatabase(install), machine, ComponentChange.Install));

    [UnmanagedCallersOnly(EntryPoint = nameof(SchedFirewallExceptionsUninstall), CallConvs = [typeof(CallConvStdcall)])]
    public static uint SchedFirewallExceptionsUninstall(uint install) => Do(install, nameof(SchedFirewallExceptionsUninstall),
        (session, machine) => FirewallRules.Schedule(session, new MsiDatabase(install), machine, ComponentChange.Remove));

    [UnmanagedCallersOnly(EntryPoint = nameof(ExecFirewallExceptions), CallConvs = [typeof(CallConvStdcall)])]
    public static uint ExecFirewallExceptions(uint install) => Do(install, nameof(ExecFirewallExceptions),
        (session, machine) => FirewallRules.Apply(session, machine, session.GetProperty(PropertyNames.ActionData)));

    [UnmanagedCallersOnly(EntryPoint = nameof(SchedServiceConfig), CallConvs = [typeof(CallConvStdcall)])]
    public static uint SchedServiceConfig(uint install) => Do(install, nameof(SchedServiceConfig),
        (session, machine) => ServiceConfiguration.Schedule(session, new MsiDatabase(install), machine));

    [UnmanagedCallersOnly(EntryPoint = nameof(ExecServiceConfig), CallConvs = [typeof(CallConvStdcall)])]
    public static uint ExecServiceConfig(uint install) => Do(install, nameof(ExecServiceConfig),
        (session, machine) => ServiceConfiguration.Apply(machine, session.GetProperty(PropertyNames.ActionData)));

    [UnmanagedCallersOnly(EntryPoint = nameof(RollbackServiceConfig), CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackServiceConfig(uint install)
    {
        var session = new MsiSession(install);
        return ActionRunner.RunToTheEnd(session, nameof(RollbackServiceConfig),
            () => ServiceConfiguration.Apply(WindowsMachine.Create(), session.GetProperty(PropertyNames.ActionData)));
    }

    private static uint Do(uint install, string name, Action<IInstallerSession, MachineParts> action)
    {
        var session = new MsiSession(install);
        return ActionRunner.Run(session, name, () => action(session, WindowsMachine.Create()));
    }
}
