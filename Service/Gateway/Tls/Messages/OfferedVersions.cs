using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.Tls.Messages;

/// <summary>The TLS versions a client offers, out of those the gateway knows.</summary>
internal readonly record struct OfferedVersions
{
    // A bit for each version, the lowest for TLS 1.0.
    private readonly byte _flags;

    private OfferedVersions(int flags) => _flags = (byte)flags;

    /// <summary>The highest version, or <see cref="TlsVersion.None"/> when only unknown ones are offered.</summary>
    public TlsVersion Highest => _flags == 0 ? TlsVersion.None : TlsVersion.Tls10 + int.Log2(_flags);

    /// <summary>Whether the client offers TLS 1.3 and nothing else.</summary>
    public bool IsOnlyTls13 => _flags == Flag(TlsVersion.Tls13);

    /// <summary>Whether the client offers this version.</summary>
    public bool Contains(TlsVersion version) => IsKnown((ushort)version) && (_flags & Flag(version)) != 0;

    /// <summary>
    /// Without the extension the client takes any version up to this one, and nothing above 1.2, whatever it says
    /// (RFC 5246 appendix E.1, RFC 8446 §4.1.2).
    /// </summary>
    public static OfferedVersions UpTo(ushort legacyVersion)
    {
        int highest = Math.Min(legacyVersion, (ushort)TlsVersion.Tls12);
        return new((1 << (highest - (int)TlsVersion.Tls10 + 1)) - 1);
    }

    /// <summary>Reads the extension supported_versions of a ClientHello. GREASE (RFC 8701) and drafts are passed over.</summary>
    public static bool TryParse(ReadOnlySpan<byte> extension, out OfferedVersions versions)
    {
        versions = default;
        ByteReader reader = new(extension);
        if (!reader.TryReadVector(1, out ReadOnlySpan<byte> list) || !reader.IsAtEnd) return false;
        if (list.IsEmpty || list.Length % 2 != 0) return false;
        int flags = 0;
        ByteReader entries = new(list);
        while (entries.TryReadUInt16(out ushort version))
        {
            if (IsKnown(version)) flags |= Flag((TlsVersion)version);
        }

        versions = new(flags);
        return true;
    }

    /// <summary>Whether the wire number is one of TLS 1.0 to 1.3.</summary>
    public static bool IsKnown(ushort version) => version is >= (ushort)TlsVersion.Tls10 and <= (ushort)TlsVersion.Tls13;

    private static int Flag(TlsVersion version) => 1 << (version - TlsVersion.Tls10);
}
