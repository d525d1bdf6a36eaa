using System.Management.Automation;
using OmsGateway.Configuration.Status;

namespace OmsGateway.PowerShell.Diagnostics;

/// <summary>Get-OMSGatewayStatus: does the gateway run, where does it listen, and what do its counters say?</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayStatus", HelpUri = HelpUri)]
[OutputType(typeof(ServiceStatus))]
public sealed class GetStatusCommand : GatewayCmdlet
{
    internal override void Process() => Engine.Write(Read(GatewayStatus.TryRead(Store.StatusPath), DateTimeOffset.UtcNow, IsAlive));

    internal static ServiceStatus Read(GatewayStatus? status, DateTimeOffset now, Func<int, bool> isAlive)
    {
        if (status is null) return new ServiceStatus(null, false, "No gateway runs on this configuration.");
        if (!isAlive(status.ProcessId)) return new ServiceStatus(status, false, $"Process {status.ProcessId} has ended without a stop.");
        return status.IsStale(now)
            ? new ServiceStatus(status, false, $"Process {status.ProcessId} has not answered since {status.Written.LocalDateTime:u}.")
            : new ServiceStatus(status, true, "The gateway is running.");
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
