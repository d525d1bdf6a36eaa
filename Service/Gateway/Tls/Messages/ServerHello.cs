namespace OmsGateway.Gateway.Tls.Messages;

/// <summary>What the gateway wants to know of a ServerHello or HelloRetryRequest (RFC 8446 §4.1.3, §4.1.4).</summary>
/// <remarks>
/// <code>
/// +----------------+--------+------------+--------------+-------------+------------+
/// | legacy_version | random | session_id | cipher_suite | compression | extensions |
/// +----------------+--------+------------+--------------+-------------+------------+
///        2             32      1 + 0..32        2              1          2 + ..., may be absent up to TLS 1.2
/// </code>
/// </remarks>
internal readonly record struct ServerHello(ushort Version, bool HasVersionExtension, bool IsRetryRequest)
{
    // SHA-256 of "HelloRetryRequest": the random that makes a ServerHello one (RFC 8446 §4.1.3).
    private static ReadOnlySpan<byte> RetryRandom =>
    [
        0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
        0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
    ];

    /// <summary>Reads the whole message; null when it is well-formed.</summary>
    public static Refusal? Parse(ReadOnlySpan<byte> body, out ServerHello hello)
    {
        hello = default;
        ByteReader reader = new(body);
        if (!reader.TryReadUInt16(out ushort version)
            || !reader.TryRead(32, out ReadOnlySpan<byte> random)
            || !reader.TryReadVector(1, out ReadOnlySpan<byte> sessionId) || sessionId.Length > 32
            || !reader.TryRead(3, out _))
        {
            return Refusal.Malformed("The ServerHello is malformed.");
        }

        ReadOnlySpan<byte> block = default;
        if (!reader.IsAtEnd && (!reader.TryReadVector(2, out block) || !reader.IsAtEnd))
            return Refusal.Malformed("The ServerHello's lengths do not add up.");

        bool hasExtension = false;
        ExtensionReader extensions = new(block);
        while (extensions.MoveNext())
        {
            if (extensions.Type != ExtensionType.SupportedVersions) continue;
            ByteReader content = new(extensions.Content);
            if (!content.TryReadUInt16(out version) || !content.IsAtEnd)
                return Refusal.Malformed("The ServerHello's supported_versions extension is malformed.");
            hasExtension = true;
        }

        if (extensions.IsMalformed) return Refusal.Malformed("The ServerHello's extensions are malformed, too many or duplicate.");
        hello = new(version, hasExtension, random.SequenceEqual(RetryRandom));
        return null;
    }
}
