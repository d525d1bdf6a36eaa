using OmsGateway.Gateway.Tls.Messages;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Tls.Records;

/// <summary>Puts handshake messages together from the records they are spread over (RFC 8446 §4, §5.1).</summary>
/// <remarks>
/// <code>
///    0      1      2      3      4
/// +------+------+------+------+------------- - -     A message may span any number of records,
/// | type |       length       | body                 its header included, and a record may carry
/// +------+------+------+------+------------- - -     any number of messages.
/// </code>
/// </remarks>
internal sealed class MessageAssembler(IHandshakeSide side)
{
    private const int HeaderSize = 4;

    private PooledBuffer _body;
    private uint _header;
    private int _headerLength;
    private int _remaining;
    private bool _isInspected;

    /// <summary>Whether a message has begun and is not complete.</summary>
    public bool IsMidMessage => _headerLength > 0;

    /// <summary>Whether the bytes of the unfinished message may not go on yet.</summary>
    public bool MustHold => IsMidMessage && (_headerLength < HeaderSize || _isInspected);

    private HandshakeType Type => (HandshakeType)(_header >> 24);

    /// <summary>Takes the content of one record.</summary>
    public Refusal? Read(ReadOnlyMemory<byte> fragment)
    {
        while (!fragment.IsEmpty && !side.HasPassed)
        {
            Refusal? refusal = _headerLength < HeaderSize ? ReadHeader(ref fragment) : ReadBody(ref fragment);
            if (refusal is not null) return refusal;
        }

        return null;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Release() => _body.Release();

    private Refusal? ReadHeader(ref ReadOnlyMemory<byte> fragment)
    {
        while (_headerLength < HeaderSize && !fragment.IsEmpty)
        {
            _header |= (uint)fragment.Span[0] << (24 - (8 * _headerLength));
            fragment = fragment[1..];
            if (_headerLength++ == 0 && side.BeginMessage(Type) is { } refusal) return refusal;
        }

        if (_headerLength < HeaderSize) return null;
        _remaining = (int)(_header & 0xFFFFFF);
        int maximum = side.MaximumInspected(Type);
        _isInspected = maximum > 0;
        if (_isInspected && _remaining > maximum)
            return Refusal.Malformed($"A handshake message is longer than {maximum} bytes.");
        return _remaining == 0 ? Complete(default) : null;
    }

    private Refusal? ReadBody(ref ReadOnlyMemory<byte> fragment)
    {
        ReadOnlyMemory<byte> piece = fragment[..Math.Min(_remaining, fragment.Length)];
        fragment = fragment[piece.Length..];
        _remaining -= piece.Length;
        // Nearly every message comes in one record and is read where it lies.
        if (_remaining == 0 && _body.Length == 0) return Complete(_isInspected ? piece : default);
        if (_isInspected) _body.Append(piece.Span);
        return _remaining == 0 ? Complete(_body.Memory) : null;
    }

    private Refusal? Complete(ReadOnlyMemory<byte> body)
    {
        Refusal? refusal = side.EndMessage(Type, body);
        _body.Release();
        _header = 0;
        _headerLength = 0;
        return refusal;
    }
}
