using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OmsGateway.Gateway.Sockets;

/// <summary>A connection on Linux. It is watched from its first wait on.</summary>
/// <param name="socket">Owned by the connection.</param>
/// <param name="endPoint">The other end.</param>
internal sealed class EpollConnection(LinuxSocket socket, IPEndPoint endPoint) : Connection(endPoint)
{
    // What a direction has when nobody waits: null when nothing has happened since the last wait, or one of these.
    private static readonly object Ready = new(), Closed = new();

    private object? _reader;
    private object? _writer;
    private volatile bool _hasEnded;
    private int _isWatched;

    /// <summary>The socket.</summary>
    public SafeHandle Socket => socket;

    /// <summary>Tells its events from those of an earlier connection whose socket had the same number; set by the <see cref="EpollSet"/>.</summary>
    public uint Id { get; set; }

    /// <summary>What watches it, or is to; null for any.</summary>
    public EpollSet? Set { get; set; }

    /// <inheritdoc/>
    public override void StayWith(Connection other) => Set ??= (other as EpollConnection)?.Set;

    /// <inheritdoc/>
    public override SocketError BeginConnect(IReadyHandler handler)
    {
        SocketError error = socket.Connect(EndPoint);
        // Watched only now: Linux reports EPOLLHUP for a socket without a connection (tcp_poll of net/ipv4/tcp.c), which would look like its end.
        return error == SocketError.InProgress && !WaitForRoom(default, handler) ? EndConnect() : error;
    }

    /// <inheritdoc/>
    public override SocketError EndConnect()
    {
        // A connect that fails reports EPOLLERR (epoll_ctl(2)), so without an end SO_ERROR need not be read: one system call less.
        if (!_hasEnded && Volatile.Read(ref _writer) != Closed) return SocketError.Success;
        try
        {
            return socket.TakeError();
        }
        catch (ObjectDisposedException)
        {
            return SocketError.OperationAborted;
        }
    }

    /// <inheritdoc/>
    public override int Receive(Span<byte> buffer, out SocketError error) => socket.Receive(buffer, out error);

    /// <inheritdoc/>
    public override int Send(ReadOnlySpan<byte> bytes, out SocketError error) => socket.Send(bytes, out error);

    /// <inheritdoc/>
    public override bool WasReset() => LinuxSocket.IsUnconnected(socket);

    /// <inheritdoc/>
    public override bool WaitForBytes(IReadyHandler handler)
    {
        Watch();
        // Edge-triggered, the end is reported once (epoll(7)), often together with the last bytes: another wait would never be over.
        return !_hasEnded && Wait(ref _reader, handler);
    }

    /// <inheritdoc/>
    public override void GiveUp(IReadyHandler handler)
    {
        // Only its own wait: that may be over already, and another handler's have begun.
        Interlocked.CompareExchange(ref _reader, null, handler);
        Interlocked.CompareExchange(ref _writer, null, handler);
    }

    /// <inheritdoc/>
    public override bool WaitForRoom(ReadOnlyMemory<byte> bytes, IReadyHandler handler)
    {
        Watch();
        return Wait(ref _writer, handler);
    }

    /// <inheritdoc/>
    public override int TakeSent(out SocketError error)
    {
        // epoll reports that there is room and sends nothing, unlike the asynchronous send of SocketConnection.
        error = SocketError.Success;
        return 0;
    }

    /// <inheritdoc/>
    public override void ShutdownSend()
    {
        SocketError error = socket.ShutdownSend();
        if (error != SocketError.Success) throw new SocketException((int)error);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // First, so that a thread that begins to watch it now sees it.
        object? reader = Interlocked.Exchange(ref _reader, Closed), writer = Interlocked.Exchange(ref _writer, Closed);
        // From here on no event finds it, even if another socket gets its number next.
        if (Volatile.Read(ref _isWatched) != 0) EpollSet.Remove(this);
        socket.Dispose();
        // Last, so that the handler that is notified finds it closed.
        Abandon(reader);
        Abandon(writer);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        try
        {
            socket.ResetOnClose();
        }
        catch (ObjectDisposedException)
        {
            return;
        }

        Dispose();
    }

    /// <summary>Something has happened to it.</summary>
    /// <param name="isReadable">Bytes have come, or the end.</param>
    /// <param name="isWritable">There is room, or will never be.</param>
    /// <param name="hasEnded">Nothing comes after what is there.</param>
    public void Signal(bool isReadable, bool isWritable, bool hasEnded)
    {
        // Set before any handler is called: one may wait again at once, and the end is not reported a second time.
        if (hasEnded) _hasEnded = true;
        if (isWritable) Signal(ref _writer);
        if (isReadable) Signal(ref _reader);
    }

    // Either direction may be the first to wait.
    private void Watch()
    {
        if (Volatile.Read(ref _isWatched) != 0 || Interlocked.Exchange(ref _isWatched, 1) != 0) return;
        try
        {
            EpollSet.Add(this);
        }
        catch (SocketException)
        {
            // The next wait tries again. A wait in the other direction ends when the connection is closed, which this failure leads to.
            EpollSet.Remove(this);
            Volatile.Write(ref _isWatched, 0);
            throw;
        }

        // It was closed in between, too early to be forgotten.
        if (Volatile.Read(ref _reader) == Closed) EpollSet.Remove(this);
    }

    private static bool Wait(ref object? direction, IReadyHandler handler)
    {
        object? before = Interlocked.CompareExchange(ref direction, handler, null);
        if (before is null) return true;
        // Ready is used up by this wait. Closed stays, so that every later wait returns at once as well.
        Interlocked.CompareExchange(ref direction, null, Ready);
        return false;
    }

    private static void Signal(ref object? direction)
    {
        while (true)
        {
            object? before = Volatile.Read(ref direction);
            if (before is IReadyHandler handler)
            {
                if (Interlocked.CompareExchange(ref direction, null, handler) != handler) continue;
                handler.OnReady();
                return;
            }

            // If a wait began in between the exchange fails, and the next round calls its handler.
            if (before is not null || Interlocked.CompareExchange(ref direction, Ready, null) is null) return;
        }
    }

    // By a thread of the pool, since the thread that closes may hold a lock.
    private static void Abandon(object? direction)
    {
        if (direction is IReadyHandler handler)
            ThreadPool.UnsafeQueueUserWorkItem(static handler => handler.OnReady(), handler, preferLocal: false);
    }
}
