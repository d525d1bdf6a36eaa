namespace OmsGateway.Gateway.Outcomes;

/// <summary>Which event of <c>GatewayLog</c> tells of an outcome, or of a step on the way, besides the one at debug level that tells of each end.</summary>
internal enum OutcomeEvent
{
    None,
    Requested,
    Verified,
    HostReported,
    NotConnect,
    HostForbidden,
    Forbidden,
    InvalidClientCertificate,
    TlsRejected,
    HandshakeFailed,
    HandshakeEnded,
    ConnectFailed,
    LimitReached,
}
