namespace OmsGateway.Gateway.Tls;

/// <summary>What one handshake may cost the gateway in memory and work, per direction.</summary>
internal static class HandshakeLimits
{
    /// <summary>
    /// Longest ClientHello or ServerHello. One record's worth (RFC 8446 §5.1), so that no hello sent in one piece is refused.
    /// Browsers stay near 2 KB with a post-quantum key share (ML-KEM-768 takes 1,184 bytes of it), and a session ticket that
    /// carries a certificate adds a few more.
    /// </summary>
    public const int MaximumHello = 16 * 1024;

    /// <summary>
    /// Longest Certificate message of a client: twice the 32 KB that Schannel takes by default from a client
    /// (MessageLimitServerClientAuth), which is the strictest server an agent talks to.
    /// </summary>
    public const int MaximumClientCertificate = 64 * 1024;

    /// <summary>
    /// Most bytes of records that are looked at in one direction. A server's flight is the largest: OpenSSL takes 100 KB of
    /// certificates, and a CertificateRequest may name 64 KB of authorities (RFC 5246 §7.4.4); the rest is slack.
    /// </summary>
    public const int MaximumBytes = 256 * 1024;

    /// <summary>
    /// Most records that are looked at in one direction: enough for a post-quantum hello that comes one byte per record,
    /// twice over for a HelloRetryRequest, and few enough that their headers add only 20 KB to what is held.
    /// </summary>
    public const int MaximumRecords = 4096;

    /// <summary>
    /// Most extensions in one hello. IANA has assigned some 65 types and clients send about 20; 128 keeps the search for
    /// duplicates short.
    /// </summary>
    public const int MaximumExtensions = 128;
}
