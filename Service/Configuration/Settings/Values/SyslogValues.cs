namespace OmsGateway.Configuration.Settings.Values;

/// <summary>Where a syslog server is, as administrators write it.</summary>
internal static class SyslogValues
{
    public const string Forms = "syslog+udp://host:port, syslog+tcp://host:port or syslog+tls://host:port";

    public const string DefaultPorts = "without a port 514 (UDP), 601 (TCP) or 6514 (TLS)";

    // IANA's ports of the services syslog (RFC 5426 §3.3), syslog-conn (RFC 3195) and syslog-tls (RFC 5425 §4.1). TCP 514 is the remote shell's.
    private static readonly (SyslogTransport Transport, string Scheme, int Port)[] Ways =
    [
        (SyslogTransport.Udp, "syslog+udp://", 514), (SyslogTransport.Tcp, "syslog+tcp://", 601), (SyslogTransport.Tls, "syslog+tls://", 6514),
    ];

    public static string? Destination(string text, out SyslogDestination? value)
    {
        value = null;
        if (text.Length == 0) return null;
        if (text.IndexOf('@') >= 0) return $"a syslog server takes no user name or password; write {Forms}";
        foreach ((SyslogTransport transport, string scheme, int defaultPort) in Ways)
        {
            if (!text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            string authority = text.Substring(scheme.Length);
            if (authority.EndsWith("/", StringComparison.Ordinal)) authority = authority.Substring(0, authority.Length - 1);
            if (authority.IndexOfAny(['/', '?', '#', '\\']) >= 0) return $"a syslog server has no path; write {Forms}";
            if (!HostAndPort.TryParse(authority, defaultPort, $"[2001:db8::10]:{defaultPort}", out string host, out int port, out string? error)) return error;
            value = new SyslogDestination(transport, host, port);
            return null;
        }

        return $"it does not say how messages get to which server; write {Forms}";
    }

    public static string SchemeOf(SyslogTransport transport) => Array.Find(Ways, way => way.Transport == transport).Scheme;
}
