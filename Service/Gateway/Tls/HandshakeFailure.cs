using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls.Records;

namespace OmsGateway.Gateway.Tls;

/// <summary>
/// Tells which side ended a handshake and how. A firewall that filters by host name lets the connection through and resets it at
/// the ClientHello, or drops that, and a client behind TLS inspection sends an alert: all are common, and none is the gateway's refusal.
/// </summary>
internal static class HandshakeFailure
{
    /// <summary>The outcome and a sentence for the event log; null when neither side said that it wants no session.</summary>
    /// <param name="outcome">How the relay ended.</param>
    /// <param name="end">Which connection ended first.</param>
    /// <param name="inspector">What was seen of the handshake, which was not verified.</param>
    /// <param name="timeout">The time that the handshake had.</param>
    public static (TunnelOutcome Outcome, string Detail)? Find(TunnelOutcome outcome, HandshakeEnd end, HandshakeInspector inspector, TimeSpan timeout)
    {
        // A side that has ended may leave the other waiting until its time is over; any other outcome came before the end.
        if (outcome is not (TunnelOutcome.HandshakeAborted or TunnelOutcome.HandshakeTimeout or TunnelOutcome.ClientReset or TunnelOutcome.ServerReset))
            return null;
        // The one that sends an alert has a reason; what the other side does then has none of its own.
        if (inspector.ServerAlert is { } serverAlert)
            return ByServer($"sent the alert {AlertText.NameOf(serverAlert)}{Meaning(AlertText.MeaningFromServer(serverAlert))}");
        if (inspector.ClientAlert is { } clientAlert)
        {
            return (TunnelOutcome.HandshakeRefusedByClient,
                $"The client sent the alert {AlertText.NameOf(clientAlert)}{Meaning(AlertText.MeaningFromClient(clientAlert))}.");
        }

        string when = inspector.Version == TlsVersion.None ? "before it answered the ClientHello" : "in the middle of the handshake";
        return end switch
        {
            HandshakeEnd.ServerClosed => ByServer($"closed the connection {when}"),
            HandshakeEnd.ServerReset => ByServer($"reset the connection {when}; a firewall that filters by host name does so"),
            // A client that has closed meanwhile had given up waiting.
            _ when outcome == TunnelOutcome.HandshakeTimeout && inspector.AwaitsServerHello => (TunnelOutcome.HandshakeUnanswered,
                $"The target did not answer the ClientHello within {timeout.TotalSeconds:0} seconds; a firewall that filters by host name may drop it."),
            _ => null,
        };
    }

    private static (TunnelOutcome Outcome, string Detail) ByServer(string what) => (TunnelOutcome.HandshakeRefusedByServer, $"The target {what}.");

    private static string Meaning(string? meaning) => meaning is null ? "" : $": {meaning}";
}
