using System.Buffers.Binary;

namespace OmsGateway.Gateway.Tls.Messages;

/// <summary>Reads the presentation language of RFC 8446 §3 from untrusted bytes; a read that does not fit returns false.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether everything is read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads a uint8.</summary>
    public bool TryReadByte(out byte value)
    {
        bool fits = TryRead(1, out ReadOnlySpan<byte> bytes);
        value = fits ? bytes[0] : default;
        return fits;
    }

    /// <summary>Reads a uint16.</summary>
    public bool TryReadUInt16(out ushort value)
    {
        bool fits = TryRead(2, out ReadOnlySpan<byte> bytes);
        value = fits ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : default;
        return fits;
    }

    /// <summary>Reads a number of bytes.</summary>
    public bool TryRead(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count > _rest.Length) return false;
        bytes = _rest[..count];
        _rest = _rest[count..];
        return true;
    }

    /// <summary>Reads a vector behind its length, which takes one, two or three bytes.</summary>
    public bool TryReadVector(int lengthSize, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryRead(lengthSize, out ReadOnlySpan<byte> lengthBytes)) return false;
        int length = 0;
        foreach (byte part in lengthBytes) length = (length << 8) | part;
        return TryRead(length, out bytes);
    }
}
