using System.Buffers;
using System.Globalization;
using System.Text;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Gateway.Requests;

/// <summary>
/// Parses one request head (RFC 9112 §2, §3.2.3) strictly: what two parsers could read differently is an error, since the
/// gateway forwards none of it and has no reason to guess.
/// </summary>
internal static class ConnectRequestParser
{
    // Kestrel's default MaxRequestHeaderCount; agents send fewer than ten.
    private const int MaximumHeaders = 100;

    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Parses a head that ends with its empty line.</summary>
    public static ConnectRequestResult Parse(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> line = NextLine(ref head);
        ConnectRequestResult result = ParseRequestLine(line);
        return result.Request is not null && FindHeaderError(head) is { } error
            ? ConnectRequestResult.Rejected(TunnelOutcome.MalformedRequest, error)
            : result;
    }

    /// <summary>What is wrong with the bytes received so far, so that a client need not send a whole head to be refused.</summary>
    /// <param name="received">The bytes so far.</param>
    /// <param name="approved">How many of them an earlier call found nothing wrong with.</param>
    public static string? FindPrefixError(ReadOnlySpan<byte> received, int approved = 0)
    {
        // A TLS record (RFC 8446 §5.1) where a request should be: the client takes the gateway for the target itself.
        if (received is [0x16, ..])
            return "A TLS handshake was sent to the gateway's own port; set the gateway as the HTTP proxy instead.";
        for (int i = approved; i < received.Length; i++)
        {
            byte b = received[i];
            if (b == '\n')
            {
                if (i == 0 || received[i - 1] != '\r') return "A line ends without CR LF.";
            }
            else if (i > 0 && received[i - 1] == '\r') return "A CR is not followed by LF.";
            // HTAB is the only control character that a field's value may have (RFC 9110 §5.5).
            else if ((b < ' ' && b is not ((byte)'\t' or (byte)'\r')) || b == 0x7f) return "The request head holds a control character.";
        }

        return null;
    }

    private static ConnectRequestResult ParseRequestLine(ReadOnlySpan<byte> line)
    {
        int first = line.IndexOf((byte)' ');
        int last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last <= first + 1 || line[..first].ContainsAnyExcept(TokenBytes))
            return Malformed("The request line is not 'CONNECT host:port HTTP/1.1'.");

        ReadOnlySpan<byte> version = line[(last + 1)..];
        // In upper case and with single digits (RFC 9112 §2.3).
        if (version is not [(byte)'H', (byte)'T', (byte)'T', (byte)'P', (byte)'/', >= (byte)'0' and <= (byte)'9', (byte)'.', >= (byte)'0' and <= (byte)'9'])
            return Malformed("The request line does not end with an HTTP version.");
        if (!line[..first].SequenceEqual("CONNECT"u8))
        {
            return ConnectRequestResult.Rejected(
                IsHealthCheck(line[..first], line[(first + 1)..last]) ? TunnelOutcome.HealthCheck : TunnelOutcome.NotConnect,
                "Only the CONNECT method is served.") with { IsHead = line[..first].SequenceEqual("HEAD"u8) };
        }

        // HTTP/1.0 too: old clients ask for tunnels with it, and so does curl with --proxy1.0.
        if (version[5] != '1') return Malformed("The HTTP version is not 1.0 or 1.1.");
        return ParseAuthority(line[(first + 1)..last]);
    }

    // A load balancer asks for a path; a client that takes the gateway for a proxy of plain HTTP asks for a whole address
    // (RFC 9112 §3.2). OPTIONS is what HAProxy's checks send by default ("option httpchk").
    private static bool IsHealthCheck(ReadOnlySpan<byte> method, ReadOnlySpan<byte> target) =>
        target[0] == '/' && (method.SequenceEqual("GET"u8) || method.SequenceEqual("HEAD"u8) || method.SequenceEqual("OPTIONS"u8));

    private static ConnectRequestResult ParseAuthority(ReadOnlySpan<byte> target)
    {
        int colon = target.LastIndexOf((byte)':');
        if (colon <= 0) return Malformed("The target has no port; it must be host:port.");
        if (!TryParsePort(target[(colon + 1)..], out int port)) return Malformed("The target's port is not a number from 1 to 65535.");

        ReadOnlySpan<byte> hostBytes = target[..colon];
        bool bracketed = hostBytes is [(byte)'[', .., (byte)']'];
        if (bracketed) hostBytes = hostBytes[1..^1];
        if (hostBytes.IndexOf((byte)':') >= 0 != bracketed)
            return Malformed("Brackets must enclose an IPv6 address and nothing else.");
        // HostName's own message would suggest the ASCII form, which is wrong if these bytes are in another encoding.
        if (!Ascii.IsValid(hostBytes))
            return Malformed("The target's host is not valid: it contains non-ASCII characters; the client must send the ASCII (punycode) form.");
        if (!HostName.TryParse(Encoding.Latin1.GetString(hostBytes), out HostName? host, out string? error))
            return Malformed($"The target's host is not valid: {error}.");
        return ConnectRequestResult.Accepted(new ConnectRequest(host!, port));
    }

    private static bool TryParsePort(ReadOnlySpan<byte> text, out int port)
    {
        // No leading zeros, although RFC 3986 §3.2.3 allows them: some parsers take them for octal numbers.
        port = 0;
        return text.Length is >= 1 and <= 5 && text[0] is >= (byte)'1' and <= (byte)'9'
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65535;
    }

    private static string? FindHeaderError(ReadOnlySpan<byte> headers)
    {
        int count = 0, hosts = 0, lengths = 0;
        while (true)
        {
            ReadOnlySpan<byte> line = NextLine(ref headers);
            if (line.IsEmpty) return null;
            if (++count > MaximumHeaders) return $"The request has more than {MaximumHeaders} header lines.";
            if (line[0] is (byte)' ' or (byte)'\t') return "A header line is folded.";
            int colon = line.IndexOf((byte)':');
            if (colon <= 0 || line[..colon].ContainsAnyExcept(TokenBytes)) return "A header line is not 'name: value'.";
            ReadOnlySpan<byte> name = line[..colon];
            // A CONNECT request has no content (RFC 9110 §9.3.6), yet WinINet states a length of 0 in each, and Wine's WinHTTP the
            // length of the request that is to follow. So a length means nothing here, and what follows the head is the tunnel's.
            // But what two parsers could read differently smuggles requests, no matter who sends it.
            if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8))
            {
                if (++lengths > 1) return "The request has more than one Content-Length header.";
                if (!IsLength(line[(colon + 1)..])) return "The request's Content-Length is not one plain number.";
            }

            if (Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8)) return "A CONNECT request must not have a Transfer-Encoding.";
            if (Ascii.EqualsIgnoreCase(name, "Host"u8) && ++hosts > 1) return "The request has more than one Host header.";
        }
    }

    // RFC 9110 §8.6, and no more digits than the largest number that servers count in.
    private static bool IsLength(ReadOnlySpan<byte> value) =>
        value.Trim(" \t"u8) is { IsEmpty: false, Length: <= 19 } digits && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf("\r\n"u8);
        ReadOnlySpan<byte> line = rest[..end];
        rest = rest[(end + 2)..];
        return line;
    }

    private static ConnectRequestResult Malformed(string detail) =>
        ConnectRequestResult.Rejected(TunnelOutcome.MalformedRequest, detail);
}
