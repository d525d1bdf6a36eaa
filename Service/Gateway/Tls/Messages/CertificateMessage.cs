namespace OmsGateway.Gateway.Tls.Messages;

/// <summary>A Certificate message up to TLS 1.2 (RFC 5246 §7.4.2).</summary>
/// <remarks>
/// <code>
/// +-------------+  +--------+-----+  +--------+-----+
/// | list length |  | length | DER |  | length | DER |  ...    the sender's own certificate first
/// +-------------+  +--------+-----+  +--------+-----+
///        3             3                 3
/// </code>
/// </remarks>
internal static class CertificateMessage
{
    /// <summary>Checks the list and finds the sender's certificate in the message.</summary>
    /// <param name="body">The message.</param>
    /// <param name="certificate">The DER, or empty when the sender has no certificate.</param>
    public static bool TryParse(ReadOnlyMemory<byte> body, out ReadOnlyMemory<byte> certificate)
    {
        const int LengthSize = 3;
        certificate = default;
        ByteReader reader = new(body.Span);
        if (!reader.TryReadVector(LengthSize, out ReadOnlySpan<byte> list) || !reader.IsAtEnd) return false;
        ByteReader entries = new(list);
        while (!entries.IsAtEnd)
        {
            // opaque ASN.1Cert<1..2^24-1>: no entry is empty.
            if (!entries.TryReadVector(LengthSize, out ReadOnlySpan<byte> entry) || entry.IsEmpty) return false;
            if (certificate.IsEmpty) certificate = body.Slice(2 * LengthSize, entry.Length);
        }

        return true;
    }
}
