namespace OmsGateway.Gateway.Reporting;

/// <summary>How a connection from a client ended. Each outcome has one event id and level in <c>GatewayLog</c>.</summary>
public enum TunnelOutcome
{
    /// <summary>The tunnel is still open.</summary>
    Open,

    /// <summary>Both sides finished.</summary>
    Completed,

    /// <summary>The client closed without sending a byte, as a load balancer's probe does.</summary>
    Probe,

    /// <summary>The request is not valid HTTP/1.x: 400, event 104.</summary>
    MalformedRequest,

    /// <summary>The request's method is not CONNECT: 405, event 104.</summary>
    NotConnect,

    /// <summary>The request head is too large: 431, event 104.</summary>
    RequestTooLarge,

    /// <summary>The request head did not arrive in time: 408, event 104.</summary>
    RequestTimeout,

    /// <summary>The client went away before its request was complete.</summary>
    RequestAborted,

    /// <summary>The port is not allowed: 403, event 105.</summary>
    ForbiddenPort,

    /// <summary>The host is not on the allow list: 403, event 105.</summary>
    ForbiddenHost,

    /// <summary>The host's addresses may not be dialled: 403, event 105.</summary>
    ForbiddenAddress,

    /// <summary>The gateway has as many tunnels as it may: 503.</summary>
    TooManyTunnels,

    /// <summary>The client has as many tunnels as it may: 429.</summary>
    TooManyTunnelsOfClient,

    /// <summary>The host has no address: 502, event 403.</summary>
    NameNotResolved,

    /// <summary>No address of the host could be reached: 502, event 403.</summary>
    ConnectFailed,

    /// <summary>The host was not reached in time: 504, event 403.</summary>
    ConnectTimeout,

    /// <summary>The relay proxy refused, or answered with what is not HTTP: 502, event 403.</summary>
    RelayProxyFailed,

    /// <summary>The relay proxy did not take the credentials: 502, event 403.</summary>
    RelayProxyAuthenticationFailed,

    /// <summary>The relay proxy has refused the credentials a while ago, and they are not tried again yet: 502. The refusal was event 403.</summary>
    RelayProxyPaused,

    /// <summary>What was sent through the tunnel is not TLS, or is SSL 2.0 or 3.0: event 106.</summary>
    NotTls,

    /// <summary>The TLS version is below the minimum, or unknown: event 106.</summary>
    UnsupportedTlsVersion,

    /// <summary>The ClientHello has no server name: event 106.</summary>
    ServerNameMissing,

    /// <summary>The server name is not the host of the CONNECT request: event 106.</summary>
    ServerNameMismatch,

    /// <summary>A handshake message is malformed or out of order: event 402.</summary>
    MalformedHandshake,

    /// <summary>The handshake was not verified in time: event 402.</summary>
    HandshakeTimeout,

    /// <summary>The client certificate is not allowed: event 105.</summary>
    InvalidClientCertificate,

    /// <summary>A client certificate is required and cannot be seen: event 105.</summary>
    ClientCertificateMissing,

    /// <summary>One side closed before the session was verified; no fault of the gateway's.</summary>
    HandshakeAborted,

    /// <summary>The client's connection broke.</summary>
    ClientReset,

    /// <summary>The server's connection broke.</summary>
    ServerReset,

    /// <summary>Nothing was sent in either direction for the idle timeout.</summary>
    IdleTimeout,

    /// <summary>The service stopped and the tunnel did not finish in time.</summary>
    Aborted,

    /// <summary>An unexpected error in the gateway: event 400.</summary>
    InternalError,
}
