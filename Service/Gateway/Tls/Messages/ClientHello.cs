using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.Tls.Messages;

/// <summary>What the gateway wants to know of a ClientHello (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2), while its bytes last.</summary>
/// <remarks>
/// <code>
/// +----------------+--------+------------+---------------+-------------+------------+
/// | legacy_version | random | session_id | cipher_suites | compression | extensions |
/// +----------------+--------+------------+---------------+-------------+------------+
///        2             32      1 + 0..32     2 + 2n           1 + 1..       2 + ..., may be absent up to TLS 1.2
/// </code>
/// </remarks>
internal ref struct ClientHello
{
    private const ushort Ssl3 = 0x0300;

    /// <summary>The versions offered.</summary>
    public OfferedVersions Versions { get; private set; }

    /// <summary>The server name's bytes, unchecked; empty when there is no such extension.</summary>
    public ReadOnlySpan<byte> ServerName { get; private set; }

    /// <summary>Whether 0-RTT data may follow.</summary>
    public bool OffersEarlyData { get; private set; }

    /// <summary>Whether there is an encrypted hello inside, or what pretends to be one.</summary>
    public bool OffersEncryptedClientHello { get; private set; }

    /// <summary>Reads the whole message; null when it is well-formed.</summary>
    public static Refusal? Parse(ReadOnlySpan<byte> body, out ClientHello hello)
    {
        hello = default;
        ByteReader reader = new(body);
        if (!reader.TryReadUInt16(out ushort legacyVersion)) return Refusal.Malformed("The ClientHello is too short.");
        if (legacyVersion <= Ssl3) return Refusal.NotTls("The client offers SSL 3.0 or older.");
        if (legacyVersion >> 8 != 3) return Refusal.UnsupportedVersion("The client offers an unknown version.");
        if (!reader.TryRead(32, out _)
            || !reader.TryReadVector(1, out ReadOnlySpan<byte> sessionId) || sessionId.Length > 32
            || !reader.TryReadVector(2, out ReadOnlySpan<byte> suites) || suites.Length < 2 || suites.Length % 2 != 0
            || !reader.TryReadVector(1, out ReadOnlySpan<byte> compression) || compression.IsEmpty)
        {
            return Refusal.Malformed("The ClientHello is malformed.");
        }

        hello.Versions = OfferedVersions.UpTo(legacyVersion);
        // Up to TLS 1.2 a hello may end here (RFC 5246 §7.4.1.2).
        if (reader.IsAtEnd) return null;
        return reader.TryReadVector(2, out ReadOnlySpan<byte> extensions) && reader.IsAtEnd
            ? hello.ReadExtensions(extensions)
            : Refusal.Malformed("The ClientHello's lengths do not add up.");
    }

    private Refusal? ReadExtensions(ReadOnlySpan<byte> block)
    {
        ExtensionReader extensions = new(block);
        while (extensions.MoveNext())
        {
            switch (extensions.Type)
            {
                case ExtensionType.ServerName:
                    if (!ServerNameExtension.TryParse(extensions.Content, out ReadOnlySpan<byte> name))
                        return Refusal.Malformed("The ClientHello's server_name extension is malformed.");
                    ServerName = name;
                    break;
                case ExtensionType.SupportedVersions:
                    if (!OfferedVersions.TryParse(extensions.Content, out OfferedVersions versions))
                        return Refusal.Malformed("The ClientHello's supported_versions extension is malformed.");
                    Versions = versions;
                    break;
                case ExtensionType.EarlyData:
                    OffersEarlyData = true;
                    break;
                case ExtensionType.EncryptedClientHello:
                    OffersEncryptedClientHello = true;
                    break;
            }
        }

        if (extensions.IsMalformed)
            return Refusal.Malformed("The ClientHello's extensions are malformed, too many or duplicate.");
        // Only TLS 1.3 has early data (RFC 8446 §4.2.10).
        OffersEarlyData &= Versions.Contains(TlsVersion.Tls13);
        return null;
    }
}
