namespace OmsGateway.Gateway.Tls;

/// <summary>Which connection ended first, before the TLS session was verified.</summary>
internal enum HandshakeEnd
{
    /// <summary>None.</summary>
    None,

    /// <summary>The client sent its last byte.</summary>
    ClientClosed,

    /// <summary>The client's connection broke.</summary>
    ClientReset,

    /// <summary>The server sent its last byte.</summary>
    ServerClosed,

    /// <summary>The server's connection broke.</summary>
    ServerReset,
}
