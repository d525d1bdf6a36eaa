using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;

namespace OmsGateway.Gateway.Outcomes;

/// <summary>What the log knows of an event about a connection.</summary>
/// <param name="Id">One of <see cref="EventIds"/>.</param>
/// <param name="Level">How severe it is when it is written for itself or as a summary.</param>
/// <param name="Many">Several of them in words, for a summary of what is not listed one by one.</param>
internal sealed record TunnelEvent(int Id, LogLevel Level, string Many);

/// <summary>The table of the events about connections.</summary>
internal static class TunnelEvents
{
    private static readonly TunnelEvent[] Events = Array.ConvertAll(Enum.GetValues<OutcomeEvent>(), Describe);

    /// <summary>What the log knows of an event.</summary>
    public static TunnelEvent Of(OutcomeEvent told) => Events[(int)told];

    private static TunnelEvent Describe(OutcomeEvent told) => told switch
    {
        OutcomeEvent.Requested => new(EventIds.ConnectReceived, LogLevel.Information, "requests"),
        OutcomeEvent.Verified => new(EventIds.TlsVerified, LogLevel.Information, "verified TLS sessions"),
        OutcomeEvent.HostReported => new(EventIds.Forbidden, LogLevel.Warning, "forbidden target hosts that were let through"),
        OutcomeEvent.NotConnect => new(EventIds.NotConnect, LogLevel.Warning, "requests that are not valid HTTP CONNECT requests"),
        OutcomeEvent.HostForbidden => new(EventIds.Forbidden, LogLevel.Error, "requests for target hosts that are forbidden"),
        OutcomeEvent.Forbidden => new(EventIds.Forbidden, LogLevel.Error, "requests that are forbidden"),
        OutcomeEvent.InvalidClientCertificate => new(EventIds.Forbidden, LogLevel.Error, "invalid client certificates"),
        OutcomeEvent.TlsRejected => new(EventIds.TlsRejected, LogLevel.Error, "rejected TLS sessions"),
        OutcomeEvent.HandshakeFailed => new(EventIds.HandshakeParsing, LogLevel.Error, "TLS handshakes that failed inspection"),
        OutcomeEvent.HandshakeEnded => new(EventIds.Network, LogLevel.Error, "TLS handshakes that failed"),
        OutcomeEvent.ConnectFailed => new(EventIds.Network, LogLevel.Error, "targets without a connection"),
        OutcomeEvent.LimitReached => new(EventIds.Error, LogLevel.Warning, "connections over a limit"),
        _ => new(EventIds.Debug, LogLevel.Debug, "connections"),
    };
}
