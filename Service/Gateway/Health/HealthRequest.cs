using System.Buffers;
using System.Text;

namespace OmsGateway.Gateway.Health;

/// <summary>What a request to the health port asks for.</summary>
/// <param name="Status">200, or the HTTP status with which it is refused before anybody looks at what it asks for.</param>
/// <param name="Path">What it asks for, without a query; empty for a refused one.</param>
/// <param name="IsHead">Whether its answer has no body (RFC 9110 §9.3.2).</param>
internal readonly record struct HealthRequest(int Status, string Path, bool IsHead)
{
    /// <summary>The longest head: HAProxy's checks have 22 bytes, Prometheus' requests some 300.</summary>
    public const int MaximumHeadBytes = 4096;

    // token of RFC 9110 §5.6.2.
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static HealthRequest Malformed => new(400, "", false);

    /// <summary>Understands a request head (RFC 9112 §3) of which only GET and HEAD of a path are served.</summary>
    /// <param name="received">All bytes so far; what follows the head is ignored.</param>
    /// <param name="request">The request, or how it is refused.</param>
    /// <returns>Whether what was received decides about it.</returns>
    public static bool TryParse(ReadOnlySpan<byte> received, out HealthRequest request)
    {
        request = Malformed;
        // What begins otherwise, such as a TLS handshake, need not be waited for.
        if (received.Length > 0 && !char.IsAsciiLetterUpper((char)received[0])) return true;
        int end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0 || end + 4 > MaximumHeadBytes)
        {
            request = new HealthRequest(431, "", false);
            return received.Length >= MaximumHeadBytes;
        }

        ReadOnlySpan<byte> head = received[..end];
        int line = head.IndexOf("\r\n"u8);
        request = Parse(line < 0 ? head : head[..line], line < 0 ? [] : head[(line + 2)..]);
        return true;
    }

    private static HealthRequest Parse(ReadOnlySpan<byte> line, ReadOnlySpan<byte> fields)
    {
        int first = line.IndexOf((byte)' '), last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last == first) return Malformed;
        ReadOnlySpan<byte> method = line[..first], target = line[(first + 1)..last], version = line[(last + 1)..];
        bool isLatest = version.SequenceEqual("HTTP/1.1"u8);
        if (!isLatest && !version.SequenceEqual("HTTP/1.0"u8)) return Malformed;
        if (method.ContainsAnyExcept(TokenBytes) || target.ContainsAnyExceptInRange((byte)'!', (byte)'~')) return Malformed;
        // RFC 9112 §3.2: exactly one Host in HTTP/1.1, at most one before.
        if (CountHosts(fields) is not { } hosts || hosts > 1 || (isLatest && hosts == 0)) return Malformed;
        bool isHead = method.SequenceEqual("HEAD"u8);
        if (!isHead && !method.SequenceEqual("GET"u8)) return new HealthRequest(405, "", false);
        if (!target.StartsWith((byte)'/')) return Malformed;
        int query = target.IndexOf((byte)'?');
        return new HealthRequest(200, Encoding.ASCII.GetString(query < 0 ? target : target[..query]), isHead);
    }

    /// <summary>How many of the fields are called Host; null when one of them is no field.</summary>
    private static int? CountHosts(ReadOnlySpan<byte> fields)
    {
        int hosts = 0;
        while (fields.Length > 0)
        {
            int end = fields.IndexOf("\r\n"u8);
            ReadOnlySpan<byte> field = end < 0 ? fields : fields[..end];
            int colon = field.IndexOf((byte)':');
            if (colon <= 0 || field[..colon].ContainsAnyExcept(TokenBytes) || field[colon..].ContainsAny("\r\n\0"u8)) return null;
            if (Ascii.EqualsIgnoreCase(field[..colon], "Host"u8)) hosts++;
            fields = end < 0 ? [] : fields[(end + 2)..];
        }

        return hosts;
    }
}
