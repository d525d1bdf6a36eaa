using System.Diagnostics.CodeAnalysis;
using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Settings.Values;

/// <summary>A host and a port as a URI has them, IPv6 addresses in brackets (RFC 3986 §3.2).</summary>
internal static class HostAndPort
{
    /// <summary>Reads <c>host</c> or <c>host:port</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="defaultPort">The port where none is given.</param>
    /// <param name="example">How an IPv6 address and a port are written, for the error.</param>
    /// <param name="host">Host name or address, without brackets.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="error">What is wrong and what to write instead, or null.</param>
    public static bool TryParse(
        string text, int defaultPort, string example, out string host, out int port, [NotNullWhen(false)] out string? error)
    {
        port = defaultPort;
        if (!TrySplit(text, example, out host, out string? portText, out error)) return false;
        if (portText is not null && !NumberValues.TryReadPort(portText, out port))
        {
            error = $"'{Printable.Shorten(portText, 40)}' is not a port; write a number from 1 to 65535 after the colon";
            return false;
        }

        if (!HostName.TryParse(host, out HostName? name, out string? hostError))
        {
            error = $"'{Printable.Shorten(host, 80)}' is not a host: {hostError}";
            return false;
        }

        host = name!.Value;
        return true;
    }

    /// <summary>The canonical form <c>host:port</c>.</summary>
    public static string Format(string host, int port) => $"{(host.IndexOf(':') < 0 ? host : $"[{host}]")}:{port}";

    private static bool TrySplit(string text, string example, out string host, out string? port, [NotNullWhen(false)] out string? error)
    {
        port = null;
        error = null;
        if (text.StartsWith("[", StringComparison.Ordinal))
        {
            int close = text.IndexOf(']');
            host = close < 0 ? "" : text.Substring(1, close - 1);
            string rest = close < 0 ? "" : text.Substring(close + 1);
            if (host.IndexOf(':') < 0 || (rest.Length > 0 && rest[0] != ':'))
                error = $"brackets belong around an IPv6 address only, as in {example}";
            else if (rest.Length > 0)
                port = rest.Substring(1);
            return error is null;
        }

        int colon = text.IndexOf(':');
        host = colon < 0 ? text : text.Substring(0, colon);
        if (colon < 0) return true;
        port = text.Substring(colon + 1);
        if (port.IndexOf(':') >= 0) error = $"an IPv6 address goes in brackets, as in {example}";
        return error is null;
    }
}
