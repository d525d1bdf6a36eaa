namespace OmsGateway.Gateway.Tls.Messages;

/// <summary>The handshake messages the gateway tells apart (RFC 5246 §7.4, RFC 8446 §4).</summary>
internal enum HandshakeType : byte
{
    /// <summary>The client's offer.</summary>
    ClientHello = 1,

    /// <summary>The server's choice; in TLS 1.3 also the HelloRetryRequest.</summary>
    ServerHello = 2,

    /// <summary>A chain of certificates, of either side.</summary>
    Certificate = 11,

    /// <summary>The server asks for the client's certificate.</summary>
    CertificateRequest = 13,

    /// <summary>The server's flight is complete; not in a resumed session.</summary>
    ServerHelloDone = 14,

    /// <summary>The client proves that it has its certificate's key.</summary>
    CertificateVerify = 15,

    /// <summary>The client's share of the key; not in a resumed session.</summary>
    ClientKeyExchange = 16,
}
