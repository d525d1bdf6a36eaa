namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>The schemes the gateway can answer, the safest first: that is the order they are tried in.</summary>
internal enum AuthenticationScheme
{
    /// <summary>Kerberos or NTLM in SPNEGO (RFC 4559).</summary>
    Negotiate,

    /// <summary>NTLM by itself (MS-NTHT).</summary>
    Ntlm,

    /// <summary>User name and password in Base64 (RFC 7617).</summary>
    Basic,
}
