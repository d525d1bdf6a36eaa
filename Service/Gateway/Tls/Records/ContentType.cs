namespace OmsGateway.Gateway.Tls.Records;

/// <summary>What a record carries (RFC 8446 §5.1).</summary>
internal enum ContentType : byte
{
    /// <summary>The keys change after it; in TLS 1.3 without meaning.</summary>
    ChangeCipherSpec = 20,

    /// <summary>A warning, or the end of the session.</summary>
    Alert = 21,

    /// <summary>A piece of one or more handshake messages.</summary>
    Handshake = 22,

    /// <summary>Encrypted data; before the ServerHello only 0-RTT data.</summary>
    ApplicationData = 23,
}
