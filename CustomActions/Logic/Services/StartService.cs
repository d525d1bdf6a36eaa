using System.ComponentModel;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Settings;

namespace OmsGateway.CustomActions.Services;

/// <summary>
/// Starts the service and says why when it does not start. Windows Installer's own StartServices waits 30 seconds at most (the Windows
/// documentation's page "ServiceControl table") and knows only error 1920, "Verify that you have sufficient privileges", and its rollback
/// removes the event log with the true reason.
/// </summary>
internal sealed class StartService(IInstallerSession session, MachineParts machine, ActionData data)
{
    // Longer than the service waits for a port that is taken (PatientStart): it may still get it, or ends by itself and says why.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);

    public static ActionData Prepare(IInstallerSession session, MachineParts machine)
    {
        var data = new ActionData { [ConfigurationFolder.Key] = ConfigurationFolder.Of(session) };
        OutcomeNote.Collect(machine, data);
        return data;
    }

    public void Run()
    {
        OutcomeNote.Write(machine, data[ConfigurationFolder.Key]);
        if (machine.Services.Find(ServiceName.Value)?.IsDisabled == true)
        {
            session.Log($"The service {ServiceName.Value} is disabled, and stays so.");
            return;
        }

        DateTime since = DateTime.UtcNow;
        ServiceStatus status = machine.Services.Start(ServiceName.Value, Limit);
        if (status.IsRunning) return;
        string reason = new StartFailure(machine, data[ConfigurationFolder.Key]).Explain(status, since);
        session.Log($"The service {ServiceName.Value} has not started: {reason}");
        throw new InstallerException(InstallerError.ServiceNotStarted, ServiceName.Value, reason);
    }

    /// <summary>Stops it, so that its program can be removed.</summary>
    public void Undo()
    {
        OutcomeNote.Restore(machine, data);
        try
        {
            machine.Services.Stop(ServiceName.Value, Limit);
        }
        catch (Win32Exception e)
        {
            session.Log($"{ServiceName.Value} was not stopped: {e.Message}");
        }
    }
}
