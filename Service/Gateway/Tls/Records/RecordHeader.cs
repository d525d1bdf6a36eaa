using System.Buffers.Binary;

namespace OmsGateway.Gateway.Tls.Records;

/// <summary>The header of a TLS record (RFC 8446 §5.1, RFC 5246 §6.2.1).</summary>
/// <remarks>
/// <code>
///    0      1      2      3      4      5
/// +------+------+------+------+------+------------- - -
/// | type |   version   |   length    | fragment
/// +------+------+------+------+------+------------- - -
/// </code>
/// </remarks>
internal readonly record struct RecordHeader(ContentType Type, byte MajorVersion, ushort Length)
{
    /// <summary>Bytes in the header.</summary>
    public const int Size = 5;

    // 2^14 in the clear; TLS 1.3 encryption, which 0-RTT data has, may add 256 (RFC 8446 §5.1, §5.2).
    private const int MaximumPlaintext = 1 << 14;
    private const int MaximumCiphertext = MaximumPlaintext + 256;

    /// <summary>Reads the first five bytes.</summary>
    public static RecordHeader Read(ReadOnlySpan<byte> bytes) =>
        new((ContentType)bytes[0], bytes[1], BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]));

    /// <summary>What is wrong with the header, or null. The minor version means nothing (RFC 8446 §5.1).</summary>
    public Refusal? FindFault()
    {
        if (MajorVersion != 3) return Refusal.Malformed("A record has an unknown version.");
        // An empty record carries nothing and costs work, so senders of handshakes must not use it (RFC 8446 §5.1).
        if (Length == 0) return Refusal.Malformed("A record is empty.");
        int maximum = Type == ContentType.ApplicationData ? MaximumCiphertext : MaximumPlaintext;
        return Length > maximum ? Refusal.Malformed("A record is longer than TLS allows.") : null;
    }
}
