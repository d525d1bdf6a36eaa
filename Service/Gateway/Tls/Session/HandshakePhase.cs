namespace OmsGateway.Gateway.Tls.Session;

/// <summary>What the session waits for.</summary>
internal enum HandshakePhase
{
    /// <summary>The client's first hello.</summary>
    ClientHello,

    /// <summary>The server's hello, to the first or second hello of the client.</summary>
    ServerHello,

    /// <summary>The client's second hello, after a HelloRetryRequest.</summary>
    RetriedClientHello,

    /// <summary>Up to TLS 1.2: the rest of the handshake in the clear, until the client's ChangeCipherSpec.</summary>
    LegacyFlight,

    /// <summary>Nothing; all that can be seen is approved.</summary>
    Verified,
}
