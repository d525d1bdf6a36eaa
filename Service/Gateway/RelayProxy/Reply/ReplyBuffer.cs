using System.Net.Sockets;

namespace OmsGateway.Gateway.RelayProxy.Reply;

/// <summary>What was received and not consumed yet.</summary>
internal sealed class ReplyBuffer(Socket socket)
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

        try
        {
            int count = await socket.ReceiveAsync(_bytes.AsMemory(_end), cancel).ConfigureAwait(false);
            _end += count;
            return count > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
