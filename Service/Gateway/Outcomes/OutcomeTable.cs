namespace OmsGateway.Gateway.Outcomes;

/// <summary>What each outcome means for events, counters and the client: a row for each, in the order of <see cref="TunnelOutcome"/>.</summary>
internal static class OutcomeTable
{
    private const OutcomeCounters Silent = OutcomeCounters.None;
    private const OutcomeCounters Error = OutcomeCounters.Errors;
    private const OutcomeCounters Rejection = OutcomeCounters.Errors | OutcomeCounters.Rejections;

    // Error types of Proxy-Status (RFC 9209 §2.3).
    private const string RequestError = "http_request_error";
    private const string RequestDenied = "http_request_denied";
    private const string LimitReached = "connection_limit_reached";
    private const string Unavailable = "destination_unavailable";
    private const string InternalResponse = "proxy_internal_response";

    // What the relay proxy said is for the administrator, not for every client.
    private const string AskTheLog = "The relay proxy gave no tunnel; the gateway's event log says why.";
    private const string Pauses = "The relay proxy has refused the gateway's credentials; the gateway pauses before it tries them again.";

    private static readonly OutcomeMeaning[] Rows =
    [
        new(TunnelOutcome.Open, OutcomeEvent.None, Silent),
        new(TunnelOutcome.Completed, OutcomeEvent.None, Silent),
        new(TunnelOutcome.Probe, OutcomeEvent.None, Silent),
        // Its event is written once for many connections.
        new(TunnelOutcome.ForbiddenClient, OutcomeEvent.None, Silent),

        new(TunnelOutcome.MalformedRequest, OutcomeEvent.NotConnect, Silent, new(400, "Malformed request to the OMS Gateway", RequestError)),
        new(TunnelOutcome.NotConnect, OutcomeEvent.NotConnect, Silent, new(405, "OMS Gateway serves only CONNECT", RequestError)),
        new(TunnelOutcome.HealthCheck, OutcomeEvent.None, Silent, new(405, "OMS Gateway serves only CONNECT", RequestError)),
        new(TunnelOutcome.RequestTooLarge, OutcomeEvent.NotConnect, Silent, new(431, "Request too large for the OMS Gateway", RequestError)),
        new(TunnelOutcome.RequestTimeout, OutcomeEvent.NotConnect, Silent, new(408, "Request to the OMS Gateway took too long", RequestError)),
        new(TunnelOutcome.RequestAborted, OutcomeEvent.None, Silent),

        new(TunnelOutcome.ForbiddenPort, OutcomeEvent.Forbidden, Error, new(403, "Port not allowed by the OMS Gateway", RequestDenied)),
        new(TunnelOutcome.ForbiddenHost, OutcomeEvent.HostForbidden, Error, new(403, "Host not on the OMS Gateway allow list", RequestDenied)),
        new(TunnelOutcome.ForbiddenAddress, OutcomeEvent.Forbidden, Error, new(403, "Address not allowed by the OMS Gateway", "destination_ip_prohibited")),

        new(TunnelOutcome.TooManyTunnels, OutcomeEvent.LimitReached, Silent, new(503, "OMS Gateway has no tunnel left", LimitReached)),
        new(TunnelOutcome.TooManyTunnelsOfClient, OutcomeEvent.LimitReached, Silent, new(429, "OMS Gateway has no more tunnels for this client", LimitReached)),
        // The drain's beginning was the event.
        new(TunnelOutcome.Draining, OutcomeEvent.None, Silent, new(503, "OMS Gateway accepts no new tunnels", InternalResponse)),

        new(TunnelOutcome.NameNotResolved, OutcomeEvent.ConnectFailed, Error, new(502, "OMS Gateway cannot resolve the host name", "dns_error")),
        new(TunnelOutcome.LookUpsBusy, OutcomeEvent.ConnectFailed, Error, new(504, "OMS Gateway is waiting for its name servers", "dns_timeout")),
        new(TunnelOutcome.ConnectFailed, OutcomeEvent.ConnectFailed, Error, new(502, "OMS Gateway cannot reach the host", Unavailable)),
        new(TunnelOutcome.ConnectTimeout, OutcomeEvent.ConnectFailed, Error, new(504, "OMS Gateway did not reach the host in time", "connection_timeout")),
        new(TunnelOutcome.RelayProxyFailed, OutcomeEvent.ConnectFailed, Error,
            new(502, "OMS Gateway got no tunnel from its relay proxy", Unavailable, AskTheLog)),
        new(TunnelOutcome.RelayProxyAuthenticationFailed, OutcomeEvent.ConnectFailed, Error,
            new(502, "OMS Gateway could not sign in to its relay proxy", Unavailable, AskTheLog)),
        // The refusal that began the pause was the event.
        new(TunnelOutcome.RelayProxyPaused, OutcomeEvent.None, Error, new(502, "OMS Gateway pauses signing in to its relay proxy", Unavailable, Pauses)),

        new(TunnelOutcome.NotTls, OutcomeEvent.TlsRejected, Rejection),
        new(TunnelOutcome.UnsupportedTlsVersion, OutcomeEvent.TlsRejected, Rejection),
        new(TunnelOutcome.ServerNameMissing, OutcomeEvent.TlsRejected, Rejection),
        new(TunnelOutcome.ServerNameMismatch, OutcomeEvent.TlsRejected, Rejection),
        new(TunnelOutcome.MalformedHandshake, OutcomeEvent.HandshakeFailed, Rejection),
        new(TunnelOutcome.HandshakeTimeout, OutcomeEvent.HandshakeFailed, Rejection),
        new(TunnelOutcome.InvalidClientCertificate, OutcomeEvent.InvalidClientCertificate, Rejection),
        new(TunnelOutcome.ClientCertificateMissing, OutcomeEvent.Forbidden, Rejection),
        new(TunnelOutcome.HandshakeAborted, OutcomeEvent.None, Silent),
        new(TunnelOutcome.HandshakeRefusedByClient, OutcomeEvent.HandshakeEnded, Error),
        new(TunnelOutcome.HandshakeRefusedByServer, OutcomeEvent.HandshakeEnded, Error),
        new(TunnelOutcome.HandshakeUnanswered, OutcomeEvent.HandshakeEnded, Error),

        new(TunnelOutcome.ClientReset, OutcomeEvent.None, Silent),
        new(TunnelOutcome.ServerReset, OutcomeEvent.None, Silent),
        new(TunnelOutcome.IdleTimeout, OutcomeEvent.None, Silent),
        new(TunnelOutcome.Aborted, OutcomeEvent.None, Silent, new(503, "OMS Gateway is stopping", InternalResponse)),
        // Its event is written with the exception, and by then the client may already have its 200.
        new(TunnelOutcome.InternalError, OutcomeEvent.None, Error),
    ];

    /// <summary>What the outcome means.</summary>
    public static OutcomeMeaning Of(TunnelOutcome outcome) => Rows[(int)outcome];

    /// <summary>Whether the TLS session did not pass inspection.</summary>
    public static bool IsTlsRejection(TunnelOutcome outcome) => Of(outcome).Counts.HasFlag(OutcomeCounters.Rejections);
}
