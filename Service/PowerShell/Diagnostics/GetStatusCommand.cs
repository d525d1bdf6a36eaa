using System.Management.Automation;
using OmsGateway.Configuration.Status;

namespace OmsGateway.PowerShell.Diagnostics;

/// <summary>Get-OMSGatewayStatus: does the gateway run, where does it listen, and what do its counters say?</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayStatus")]
[OutputType(typeof(ServiceStatus))]
public sealed class GetStatusCommand : GatewayCmdlet
{
    internal override void Process()
    {
        GatewayReport report = AskGateway();
        // Where it is not known whether the gateway runs, an object that says yes or no would be wrong in a script.
        if (report.State is GatewayRunState.Running or GatewayRunState.NotRunning) Engine.Write(new ServiceStatus(report));
    }
}
