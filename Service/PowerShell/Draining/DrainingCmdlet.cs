using OmsGateway.Configuration.Status;
using OmsGateway.PowerShell.Diagnostics;

namespace OmsGateway.PowerShell.Draining;

/// <summary>A cmdlet that has the running gateway do something and waits until it does.</summary>
public abstract class DrainingCmdlet : ChangingCmdlet
{
    /// <summary>What the running gateway says of itself; null, and an error, where none runs or it is not known.</summary>
    internal GatewayStatus? FindRunning()
    {
        GatewayReport report = AskGateway();
        if (report.State == GatewayRunState.NotRunning) ReportMissing(report.Explanation, Store.Directory);
        return report.State == GatewayRunState.Running ? report.Status : null;
    }

    /// <summary>Writes what the gateway says now, when the caller wants it and the cmdlet has changed it.</summary>
    internal void Pass(bool changed, GatewayStatus status) => Pass(
        changed, "The gateway", () => new ServiceStatus(new GatewayReport(GatewayRunState.Running, status, "The gateway is running.")));
}
