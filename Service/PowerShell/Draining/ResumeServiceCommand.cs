using System.Management.Automation;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Status;
using OmsGateway.PowerShell.Diagnostics;

namespace OmsGateway.PowerShell.Draining;

/// <summary>Resume-OMSGatewayService: has a gateway that drains take new tunnels again.</summary>
[Cmdlet(VerbsLifecycle.Resume, "OMSGatewayService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ServiceStatus))]
public sealed class ResumeServiceCommand : DrainingCmdlet
{
    internal override void Process()
    {
        if (FindRunning() is not { } running || !MayChange(Store.Directory, "Take new tunnels again")) return;
        (GatewayStatus status, bool isChanged) = new GatewayDrain(Store).End(running);
        Pass(isChanged, status);
    }
}
