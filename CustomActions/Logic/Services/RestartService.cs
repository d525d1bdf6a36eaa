using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Services;

/// <summary>
/// Rollback twin of StopServices: Windows Installer brings a stopped or removed service back, but does not start it again
/// after a failed upgrade or uninstallation.
/// </summary>
internal static class RestartService
{
    private const string WasRunningKey = "WasRunning";

    public static ActionData Prepare(MachineParts machine) =>
        new() { [WasRunningKey] = machine.Services.IsRunning(ServiceName.Value) ? "1" : "" };

    public static void Undo(IInstallerSession session, MachineParts machine, ActionData data)
    {
        if (data[WasRunningKey] != "1" || machine.Services.IsRunning(ServiceName.Value)) return;
        machine.Services.Start(ServiceName.Value);
        session.Log($"{ServiceName.Value} is started again.");
    }
}
