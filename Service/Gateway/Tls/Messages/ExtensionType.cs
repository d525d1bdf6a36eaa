namespace OmsGateway.Gateway.Tls.Messages;

/// <summary>The hello extensions the gateway looks at (IANA registry "TLS ExtensionType Values").</summary>
internal enum ExtensionType : ushort
{
    /// <summary>The host the client wants (RFC 6066 §3).</summary>
    ServerName = 0,

    /// <summary>The client sends data before the server answers (RFC 8446 §4.2.10).</summary>
    EarlyData = 42,

    /// <summary>The versions offered, or the one chosen (RFC 8446 §4.2.1).</summary>
    SupportedVersions = 43,

    /// <summary>The hello the server is meant to read is encrypted inside this one (RFC 9849).</summary>
    EncryptedClientHello = 0xfe0d,
}
