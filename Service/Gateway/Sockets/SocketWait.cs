using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Gateway.Sockets;

/// <summary>
/// One wait for a socket. The socket's own asynchronous methods keep the objects they were awaited with, some 400 bytes, for
/// as long as the socket is open, and a tunnel's sockets are open for hours.
/// </summary>
internal sealed class SocketWait : SocketAsyncEventArgs
{
    private readonly TaskCompletionSource<SocketError> _done = new();

    private SocketWait()
        : base(unsafeSuppressExecutionContextFlow: true)
    {
    }

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">The connection cannot be made.</exception>
    /// <exception cref="OperationCanceledException">It was not made in time; the socket is closed.</exception>
    public static async Task ConnectAsync(Socket socket, EndPoint endPoint, CancellationToken cancel)
    {
        var wait = new SocketWait { RemoteEndPoint = endPoint };
        using CancellationTokenRegistration closing = cancel.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        SocketError error = await wait.RunAsync(socket.ConnectAsync).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        if (error != SocketError.Success) throw new SocketException((int)error);
    }

    /// <summary>Waits until there is something to receive: bytes, the end of the stream or an error.</summary>
    /// <exception cref="OperationCanceledException">There was nothing in time; the socket stays open.</exception>
    public static async Task ForBytesAsync(Socket socket, CancellationToken cancel)
    {
        // Receiving no bytes waits for some and takes none, so that a wait given up may go on until the socket closes.
        var wait = new SocketWait();
        using CancellationTokenRegistration givingUp = cancel.UnsafeRegister(static wait => ((SocketWait)wait!).GiveUp(), wait);
        await wait.RunAsync(socket.ReceiveAsync).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        SocketError error = SocketError;
        Dispose();
        _done.TrySetResult(error);
    }

    private Task<SocketError> RunAsync(Func<SocketAsyncEventArgs, bool> start)
    {
        try
        {
            if (!start(this)) OnCompleted(this);
        }
        catch (ObjectDisposedException)
        {
            _done.TrySetResult(SocketError.OperationAborted);
        }

        return _done.Task;
    }

    // Not on the thread that cancels, which may hold a lock.
    private void GiveUp() =>
        ThreadPool.UnsafeQueueUserWorkItem(static wait => wait._done.TrySetCanceled(), this, preferLocal: false);
}
