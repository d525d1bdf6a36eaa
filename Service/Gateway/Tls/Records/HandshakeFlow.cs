using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Tls.Records;

/// <summary>
/// One direction of a tunnel: holds what is received, splits it into records, and lets whole records go on once the messages
/// in them are approved.
/// </summary>
internal sealed class HandshakeFlow(IHandshakeSide side)
{
    private readonly MessageAssembler _messages = new(side);

    // | given out by the last call | approved | read, but held with its message | not read yet |
    // 0                      _givenOut  _approved                             _read
    private PooledBuffer _held;
    private int _givenOut;
    private int _approved;
    private int _read;

    private int _records;
    private int _bytes;

    /// <summary>The first fatal alert of this side that was seen, or null.</summary>
    public AlertDescription? FatalAlert { get; private set; }

    /// <summary>Takes what was received and reads every whole record of it.</summary>
    public Refusal? Read(ReadOnlySpan<byte> received)
    {
        _held.RemoveStart(_givenOut);
        _approved -= _givenOut;
        _read -= _givenOut;
        _givenOut = 0;
        _held.Append(received);

        while (!side.HasPassed)
        {
            ReadOnlyMemory<byte> unread = _held.Memory[_read..];
            if (_records == 0 && side.CheckFirstBytes(unread.Span) is { } foreign) return foreign;
            if (unread.Length < RecordHeader.Size) break;
            RecordHeader header = RecordHeader.Read(unread.Span);
            if (header.FindFault() is { } fault) return fault;
            int size = RecordHeader.Size + header.Length;
            if (unread.Length < size) break;

            _bytes += size;
            if (++_records > HandshakeLimits.MaximumRecords || _bytes > HandshakeLimits.MaximumBytes)
                return Refusal.Malformed("The handshake takes more records or bytes than the gateway allows.");
            int content = _read + RecordHeader.Size;
            _read += size;
            if (ReadRecord(header.Type, content) is { } refusal) return refusal;
            if (!_messages.MustHold) _approved = _read;
        }

        return null;
    }

    /// <summary>What may go on now: the approved records, or everything once this side has passed.</summary>
    public ReadOnlyMemory<byte> TakeForward()
    {
        _givenOut = side.HasPassed ? _held.Length : _approved;
        return _held.Memory[.._givenOut];
    }

    /// <summary>Gives the buffer back; what was given out is valid no longer.</summary>
    public void Release() => _held.Release();

    // Alerts end sessions, or warn as old servers do of a name; either way they are for the other side to judge.
    private Refusal? ReadAlert(ReadOnlySpan<byte> content)
    {
        if (content.Length != 2) return Refusal.Malformed("An alert is malformed.");
        if (content[0] == AlertRecord.Fatal) FatalAlert ??= (AlertDescription)content[1];
        return null;
    }

    // What was approved last is where the message begins that is being held.
    private Refusal? ReadRecord(ContentType type, int at)
    {
        if (type == ContentType.Handshake) return _messages.Read(_held.Memory[_approved.._read], at - _approved);
        if (_messages.IsMidMessage) return Refusal.OutOfOrder("A handshake message is interrupted by another kind of record.");
        ReadOnlySpan<byte> content = _held.Memory.Span[at.._read];
        return type switch
        {
            ContentType.ChangeCipherSpec when content is not [1] => Refusal.Malformed("A ChangeCipherSpec is malformed."),
            ContentType.ChangeCipherSpec => side.ChangeCipherSpec(),
            ContentType.Alert => ReadAlert(content),
            ContentType.ApplicationData => side.ApplicationData(),
            _ => Refusal.OutOfOrder("A record has an unknown type."),
        };
    }
}
