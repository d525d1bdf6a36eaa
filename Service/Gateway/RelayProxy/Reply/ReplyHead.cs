namespace OmsGateway.Gateway.RelayProxy.Reply;

/// <summary>The status line and header fields of a reply.</summary>
/// <param name="minorVersion">The x of HTTP/1.x.</param>
/// <param name="status">The status code, 100 to 999.</param>
/// <param name="reason">The reason phrase as sent, possibly empty.</param>
/// <param name="fields">Header fields in the order sent.</param>
internal sealed class ReplyHead(int minorVersion, int status, string reason, IReadOnlyList<KeyValuePair<string, string>> fields)
{
    public int MinorVersion => minorVersion;

    public int Status => status;

    public string Reason => reason;

    /// <summary>The proxy is the tunnel from here on, whatever framing fields the reply has (RFC 9110 §9.3.6).</summary>
    public bool IsTunnel => status is >= 200 and < 300;

    /// <summary>An interim reply. 101 is none: nothing asked for another protocol.</summary>
    public bool IsInterim => status is >= 100 and < 200 and not 101;

    /// <summary>The values of every field of that name.</summary>
    public IEnumerable<string> Values(string name) =>
        fields.Where(f => f.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Value);

    /// <summary>The comma-separated members of every field of that name, for lists of plain tokens.</summary>
    public IEnumerable<string> Members(string name) => Values(name).SelectMany(
        v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
