using System.Diagnostics;

namespace OmsGateway.Gateway.Reporting;

/// <summary>The table of all outcomes.</summary>
internal static class Outcomes
{
    private const OutcomeCounters Silent = OutcomeCounters.None;
    private const OutcomeCounters Error = OutcomeCounters.Errors;
    private const OutcomeCounters Rejection = OutcomeCounters.Errors | OutcomeCounters.Rejections;

    private const string RequestError = "http_request_error";
    private const string Unavailable = "destination_unavailable";
    private const string LimitReached = "connection_limit_reached";

    // What the relay proxy said is for the administrator, not for every client.
    private const string AskTheLog = "The relay proxy gave no tunnel; the gateway's event log says why.";

    private static readonly OutcomeMeaning[] Meanings =
        Array.ConvertAll(Enum.GetValues<TunnelOutcome>(), outcome => Describe(outcome) with { Name = outcome.ToString() });

    /// <summary>What the outcome means.</summary>
    public static OutcomeMeaning Of(TunnelOutcome outcome) => Meanings[(int)outcome];

    /// <summary>Whether the TLS session did not pass inspection.</summary>
    public static bool IsTlsRejection(TunnelOutcome outcome) => Of(outcome).Counts.HasFlag(OutcomeCounters.Rejections);

    private static OutcomeMeaning Describe(TunnelOutcome outcome) => outcome switch
    {
        TunnelOutcome.Open or TunnelOutcome.Completed or TunnelOutcome.Probe or TunnelOutcome.RequestAborted
            or TunnelOutcome.HandshakeAborted or TunnelOutcome.ClientReset or TunnelOutcome.ServerReset
            or TunnelOutcome.IdleTimeout => new(OutcomeEvent.None, Silent),
        // Its event is written once for many connections.
        TunnelOutcome.ForbiddenClient => new(OutcomeEvent.None, Silent),

        TunnelOutcome.MalformedRequest => new(OutcomeEvent.NotConnect, Silent, new(400, "Malformed request to the OMS Gateway", RequestError)),
        TunnelOutcome.NotConnect => new(OutcomeEvent.NotConnect, Silent, new(405, "OMS Gateway serves only CONNECT", RequestError)),
        TunnelOutcome.HealthCheck => new(OutcomeEvent.None, Silent, new(405, "OMS Gateway serves only CONNECT", RequestError)),
        TunnelOutcome.RequestTooLarge => new(OutcomeEvent.NotConnect, Silent, new(431, "Request too large for the OMS Gateway", RequestError)),
        TunnelOutcome.RequestTimeout => new(OutcomeEvent.NotConnect, Silent, new(408, "Request to the OMS Gateway took too long", RequestError)),

        TunnelOutcome.ForbiddenHost => new(OutcomeEvent.HostForbidden, Error, new(403, "Host not on the OMS Gateway allow list", "http_request_denied")),
        TunnelOutcome.ForbiddenPort => new(OutcomeEvent.Forbidden, Error, new(403, "Port not allowed by the OMS Gateway", "http_request_denied")),
        TunnelOutcome.ForbiddenAddress =>
            new(OutcomeEvent.Forbidden, Error, new(403, "Address not allowed by the OMS Gateway", "destination_ip_prohibited")),

        TunnelOutcome.TooManyTunnels => new(OutcomeEvent.LimitReached, Silent, new(503, "OMS Gateway has no tunnel left", LimitReached)),
        TunnelOutcome.TooManyTunnelsOfClient =>
            new(OutcomeEvent.LimitReached, Silent, new(429, "OMS Gateway has no more tunnels for this client", LimitReached)),

        // The drain's beginning was the event.
        TunnelOutcome.Draining => new(OutcomeEvent.None, Silent, new(503, "OMS Gateway takes no new tunnels", "proxy_internal_response")),

        TunnelOutcome.NameNotResolved => new(OutcomeEvent.ConnectFailed, Error, new(502, "OMS Gateway cannot resolve the host name", "dns_error")),
        TunnelOutcome.LookUpsBusy =>
            new(OutcomeEvent.ConnectFailed, Error, new(504, "OMS Gateway is waiting for its name servers", "dns_timeout")),
        TunnelOutcome.ConnectFailed => new(OutcomeEvent.ConnectFailed, Error, new(502, "OMS Gateway cannot reach the host", Unavailable)),
        TunnelOutcome.ConnectTimeout =>
            new(OutcomeEvent.ConnectFailed, Error, new(504, "OMS Gateway did not reach the host in time", "connection_timeout")),
        TunnelOutcome.RelayProxyFailed =>
            new(OutcomeEvent.ConnectFailed, Error, new(502, "OMS Gateway got no tunnel from its relay proxy", Unavailable, AskTheLog)),
        TunnelOutcome.RelayProxyAuthenticationFailed =>
            new(OutcomeEvent.ConnectFailed, Error, new(502, "OMS Gateway could not sign in to its relay proxy", Unavailable, AskTheLog)),
        // The refusal that began the pause was the event.
        TunnelOutcome.RelayProxyPaused => new(OutcomeEvent.None, Error, new(502, "OMS Gateway pauses signing in to its relay proxy", Unavailable,
            "The relay proxy has refused the gateway's credentials; the gateway pauses before it tries them again.")),

        TunnelOutcome.NotTls or TunnelOutcome.UnsupportedTlsVersion or TunnelOutcome.ServerNameMissing
            or TunnelOutcome.ServerNameMismatch => new(OutcomeEvent.TlsRejected, Rejection),
        TunnelOutcome.MalformedHandshake or TunnelOutcome.HandshakeTimeout => new(OutcomeEvent.HandshakeFailed, Rejection),
        TunnelOutcome.InvalidClientCertificate => new(OutcomeEvent.InvalidClientCertificate, Rejection),
        TunnelOutcome.ClientCertificateMissing => new(OutcomeEvent.Forbidden, Rejection),
        TunnelOutcome.HandshakeRefusedByClient or TunnelOutcome.HandshakeRefusedByServer or TunnelOutcome.HandshakeUnanswered =>
            new(OutcomeEvent.HandshakeEnded, Error),

        TunnelOutcome.Aborted => new(OutcomeEvent.None, Silent, new(503, "OMS Gateway is stopping", "proxy_internal_response")),
        // Its event comes with the exception, and where that was the client may have its 200 already.
        TunnelOutcome.InternalError => new(OutcomeEvent.None, Error),
        _ => throw new UnreachableException($"{outcome}"),
    };
}
