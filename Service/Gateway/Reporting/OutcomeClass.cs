namespace OmsGateway.Gateway.Reporting;

/// <summary>What an outcome means for the counters "Error Count" and "Rejection Count".</summary>
internal static class OutcomeClass
{
    /// <summary>The outcome is an error in the eyes of the client, logged as one unless it is the same as before.</summary>
    public static bool IsError(TunnelOutcome outcome) => IsTlsRejection(outcome) || outcome is
        TunnelOutcome.ForbiddenPort or TunnelOutcome.ForbiddenHost or TunnelOutcome.ForbiddenAddress
        or TunnelOutcome.NameNotResolved or TunnelOutcome.ConnectFailed or TunnelOutcome.ConnectTimeout
        or TunnelOutcome.RelayProxyFailed or TunnelOutcome.RelayProxyAuthenticationFailed or TunnelOutcome.RelayProxyPaused
        or TunnelOutcome.InternalError;

    /// <summary>The TLS session did not pass inspection.</summary>
    public static bool IsTlsRejection(TunnelOutcome outcome) => outcome is
        TunnelOutcome.NotTls or TunnelOutcome.UnsupportedTlsVersion or TunnelOutcome.ServerNameMissing
        or TunnelOutcome.ServerNameMismatch or TunnelOutcome.MalformedHandshake or TunnelOutcome.HandshakeTimeout
        or TunnelOutcome.InvalidClientCertificate or TunnelOutcome.ClientCertificateMissing;
}
