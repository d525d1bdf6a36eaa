using OmsGateway.Configuration.Status;

namespace OmsGateway.Host.CommandLine.Watching;

/// <summary>What happened between two statuses of one run of the gateway, per second.</summary>
/// <param name="Connections">New connections.</param>
/// <param name="BytesSent">Bytes to hosts.</param>
/// <param name="BytesReceived">Bytes from hosts.</param>
/// <param name="Errors">Errors.</param>
/// <param name="Rejections">Rejections.</param>
internal sealed record StatusRates(double Connections, double BytesSent, double BytesReceived, double Errors, double Rejections)
{
    /// <summary>The rates, or null where there are none: the gateway was started in between, or the statuses are of one moment.</summary>
    public static StatusRates? Between(GatewayStatus earlier, GatewayStatus later)
    {
        double seconds = (later.Written - earlier.Written).TotalSeconds;
        if (seconds <= 0 || (earlier.ProcessId, earlier.Started) != (later.ProcessId, later.Started)) return null;
        return new StatusRates(
            Rate(ConnectionsOf), Rate(s => s.BytesSent), Rate(s => s.BytesReceived), Rate(s => s.Errors), Rate(s => s.Rejections));

        // The counters are read one after the other, so that a sum of two may fall for a moment.
        double Rate(Func<GatewayStatus, long> count) => Math.Max(0, count(later) - count(earlier)) / seconds;
    }

    /// <summary>Connections since the start, open ones included.</summary>
    public static long ConnectionsOf(GatewayStatus status) => status.ClosedConnections + status.ActiveClientConnections;
}
