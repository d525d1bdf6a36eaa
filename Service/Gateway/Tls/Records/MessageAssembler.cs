using System.Buffers;
using OmsGateway.Gateway.Tls.Messages;

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

    private uint _header;
    private int _headerLength;
    private int _remaining;
    private bool _isInspected;

    // Where the body begins in what is held, and how much of it its first record has; none yet while that is zero.
    private int _bodyStart;
    private int _firstPiece;

    /// <summary>Whether a message has begun and is not complete.</summary>
    public bool IsMidMessage => _headerLength > 0;

    /// <summary>Whether the bytes of the unfinished message may not go on yet.</summary>
    public bool MustHold => IsMidMessage && (_headerLength < HeaderSize || _isInspected);

    private HandshakeType Type => (HandshakeType)(_header >> 24);

    private int BodyLength => (int)(_header & 0xFFFFFF);

    /// <summary>Takes the content of one record.</summary>
    /// <param name="held">The records from the one on in which the oldest message that must be held began, up to this one's end.</param>
    /// <param name="at">Where in it this record's content begins.</param>
    public Refusal? Read(ReadOnlyMemory<byte> held, int at)
    {
        while (at < held.Length && !side.HasPassed)
        {
            Refusal? refusal = _headerLength < HeaderSize ? ReadHeader(held.Span, ref at) : ReadBody(held, ref at);
            if (refusal is not null) return refusal;
        }

        return null;
    }

    private Refusal? ReadHeader(ReadOnlySpan<byte> held, ref int at)
    {
        while (_headerLength < HeaderSize && at < held.Length)
        {
            _header |= (uint)held[at++] << (24 - (8 * _headerLength));
            // Its first byte is enough, so that a message that is out of order is not even waited for.
            if (_headerLength++ == 0 && side.BeginMessage(Type) is { } refusal) return refusal;
        }

        if (_headerLength < HeaderSize) return null;
        _remaining = BodyLength;
        int maximum = side.MaximumInspected(Type);
        _isInspected = maximum > 0;
        if (_isInspected && _remaining > maximum)
            return Refusal.Malformed($"A handshake message is longer than {maximum} bytes.");
        return _remaining == 0 ? Complete(default) : null;
    }

    private Refusal? ReadBody(ReadOnlyMemory<byte> held, ref int at)
    {
        int piece = Math.Min(_remaining, held.Length - at);
        if (_firstPiece == 0) (_bodyStart, _firstPiece) = (at, piece);
        at += piece;
        _remaining -= piece;
        if (_remaining > 0) return null;
        if (!_isInspected) return Complete(default);
        // Nearly every message comes in one record and is read where it lies.
        return _firstPiece == BodyLength ? Complete(held.Slice(_bodyStart, BodyLength)) : CompleteJoined(held.Span);
    }

    // Only for as long as the message is looked at, so that one that never becomes whole is held only once.
    private Refusal? CompleteJoined(ReadOnlySpan<byte> held)
    {
        byte[] body = ArrayPool<byte>.Shared.Rent(BodyLength);
        try
        {
            int joined = 0, at = _bodyStart, piece = _firstPiece;
            while (true)
            {
                held.Slice(at, piece).CopyTo(body.AsSpan(joined));
                joined += piece;
                at += piece;
                if (joined == BodyLength) return Complete(body.AsMemory(0, joined));
                piece = Math.Min(RecordHeader.Read(held[at..]).Length, BodyLength - joined);
                at += RecordHeader.Size;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private Refusal? Complete(ReadOnlyMemory<byte> body)
    {
        Refusal? refusal = side.EndMessage(Type, body);
        _header = 0;
        _headerLength = 0;
        _firstPiece = 0;
        return refusal;
    }
}
