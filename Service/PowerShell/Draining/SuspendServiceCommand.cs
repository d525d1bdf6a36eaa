using System.Globalization;
using System.Management.Automation;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Status;
using OmsGateway.PowerShell.Diagnostics;

namespace OmsGateway.PowerShell.Draining;

/// <summary>Suspend-OMSGatewayService: takes the running gateway out of its load balancer; open tunnels go on.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "OMSGatewayService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ServiceStatus))]
public sealed class SuspendServiceCommand : DrainingCmdlet
{
    /// <summary>Also waits until no connection is open, for so many seconds at most.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int WaitSeconds { get; set; }

    internal override void Process()
    {
        if (FindRunning() is not { } running || !MayChange(Store.Directory, "Refuse new tunnels, while open ones go on")) return;
        var drain = new GatewayDrain(Store);
        (GatewayStatus? status, bool isChanged) = drain.Begin(running);
        if (WaitSeconds > 0) status = drain.WaitUntilEmpty(status, TimeSpan.FromSeconds(WaitSeconds));
        if (status is null)
        {
            ReportMissing("The gateway has ended meanwhile.", Store.Directory);
            return;
        }

        if (status.DrainingSince is null) Engine.Warn("The gateway was resumed meanwhile.");
        else if (WaitSeconds > 0 && !status.IsDrained) Engine.Warn(string.Format(
            CultureInfo.InvariantCulture, "After {0} seconds {1} connections are open.", WaitSeconds, status.ActiveClientConnections));
        Pass(isChanged, status);
    }
}
