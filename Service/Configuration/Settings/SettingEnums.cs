namespace OmsGateway.Configuration.Settings;

/// <summary>The least severe event that is written to the log.</summary>
public enum EventLevel
{
    /// <summary>Everything, including event 200 for each tunnel's end and each repetition.</summary>
    Debug,

    /// <summary>Start, stop, and events 103 and 107 for each tunnel.</summary>
    Information,

    /// <summary>Refusals and errors only.</summary>
    Warning,

    /// <summary>Errors only.</summary>
    Error,
}

/// <summary>What becomes of an event that tells again what another one has told before.</summary>
public enum LogRepetitionMode
{
    /// <summary>The first is written at once; repetitions are counted, and one event in half an hour has their number.</summary>
    Summarize,

    /// <summary>Each is written.</summary>
    Each,
}

/// <summary>Whether there is an access log.</summary>
public enum AccessLogMode
{
    /// <summary>There is none.</summary>
    Off,

    /// <summary>A line of JSON for each connection, in files of the gateway's state folder.</summary>
    File,
}

/// <summary>How messages get to a syslog server.</summary>
public enum SyslogTransport
{
    /// <summary>A datagram for each (RFC 5426).</summary>
    Udp,

    /// <summary>One after the other, each behind its length (RFC 6587 §3.4.1).</summary>
    Tcp,

    /// <summary>The same in TLS (RFC 5425).</summary>
    Tls,
}

/// <summary>What happens to a request for a host that is not on the allow list.</summary>
public enum HostPolicyMode
{
    /// <summary>Refused with 403 and event 105.</summary>
    Enforce,

    /// <summary>Let through and logged with event 105, to learn which hosts an allow list must name.</summary>
    ReportOnly,
}

/// <summary>When the subject of a client certificate is checked. TLS 1.3 and resumed sessions never show one.</summary>
public enum ClientCertificateMode
{
    /// <summary>Checked when any subject is listed or any workspace is discovered; a session without a certificate passes.</summary>
    WhenListed,

    /// <summary>Every session must show an allowed certificate: TLS 1.3 and resumed sessions are refused, since they hide it.</summary>
    Required,

    /// <summary>Not looked at.</summary>
    Ignored,
}

/// <summary>TLS protocol versions by their wire number (RFC 8446 appendix D, RFC 5246, RFC 4346, RFC 2246).</summary>
public enum TlsVersion
{
    /// <summary>No TLS version was negotiated.</summary>
    None = 0,

    /// <summary>TLS 1.0.</summary>
    Tls10 = 0x0301,

    /// <summary>TLS 1.1.</summary>
    Tls11 = 0x0302,

    /// <summary>TLS 1.2.</summary>
    Tls12 = 0x0303,

    /// <summary>TLS 1.3.</summary>
    Tls13 = 0x0304,
}

/// <summary>Where the gateway takes its relay proxies from.</summary>
public enum RelayProxyMode
{
    /// <summary>From its own settings; without an address there it connects directly.</summary>
    Manual,

    /// <summary>From nowhere: it connects directly, whatever its settings say.</summary>
    Off,

    /// <summary>From the operating system's settings.</summary>
    System,
}

/// <summary>The ways of signing in to the relay proxy that the gateway may use.</summary>
[Flags]
public enum RelayProxySchemes
{
    /// <summary>Negotiate and NTLM; Basic only where the proxy offers neither.</summary>
    Automatic = 0,

    /// <summary>Kerberos or NTLM in SPNEGO (RFC 4559).</summary>
    Negotiate = 1,

    /// <summary>NTLM by itself (MS-NTHT).</summary>
    Ntlm = 2,

    /// <summary>User name and password in Base64 (RFC 7617).</summary>
    Basic = 4,
}
