using System.ComponentModel;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Legacy;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Services;

/// <summary>
/// Gives a service that this installation has made its identifier, its delayed start and its failure actions, through the service control manager:
/// Windows Installer's own table of them takes effect at the next start of Windows only (the Windows documentation's page
/// "MsiServiceConfig table"). A service that was there before keeps what an administrator has made of it: account, kind of start,
/// recovery, dependencies. Only its program follows the folder.
/// </summary>
internal sealed class ConfigureService(MachineParts machine, ActionData data)
{
    private const string IsKeptKey = "IsKept";
    private const string ProgramKey = "Program";
    private const string BeforeKey = "Before";

    private const uint MillisecondsToRestart = 60_000;
    private const uint SecondsToForget = 24 * 60 * 60;

    private static readonly FailureStep Restart = new(FailureStepKind.Restart, MillisecondsToRestart);

    /// <param name="machine">The machine with its service.</param>
    /// <param name="program">The service's program in the folder that is installed to.</param>
    /// <param name="isKept">Whether the service that is there stays as it is.</param>
    public static ActionData Prepare(MachineParts machine, string program, bool isKept) => new()
    {
        [IsKeptKey] = isKept ? "1" : "",
        [ProgramKey] = program,
        [BeforeKey] = machine.Services.Find(ServiceName.Value)?.ImagePath ?? "",
    };

    public void Run()
    {
        try
        {
            if (data[IsKeptKey] == "1")
            {
                bool isMoved = !ServiceImage.Program(data[BeforeKey]).Equals(data[ProgramKey], StringComparison.OrdinalIgnoreCase);
                // In quotes: otherwise Windows would try C:\Program.exe first for C:\Program Files (the pages CreateServiceW and CreateProcessW).
                if (isMoved) machine.Services.SetImagePath(ServiceName.Value, $"\"{data[ProgramKey]}\"");
                return;
            }

            // The configuration folder admits the service by it, even if an administrator gives the service another account.
            machine.Services.SetOwnIdentifier(ServiceName.Value);
            machine.Services.SetDelayedStart(ServiceName.Value);
            machine.Services.SetFailureActions(ServiceName.Value, new FailureActions(SecondsToForget, [Restart, Restart, Restart]));
        }
        catch (Win32Exception e)
        {
            throw new InstallerException(InstallerError.ServiceNotConfigured, ServiceName.Value, e.Message);
        }
    }

    /// <summary>A service that is new goes away with its own rollback.</summary>
    public void Undo()
    {
        if (data[IsKeptKey] == "1" && data[BeforeKey].Length > 0) machine.Services.SetImagePath(ServiceName.Value, data[BeforeKey]);
    }
}
