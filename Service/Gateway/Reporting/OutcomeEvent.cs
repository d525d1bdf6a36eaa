namespace OmsGateway.Gateway.Reporting;

/// <summary>Which event of <see cref="GatewayLog"/> tells of an outcome, besides the one at debug level that tells of each.</summary>
internal enum OutcomeEvent
{
    None,
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
