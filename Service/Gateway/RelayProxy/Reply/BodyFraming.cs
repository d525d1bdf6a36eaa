using System.Globalization;

namespace OmsGateway.Gateway.RelayProxy.Reply;

/// <summary>How a reply's body ends (RFC 9112 §6.3).</summary>
internal enum BodyKind
{
    /// <summary>After a number of bytes, possibly none.</summary>
    Length,

    /// <summary>After the last chunk and its trailers.</summary>
    Chunked,

    /// <summary>With the connection, or nobody can tell: the connection is of no further use.</summary>
    Close,
}

/// <summary>Where a 407's body ends and whether the connection can be used after it.</summary>
/// <param name="Kind">How the body ends.</param>
/// <param name="Length">Its length when <see cref="BodyKind.Length"/>.</param>
internal readonly record struct BodyFraming(BodyKind Kind, long Length)
{
    private static readonly BodyFraming UntilClose = new(BodyKind.Close, 0);

    public static BodyFraming Of(ReplyHead head)
    {
        if (!IsPersistent(head)) return UntilClose;
        string[] codings = [.. head.Members("Transfer-Encoding")];
        // The same length several times is one length (RFC 9112 §6.3).
        string[] lengths = [.. head.Members("Content-Length").Distinct()];
        if (codings.Length > 0)
        {
            // Chunked and nothing else; together with a length it is an attack or a broken proxy, and
            // HTTP/1.0 has no transfer codings (RFC 9112 §6.1).
            bool chunked = codings is [var only] && only.Equals("chunked", StringComparison.OrdinalIgnoreCase);
            return chunked && lengths.Length == 0 && head.MinorVersion > 0 ? new(BodyKind.Chunked, 0) : UntilClose;
        }

        return lengths is [var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            ? new(BodyKind.Length, length)
            : UntilClose;
    }

    // Proxy-Connection is what proxies of HTTP/1.0 times write, and those are the ones that speak NTLM (RFC 9112 §C.2.2).
    private static bool IsPersistent(ReplyHead head)
    {
        string[] options = [.. head.Members("Connection"), .. head.Members("Proxy-Connection")];
        if (options.Contains("close", StringComparer.OrdinalIgnoreCase)) return false;
        return head.MinorVersion > 0 || options.Contains("keep-alive", StringComparer.OrdinalIgnoreCase);
    }
}
