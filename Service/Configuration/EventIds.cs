namespace OmsGateway.Configuration;

/// <summary>
/// The event ids of the log "OMS Gateway Log". Ids and meanings are those documented for Microsoft's OMS Gateway
/// ("OMS Gateway Event IDs and descriptions"), because administrators' scripts and alerts filter by them.
/// </summary>
public static class EventIds
{
    /// <summary>General information.</summary>
    public const int Information = 100;

    /// <summary>The service has started.</summary>
    public const int Started = 101;

    /// <summary>The service has stopped.</summary>
    public const int Stopped = 102;

    /// <summary>An HTTP CONNECT request was received from a client.</summary>
    public const int ConnectReceived = 103;

    /// <summary>What a client sent is not an HTTP CONNECT request.</summary>
    public const int NotConnect = 104;

    /// <summary>Host, port, address or client certificate is not allowed.</summary>
    public const int Forbidden = 105;

    /// <summary>The TLS session is suspicious and was rejected: SSL, an unsupported TLS version, or a wrong server name.</summary>
    public const int TlsRejected = 106;

    /// <summary>The TLS session has been verified.</summary>
    public const int TlsVerified = 107;

    /// <summary>Trace of a single step, written at log level Debug.</summary>
    public const int Debug = 200;

    /// <summary>No monitoring agent was found on the gateway and no host is allowed by hand.</summary>
    public const int NoAgent = 300;

    /// <summary>An application error that has no id of its own.</summary>
    public const int Error = 400;

    /// <summary>Wrong configuration.</summary>
    public const int WrongConfiguration = 401;

    /// <summary>TLS handshake messages could not be parsed or did not complete.</summary>
    public const int HandshakeParsing = 402;

    /// <summary>Networking error, for example the target server cannot be reached.</summary>
    public const int Network = 403;
}
