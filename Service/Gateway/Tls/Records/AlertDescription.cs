namespace OmsGateway.Gateway.Tls.Records;

/// <summary>
/// What an alert says (IANA, "TLS Alerts"; RFC 8446 §6, RFC 5246 §7.2): those that the gateway sends, and those that it explains
/// when a side ends a handshake with one.
/// </summary>
internal enum AlertDescription : byte
{
    /// <summary>A message came out of order.</summary>
    UnexpectedMessage = 10,

    /// <summary>The two have no parameters in common.</summary>
    HandshakeFailure = 40,

    /// <summary>The certificate is corrupt or does not verify.</summary>
    BadCertificate = 42,

    /// <summary>The certificate's type is not supported.</summary>
    UnsupportedCertificate = 43,

    /// <summary>The certificate was revoked.</summary>
    CertificateRevoked = 44,

    /// <summary>The certificate is not valid at this time.</summary>
    CertificateExpired = 45,

    /// <summary>The certificate is not acceptable for another reason.</summary>
    CertificateUnknown = 46,

    /// <summary>A field is out of range.</summary>
    IllegalParameter = 47,

    /// <summary>The certificate's authority is not known.</summary>
    UnknownCa = 48,

    /// <summary>The certificate, or its absence, is against the policy.</summary>
    AccessDenied = 49,

    /// <summary>A message could not be parsed.</summary>
    DecodeError = 50,

    /// <summary>A signature or a Finished message does not verify.</summary>
    DecryptError = 51,

    /// <summary>The version is not supported.</summary>
    ProtocolVersion = 70,

    /// <summary>The client's cipher suites are too weak for the server.</summary>
    InsufficientSecurity = 71,

    /// <summary>An error that has nothing to do with the other side.</summary>
    InternalError = 80,

    /// <summary>The client tries again with an older version than it supports (RFC 7507).</summary>
    InappropriateFallback = 86,

    /// <summary>The user cancelled the handshake.</summary>
    UserCanceled = 90,

    /// <summary>An extension is missing.</summary>
    MissingExtension = 109,

    /// <summary>An extension came that may not.</summary>
    UnsupportedExtension = 110,

    /// <summary>The server name is missing or unknown (RFC 6066 §3).</summary>
    UnrecognizedName = 112,

    /// <summary>The server requires a client certificate.</summary>
    CertificateRequired = 116,

    /// <summary>The two have no application protocol in common (RFC 7301).</summary>
    NoApplicationProtocol = 120,
}
