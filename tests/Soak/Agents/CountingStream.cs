using System.Net.Sockets;
using OmsGateway.Soak.Books;

namespace OmsGateway.Soak.Agents;

/// <summary>The bytes within a tunnel, counted as they pass.</summary>
internal sealed class CountingStream(Socket socket, TunnelEntry entry) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await ThrowIo(socket.ReceiveAsync(buffer, cancellationToken));
        entry.Read += read;
        return read;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            int sent = await ThrowIo(socket.SendAsync(buffer, cancellationToken));
            entry.Written += sent;
            buffer = buffer[sent..];
        }
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // What a stream throws when its connection breaks.
    private static async ValueTask<int> ThrowIo(ValueTask<int> operation)
    {
        try
        {
            return await operation;
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
