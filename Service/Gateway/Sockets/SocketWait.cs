using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace OmsGateway.Gateway.Sockets;

/// <summary>One wait for a connection while it is set up, to be awaited. It is used again by the next one, so that none costs memory.</summary>
internal sealed class SocketWait : IValueTaskSource, IReadyHandler
{
    // As many as wait at the same time in a burst of tunnels.
    private const int MaximumSpare = 64;

    private static readonly ConcurrentQueue<SocketWait> Spare = new();

    private ManualResetValueTaskSourceCore<SocketError> _done;
    private Connection? _connection;
    private Purpose _purpose;
    private ReadOnlyMemory<byte> _unsent;
    private CancellationToken _cancel;
    private CancellationTokenRegistration _cancelling;
    private int _isDone;

    private SocketWait()
    {
    }

    /// <summary>Connects. To be awaited once.</summary>
    /// <exception cref="SocketException">The connection cannot be made.</exception>
    /// <exception cref="OperationCanceledException">It was not made in time; it is closed.</exception>
    public static ValueTask ConnectAsync(Connection connection, CancellationToken cancel)
    {
        // A connect that is under way ends only with its socket.
        SocketWait wait = Rent(connection, Purpose.Connect, cancel);
        wait._cancelling = cancel.UnsafeRegister(static connection => ((Connection)connection!).Dispose(), connection);
        return wait.Run();
    }

    /// <summary>Waits until there is something to receive: bytes, the end of the stream or an error. To be awaited once.</summary>
    /// <exception cref="SocketException">It cannot be waited for.</exception>
    /// <exception cref="OperationCanceledException">There was nothing in time; the connection stays open.</exception>
    public static ValueTask ForBytesAsync(Connection connection, CancellationToken cancel)
    {
        SocketWait wait = Rent(connection, Purpose.Bytes, cancel);
        wait._cancelling = cancel.UnsafeRegister(static wait => ((SocketWait)wait!).GiveUp(), wait);
        return wait.Run();
    }

    /// <summary>Waits for room, see <see cref="Connection.WaitForRoom"/>. To be awaited once.</summary>
    /// <exception cref="SocketException">It cannot be waited for.</exception>
    /// <exception cref="OperationCanceledException">There was none in time; the connection stays open.</exception>
    public static ValueTask ForRoomAsync(Connection connection, ReadOnlyMemory<byte> unsent, CancellationToken cancel)
    {
        SocketWait wait = Rent(connection, Purpose.Room, cancel);
        wait._unsent = unsent;
        wait._cancelling = cancel.UnsafeRegister(static wait => ((SocketWait)wait!).GiveUp(), wait);
        return wait.Run();
    }

    /// <inheritdoc/>
    void IValueTaskSource.GetResult(short token)
    {
        // Waits for a cancellation that is running at this moment (CancellationTokenRegistration.Dispose), which must not reach the next wait.
        _cancelling.Dispose();
        CancellationToken cancel = _cancel;
        SocketError error = _done.GetResult(token);
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
    void IReadyHandler.OnReady() => End(_purpose == Purpose.Connect ? _connection!.EndConnect() : SocketError.Success);

    private static SocketWait Rent(Connection connection, Purpose purpose, CancellationToken cancel)
    {
        if (!Spare.TryDequeue(out SocketWait? wait)) wait = new SocketWait();
        (wait._isDone, wait._connection, wait._purpose, wait._cancel) = (0, connection, purpose, cancel);
        return wait;
    }

    private void Return()
    {
        // One that was cancelled may still be called: its end is queued, and a connect's event may yet come.
        if (_cancel.IsCancellationRequested || Spare.Count >= MaximumSpare) return;
        // Without a reset the spare one would keep its last continuation alive, and with it the tunnel and the gateway.
        _done.Reset();
        (_connection, _unsent, _cancel, _cancelling) = (null, default, default, default);
        Spare.Enqueue(this);
    }

    private ValueTask Run()
    {
        try
        {
            SocketError error = _purpose switch
            {
                Purpose.Connect => _connection!.BeginConnect(this),
                Purpose.Bytes => Pending(_connection!.WaitForBytes(this)),
                _ => Pending(_connection!.WaitForRoom(_unsent, this)),
            };
            if (error != SocketError.InProgress) End(error);
            // A cancellation before this point found no wait to give up. Left in its place, this one would keep the next from waiting. One that
            // connects must stay, since only the close, which may still be to come, ends it.
            else if (_purpose != Purpose.Connect && _cancel.IsCancellationRequested) _connection!.GiveUp(this);
        }
        catch (SocketException e)
        {
            // It cannot be waited for.
            End(e.SocketErrorCode);
        }
        catch (ObjectDisposedException)
        {
            // A handler that waits for bytes or room finds out at its next call.
            End(_purpose == Purpose.Connect ? SocketError.OperationAborted : SocketError.Success);
        }

        return new ValueTask(this, _done.Version);
    }

    private static SocketError Pending(bool isPending) => isPending ? SocketError.InProgress : SocketError.Success;

    // Not on the thread that cancels, which may hold a lock.
    private void GiveUp()
    {
        _connection!.GiveUp(this);
        ThreadPool.UnsafeQueueUserWorkItem(static wait => wait.End(SocketError.OperationAborted), this, preferLocal: false);
    }

    // Giving up may come at the same moment as the bytes.
    private void End(SocketError error)
    {
        if (Interlocked.Exchange(ref _isDone, 1) == 0) _done.SetResult(error);
    }

    private enum Purpose
    {
        Connect,
        Bytes,
        Room,
    }
}
