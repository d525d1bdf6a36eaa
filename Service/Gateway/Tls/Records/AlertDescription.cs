namespace OmsGateway.Gateway.Tls.Records;

/// <summary>The alerts the gateway sends (RFC 8446 §6).</summary>
internal enum AlertDescription : byte
{
    /// <summary>A message came out of order.</summary>
    UnexpectedMessage = 10,

    /// <summary>The certificate, or its absence, is against the gateway's policy.</summary>
    AccessDenied = 49,

    /// <summary>A message could not be parsed.</summary>
    DecodeError = 50,

    /// <summary>The version is not supported.</summary>
    ProtocolVersion = 70,

    /// <summary>The server name is missing or is not the one the tunnel was asked for (RFC 6066 §3).</summary>
    UnrecognizedName = 112,
}
