namespace OmsGateway.Gateway.Tls.Records;

/// <summary>Tells from the first bytes of a direction whether TLS is spoken at all, before a whole record is there.</summary>
internal static class FirstBytes
{
    private const byte Ssl2ClientHello = 1;

    /// <summary>Looks at what a client has sent so far; null while it may be a ClientHello.</summary>
    /// <remarks>
    /// <code>
    /// TLS:  | 22 | 3 | x | length | ...          SSL 2.0:  | 1lllllll llllllll | 1 | version | ...
    /// </code>
    /// SSL 2.0's header is a length with its top bit set, then message type 1 (RFC 5246 appendix E.2).
    /// </remarks>
    public static Refusal? CheckClient(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return null;
        if ((bytes[0] & 0x80) != 0)
        {
            if (bytes.Length < 3) return null;
            return Refusal.NotTls(bytes[2] == Ssl2ClientHello
                ? "The client speaks SSL 2.0."
                : "The client does not speak TLS.");
        }

        return IsTls(bytes, (ContentType)bytes[0] == ContentType.Handshake)
            ? null
            : Refusal.NotTls("The client does not speak TLS.");
    }

    /// <summary>Looks at what a server has sent so far: a ServerHello, or an alert in its place.</summary>
    public static Refusal? CheckServer(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return null;
        return IsTls(bytes, (ContentType)bytes[0] is ContentType.Handshake or ContentType.Alert)
            ? null
            : Refusal.NotTls("The server does not answer in TLS.");
    }

    // The major version is 3 in the records of SSL 3.0 and of every TLS (RFC 8446 §5.1).
    private static bool IsTls(ReadOnlySpan<byte> bytes, bool hasType) => hasType && (bytes.Length < 2 || bytes[1] == 3);
}
