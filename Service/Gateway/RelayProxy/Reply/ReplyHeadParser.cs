using System.Globalization;
using System.Text;

namespace OmsGateway.Gateway.RelayProxy.Reply;

/// <summary>
/// Reads a complete reply head (RFC 9112 §4 and §5). Lines may end in LF alone (§2.2) and values may be folded (§5.2), since
/// old proxies do both; the status line is taken to the letter, because all that follows depends on it.
/// </summary>
internal static class ReplyHeadParser
{
    private const string Start = "HTTP/1.";

    // "HTTP/1.x" SP 3DIGIT
    private const int StatusEnd = 12;

    private static ReadOnlySpan<byte> StartBytes => "HTTP/1."u8;

    /// <summary>Whether more bytes may still make this a reply: what speaks another protocol need not be waited for.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> bytes)
    {
        int length = Math.Min(bytes.Length, StartBytes.Length);
        return bytes[..length].SequenceEqual(StartBytes[..length]);
    }

    /// <summary>Reads a head.</summary>
    /// <param name="bytes">The head with the empty line that ends it.</param>
    /// <param name="head">The head when the outcome is <see cref="ReplyOutcome.Complete"/>.</param>
    public static ReplyOutcome Parse(ReadOnlySpan<byte> bytes, out ReplyHead? head)
    {
        head = null;
        if (!MayBegin(bytes)) return ReplyOutcome.NotHttp;
        string[] lines = Encoding.Latin1.GetString(bytes).Split('\n');
        // Recipients treat a bare CR or a NUL differently (RFC 9112 §2.2), so neither is accepted.
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].EndsWith('\r')) lines[i] = lines[i][..^1];
            if (lines[i].AsSpan().ContainsAny('\r', '\0')) return ReplyOutcome.Malformed;
        }

        if (!TryParseStatusLine(lines[0], out int status)) return ReplyOutcome.Malformed;
        ReplyOutcome outcome = ParseFields(lines.AsSpan(1), out List<KeyValuePair<string, string>> fields);
        if (outcome != ReplyOutcome.Complete) return outcome;
        string reason = lines[0].Length > StatusEnd ? lines[0][(StatusEnd + 1)..] : "";
        head = new ReplyHead(lines[0][Start.Length] - '0', status, reason, fields);
        return ReplyOutcome.Complete;
    }

    // A missing reason is common, and so is leaving out the space before it.
    private static bool TryParseStatusLine(string line, out int status)
    {
        status = 0;
        return line.Length >= StatusEnd
            && char.IsAsciiDigit(line[Start.Length])
            && line[Start.Length + 1] == ' '
            && (line.Length == StatusEnd || line[StatusEnd] == ' ')
            && int.TryParse(line.AsSpan(Start.Length + 2, 3), NumberStyles.None, CultureInfo.InvariantCulture, out status)
            && status >= 100;
    }

    private static ReplyOutcome ParseFields(ReadOnlySpan<string> lines, out List<KeyValuePair<string, string>> fields)
    {
        fields = [];
        foreach (string line in lines)
        {
            if (line.Length == 0) return ReplyOutcome.Complete;
            if (line[0] is ' ' or '\t')
            {
                if (fields.Count == 0) return ReplyOutcome.Malformed;
                (string name, string value) = fields[^1];
                fields[^1] = new(name, $"{value} {line.Trim(' ', '\t')}");
                continue;
            }

            if (fields.Count == RelayProxyLimits.HeadFields) return ReplyOutcome.TooManyFields;
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !HttpToken.IsToken(line.AsSpan(0, colon))) return ReplyOutcome.Malformed;
            fields.Add(new(line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }

        return ReplyOutcome.Malformed;
    }
}
