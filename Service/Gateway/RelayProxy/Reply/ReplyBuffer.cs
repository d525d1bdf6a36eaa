using System.Net.Sockets;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.RelayProxy.Reply;

/// <summary>What was received and not consumed yet.</summary>
internal sealed class ReplyBuffer(Connection connection)
{
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(RelayProxyLimits.HeadBytes);
    private int _start;
    private int _end;

    public ReadOnlyMemory<byte> Received => _bytes.AsMemory(_start.._end);

    public bool IsFull => _end - _start == _bytes.Length;

    public void Consume(int count) => _start += count;

    /// <summary>Receives once into a buffer that is not full.</summary>
    /// <returns>False at the end of the stream, a reset included.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start.._end).CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        while (true)
        {
            int count = connection.Receive(_bytes.AsSpan(_end), out SocketError error);
            _end += count;
            if (error != SocketError.WouldBlock) return count > 0;
            await SocketWait.ForBytesAsync(connection, cancel).ConfigureAwait(false);
        }
    }
}
