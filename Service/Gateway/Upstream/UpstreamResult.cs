using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Upstream;

/// <summary>A connection to the target, or why there is none.</summary>
/// <param name="Outcome"><see cref="TunnelOutcome.Open"/> when connected.</param>
/// <param name="Connection">The connection, owned by the receiver of the result.</param>
/// <param name="EarlyData">Bytes of the tunnel that came with the relay proxy's answer.</param>
/// <param name="Detail">Why there is no connection, for the event log and the client.</param>
/// <param name="IsNews">Whether that begins something that lasts, so that the event log is told at once.</param>
internal readonly record struct UpstreamResult(
    TunnelOutcome Outcome, Connection? Connection, ReadOnlyMemory<byte> EarlyData, string? Detail, bool IsNews = false)
{
    public static UpstreamResult Connected(Connection connection, ReadOnlyMemory<byte> earlyData = default) =>
        new(TunnelOutcome.Open, connection, earlyData, null);

    public static UpstreamResult Failed(TunnelOutcome outcome, string detail, bool isNews = false) => new(outcome, null, default, detail, isNews);
}
