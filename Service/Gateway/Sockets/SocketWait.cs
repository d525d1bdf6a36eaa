using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace OmsGateway.Gateway.Sockets;

/// <summary>
/// One wait for a socket. The socket's own asynchronous methods keep the objects they were awaited with, some 400 bytes, for
/// as long as the socket is open, and a tunnel's sockets are open for hours; these are used again by the next tunnel.
/// </summary>
internal sealed class SocketWait : SocketAsyncEventArgs, IValueTaskSource
{
    // As many as wait at once in a burst of tunnels. Each keeps the socket it waited for last, closed or not, of about 1 KB.
    private const int MaximumSpare = 64;

    private static readonly ConcurrentQueue<SocketWait> Spare = new();

    private ManualResetValueTaskSourceCore<SocketError> _done;
    private bool _isConnect;
    private CancellationToken _cancel;
    private CancellationTokenRegistration _cancelling;
    private int _isDone;

    private SocketWait()
        : base(unsafeSuppressExecutionContextFlow: true)
    {
    }

    /// <summary>Connects. To be awaited once.</summary>
    /// <exception cref="SocketException">The connection cannot be made.</exception>
    /// <exception cref="OperationCanceledException">It was not made in time; the socket is closed.</exception>
    public static ValueTask ConnectAsync(Socket socket, EndPoint endPoint, CancellationToken cancel)
    {
        SocketWait wait = Rent(isConnect: true, cancel);
        wait.RemoteEndPoint = endPoint;
        wait._cancelling = cancel.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        return wait.Run(socket);
    }

    /// <summary>Waits until there is something to receive: bytes, the end of the stream or an error. To be awaited once.</summary>
    /// <exception cref="OperationCanceledException">There was nothing in time; the socket stays open.</exception>
    public static ValueTask ForBytesAsync(Socket socket, CancellationToken cancel)
    {
        // Receiving no bytes waits for some and takes none, so that a wait given up may go on until the socket closes.
        SocketWait wait = Rent(isConnect: false, cancel);
        wait._cancelling = cancel.UnsafeRegister(static wait => ((SocketWait)wait!).GiveUp(), wait);
        return wait.Run(socket);
    }

    /// <inheritdoc/>
    void IValueTaskSource.GetResult(short token)
    {
        _cancelling.Dispose();
        CancellationToken cancel = _cancel;
        SocketError result = _done.GetResult(token), error = _isConnect ? result : SocketError.Success;
        Return();
        cancel.ThrowIfCancellationRequested();
        if (error != SocketError.Success) throw new SocketException((int)error);
    }

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _done.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _done.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    protected override void OnCompleted(SocketAsyncEventArgs e) => End(SocketError);

    private static SocketWait Rent(bool isConnect, CancellationToken cancel)
    {
        if (!Spare.TryDequeue(out SocketWait? wait)) wait = new SocketWait();
        (wait._isDone, wait._isConnect, wait._cancel) = (0, isConnect, cancel);
        return wait;
    }

    private void Return()
    {
        // One that was given up may go on, or still be told so.
        if (_cancel.IsCancellationRequested || Spare.Count >= MaximumSpare)
        {
            Dispose();
            return;
        }

        // Whoever waited would be kept as well, and with it its tunnel and the gateway.
        _done.Reset();
        (_cancel, _cancelling, RemoteEndPoint) = (default, default, null);
        Spare.Enqueue(this);
    }

    private ValueTask Run(Socket socket)
    {
        try
        {
            if (!(_isConnect ? socket.ConnectAsync(this) : socket.ReceiveAsync(this))) End(SocketError);
        }
        catch (ObjectDisposedException)
        {
            End(SocketError.OperationAborted);
        }

        return new ValueTask(this, _done.Version);
    }

    // Not on the thread that cancels, which may hold a lock.
    private void GiveUp() =>
        ThreadPool.UnsafeQueueUserWorkItem(static wait => wait.End(SocketError.OperationAborted), this, preferLocal: false);

    // Whoever gives up may come at the same moment as the bytes.
    private void End(SocketError error)
    {
        if (Interlocked.Exchange(ref _isDone, 1) == 0) _done.SetResult(error);
    }
}
