using System.Runtime.CompilerServices;

namespace OmsGateway.Gateway.Tls.Messages;

/// <summary>Walks the extensions at the end of a hello (RFC 8446 §4.2) and refuses a type that occurs twice.</summary>
/// <remarks>
/// <code>
/// +--------------+  +------+--------+---------+  +------+--------+---------+
/// | total length |  | type | length | content |  | type | length | content |  ...
/// +--------------+  +------+--------+---------+  +------+--------+---------+
///       2              2       2                    2       2
/// </code>
/// </remarks>
internal ref struct ExtensionReader(ReadOnlySpan<byte> extensions)
{
    private ByteReader _reader = new(extensions);
    private SeenTypes _seen;
    private int _count;

    /// <summary>The type of the current extension.</summary>
    public ExtensionType Type { get; private set; }

    /// <summary>The content of the current extension.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Whether the walk stopped because the block is malformed.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Goes to the next extension; false at the end and where the block is malformed.</summary>
    public bool MoveNext()
    {
        if (_reader.IsAtEnd) return false;
        IsMalformed = true;
        if (!_reader.TryReadUInt16(out ushort type) || !_reader.TryReadVector(2, out ReadOnlySpan<byte> content)) return false;
        if (_count == HandshakeLimits.MaximumExtensions) return false;
        Span<ushort> seen = _seen;
        if (seen[.._count].Contains(type)) return false;
        seen[_count++] = type;
        Type = (ExtensionType)type;
        Content = content;
        IsMalformed = false;
        return true;
    }

    [InlineArray(HandshakeLimits.MaximumExtensions)]
    private struct SeenTypes
    {
        private ushort _first;
    }
}
