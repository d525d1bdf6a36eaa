using System.Diagnostics.CodeAnalysis;

namespace OmsGateway.Configuration.Settings.Values;

/// <summary>Where an HTTP proxy listens, as administrators and the installer write it.</summary>
/// <param name="Host">Host name or address, without brackets.</param>
/// <param name="Port">TCP port.</param>
internal sealed record ProxyAddress(string Host, int Port)
{
    /// <summary>The port meant by an address without one: that of the scheme http (RFC 9110 §4.2.1).</summary>
    public const int DefaultPort = 80;

    public const string Forms = "host, host:port or http://host:port";

    /// <summary>Why an address that has credentials in it is refused.</summary>
    public static readonly string HoldsCredentials = "it holds a user name or password, which would stand readable in this file; "
        + $"give only the address, and set the credentials with {SystemCommand.Of("Set-OMSGatewayRelayProxy", "relay set")}";

    /// <summary>Reads <c>host</c>, <c>host:port</c> or <c>http://host:port/</c>, IPv6 addresses in brackets.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ProxyAddress? address, [NotNullWhen(false)] out string? error)
    {
        address = null;
        error = FindMisuse(text);
        if (error is not null) return false;
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        string authority = scheme < 0 ? text : text.Substring(scheme + 3);
        if (authority.EndsWith("/", StringComparison.Ordinal)) authority = authority.Substring(0, authority.Length - 1);
        if (authority.IndexOfAny(['/', '?', '#', '\\']) >= 0)
        {
            error = $"a proxy has no path; write {Forms}";
            return false;
        }

        if (!HostAndPort.TryParse(authority, DefaultPort, "[2001:db8::10]:3128", out string host, out int port, out error)) return false;
        address = new ProxyAddress(host, port);
        return true;
    }

    /// <summary>The address without what stands before an @, which may be a password.</summary>
    public static string Redact(string text)
    {
        int at = text.LastIndexOf('@');
        return at < 0 ? text : "…" + text.Substring(at);
    }

    /// <summary>The canonical form <c>http://host:port</c>.</summary>
    public override string ToString() => $"http://{HostAndPort.Format(Host, Port)}";

    private static string? FindMisuse(string text)
    {
        // As 'netsh winhttp show proxy' and Windows' settings write it: a proxy for each scheme, separated by semicolons.
        if (text.IndexOf('=') > 0 && text.IndexOf('@') < 0)
        {
            string[] entries = text.Split([';', ' '], StringSplitOptions.RemoveEmptyEntries);
            string entry = entries.FirstOrDefault(e => e.StartsWith("https=", StringComparison.OrdinalIgnoreCase)) ?? entries[0];
            return TryParse(entry.Substring(entry.IndexOf('=') + 1), out ProxyAddress? proxy, out _)
                ? $"give one proxy and nothing before it: {proxy!.ToString().Substring("http://".Length)}"
                : $"give one proxy and nothing before it; write {Forms}";
        }

        if (text.IndexOfAny([';', ',']) >= 0) return $"give one proxy, not a list; write {Forms}, and further ones in RelayProxyFallbacks";
        if (text.Any(char.IsWhiteSpace)) return $"it holds white space; write {Forms}";
        if (text.IndexOf('@') >= 0) return HoldsCredentials;

        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return null;
        string name = text.Substring(0, scheme);
        if (name.Equals("http", StringComparison.OrdinalIgnoreCase)) return null;
        return name.Equals("https", StringComparison.OrdinalIgnoreCase)
            ? "the gateway speaks plain HTTP to its relay proxy (the tunnel inside is TLS already); write http:// and the proxy's HTTP port"
            : $"'{Printable.Shorten(name, 40)}' is not a scheme the gateway speaks to a proxy; write {Forms}";
    }
}
