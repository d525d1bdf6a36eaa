namespace OmsGateway.Gateway.Outcomes;

/// <summary>How a connection from a client ended. What each outcome means for events, counters and the client is in <c>OutcomeTable</c>.</summary>
public enum TunnelOutcome
{
    /// <summary>The tunnel is still open.</summary>
    Open,

    /// <summary>Both sides finished.</summary>
    Completed,

    /// <summary>The client closed without sending a byte, as a load balancer's probe does.</summary>
    Probe,

    /// <summary>A load balancer has named a client that is in none of the allowed networks.</summary>
    ForbiddenClient,

    /// <summary>The request, or a load balancer's header before it, is malformed.</summary>
    MalformedRequest,

    /// <summary>The request's method is not CONNECT.</summary>
    NotConnect,

    /// <summary>A load balancer's check over HTTP: GET, HEAD or OPTIONS of a path of the gateway's own.</summary>
    HealthCheck,

    /// <summary>The request head is too large.</summary>
    RequestTooLarge,

    /// <summary>The request head did not arrive in time.</summary>
    RequestTimeout,

    /// <summary>The client went away before its request was complete.</summary>
    RequestAborted,

    /// <summary>The port is not allowed.</summary>
    ForbiddenPort,

    /// <summary>The host is not on the allow list.</summary>
    ForbiddenHost,

    /// <summary>The host's addresses may not be dialled.</summary>
    ForbiddenAddress,

    /// <summary>The gateway has as many tunnels as it may.</summary>
    TooManyTunnels,

    /// <summary>The client has as many tunnels as it may.</summary>
    TooManyTunnelsOfClient,

    /// <summary>An administrator drains the gateway, which accepts no new tunnels meanwhile.</summary>
    Draining,

    /// <summary>The host has no address.</summary>
    NameNotResolved,

    /// <summary>The host was not looked up, since too many other names were being looked up.</summary>
    LookUpsBusy,

    /// <summary>No address of the host could be reached.</summary>
    ConnectFailed,

    /// <summary>The host was not reached in time.</summary>
    ConnectTimeout,

    /// <summary>The relay proxy refused, or answered with what is not HTTP.</summary>
    RelayProxyFailed,

    /// <summary>The relay proxy did not take the credentials.</summary>
    RelayProxyAuthenticationFailed,

    /// <summary>The relay proxy has refused the credentials a while ago, and they are not tried again yet.</summary>
    RelayProxyPaused,

    /// <summary>What was sent through the tunnel is not TLS, or is SSL 2.0 or 3.0.</summary>
    NotTls,

    /// <summary>The TLS version is below the minimum, or unknown.</summary>
    UnsupportedTlsVersion,

    /// <summary>The ClientHello has no server name.</summary>
    ServerNameMissing,

    /// <summary>The server name is not the host of the CONNECT request.</summary>
    ServerNameMismatch,

    /// <summary>A handshake message is malformed or out of order.</summary>
    MalformedHandshake,

    /// <summary>The handshake was not verified in time.</summary>
    HandshakeTimeout,

    /// <summary>The client certificate is not allowed.</summary>
    InvalidClientCertificate,

    /// <summary>A client certificate is required and cannot be seen.</summary>
    ClientCertificateMissing,

    /// <summary>The client went away before the session was verified, without a word.</summary>
    HandshakeAborted,

    /// <summary>The client ended the handshake with a fatal alert.</summary>
    HandshakeRefusedByClient,

    /// <summary>The server ended the handshake: with a fatal alert, or by closing or resetting its connection.</summary>
    HandshakeRefusedByServer,

    /// <summary>The server did not answer the ClientHello in time.</summary>
    HandshakeUnanswered,

    /// <summary>The client's connection broke.</summary>
    ClientReset,

    /// <summary>The server's connection broke.</summary>
    ServerReset,

    /// <summary>Nothing was sent in either direction for the idle timeout.</summary>
    IdleTimeout,

    /// <summary>The service stopped and the tunnel did not finish in time.</summary>
    Aborted,

    /// <summary>An unexpected error in the gateway.</summary>
    InternalError,
}
