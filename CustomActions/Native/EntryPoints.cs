using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Windows;

namespace OmsGateway.CustomActions.Native;

/// <summary>
/// The functions that Windows Installer calls, as the MSI documentation's page "Custom Action Type 1" asks for them; their
/// names are those of the DTF shell.
/// </summary>
internal static class EntryPoints
{
    [UnmanagedCallersOnly(EntryPoint = ActionNames.FindLegacyProducts, CallConvs = [typeof(CallConvStdcall)])]
    public static uint FindLegacyProducts(uint install) => Actions(install).FindLegacyProducts();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.ReadCurrentSettings, CallConvs = [typeof(CallConvStdcall)])]
    public static uint ReadCurrentSettings(uint install) => Actions(install).ReadCurrentSettings();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.ValidateProperties, CallConvs = [typeof(CallConvStdcall)])]
    public static uint ValidateProperties(uint install) => Actions(install).ValidateProperties();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.DetectMicrosoftUpdate, CallConvs = [typeof(CallConvStdcall)])]
    public static uint DetectMicrosoftUpdate(uint install) => Actions(install).DetectMicrosoftUpdate();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.CheckSettings, CallConvs = [typeof(CallConvStdcall)])]
    public static uint CheckSettings(uint install) => Actions(install).CheckSettings();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.CheckAgents, CallConvs = [typeof(CallConvStdcall)])]
    public static uint CheckAgents(uint install) => Actions(install).CheckAgents();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.CheckFolder, CallConvs = [typeof(CallConvStdcall)])]
    public static uint CheckFolder(uint install) => Actions(install).CheckFolder();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.PrepareActions, CallConvs = [typeof(CallConvStdcall)])]
    public static uint PrepareActions(uint install) => Actions(install).PrepareActions();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.FindService, CallConvs = [typeof(CallConvStdcall)])]
    public static uint FindService(uint install) => Actions(install).FindService();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.SecureFolder, CallConvs = [typeof(CallConvStdcall)])]
    public static uint SecureFolder(uint install) => Actions(install).SecureFolder();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackSecureFolder, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackSecureFolder(uint install) => Actions(install).RollbackSecureFolder();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.WriteSettings, CallConvs = [typeof(CallConvStdcall)])]
    public static uint WriteSettings(uint install) => Actions(install).WriteSettings();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackSettings, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackSettings(uint install) => Actions(install).RollbackSettings();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.TakeOverLegacyLists, CallConvs = [typeof(CallConvStdcall)])]
    public static uint TakeOverLegacyLists(uint install) => Actions(install).TakeOverLegacyLists();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackTakeOverLegacyLists, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackTakeOverLegacyLists(uint install) => Actions(install).RollbackTakeOverLegacyLists();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RemoveSettings, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RemoveSettings(uint install) => Actions(install).RemoveSettings();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackRemoveSettings, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackRemoveSettings(uint install) => Actions(install).RollbackRemoveSettings();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.CommitConfiguration, CallConvs = [typeof(CallConvStdcall)])]
    public static uint CommitConfiguration(uint install) => Actions(install).CommitConfiguration();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RegisterCounters, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RegisterCounters(uint install) => Actions(install).RegisterCounters();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackRegisterCounters, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackRegisterCounters(uint install) => Actions(install).RollbackRegisterCounters();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.UnregisterCounters, CallConvs = [typeof(CallConvStdcall)])]
    public static uint UnregisterCounters(uint install) => Actions(install).UnregisterCounters();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackUnregisterCounters, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackUnregisterCounters(uint install) => Actions(install).RollbackUnregisterCounters();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.EnableMicrosoftUpdate, CallConvs = [typeof(CallConvStdcall)])]
    public static uint EnableMicrosoftUpdate(uint install) => Actions(install).EnableMicrosoftUpdate();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackEnableMicrosoftUpdate, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackEnableMicrosoftUpdate(uint install) => Actions(install).RollbackEnableMicrosoftUpdate();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackStopServices, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackStopServices(uint install) => Actions(install).RollbackStopServices();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.ConfigureService, CallConvs = [typeof(CallConvStdcall)])]
    public static uint ConfigureService(uint install) => Actions(install).ConfigureService();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackConfigureService, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackConfigureService(uint install) => Actions(install).RollbackConfigureService();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.StartService, CallConvs = [typeof(CallConvStdcall)])]
    public static uint StartService(uint install) => Actions(install).StartService();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackStartService, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackStartService(uint install) => Actions(install).RollbackStartService();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.ConfigureFirewall, CallConvs = [typeof(CallConvStdcall)])]
    public static uint ConfigureFirewall(uint install) => Actions(install).ConfigureFirewall();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackConfigureFirewall, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackConfigureFirewall(uint install) => Actions(install).RollbackConfigureFirewall();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RemoveFirewallRule, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RemoveFirewallRule(uint install) => Actions(install).RemoveFirewallRule();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackRemoveFirewallRule, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackRemoveFirewallRule(uint install) => Actions(install).RollbackRemoveFirewallRule();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.ReadOutcome, CallConvs = [typeof(CallConvStdcall)])]
    public static uint ReadOutcome(uint install) => Actions(install).ReadOutcome();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.SecureProgramFolder, CallConvs = [typeof(CallConvStdcall)])]
    public static uint SecureProgramFolder(uint install) => Actions(install).SecureProgramFolder();

    [UnmanagedCallersOnly(EntryPoint = ActionNames.RollbackSecureProgramFolder, CallConvs = [typeof(CallConvStdcall)])]
    public static uint RollbackSecureProgramFolder(uint install) => Actions(install).RollbackSecureProgramFolder();

    private static InstallerActions Actions(uint install) => new(new MsiSession(install), WindowsMachine.Create());
}
