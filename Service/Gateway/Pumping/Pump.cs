using System.Net.Sockets;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Pumping;

/// <summary>
/// One direction of a tunnel: moves bytes from one connection to the other, through the handshake inspector until it has seen
/// enough, then untouched, and passes on the sender's half-close.
/// </summary>
/// <remarks>
/// It waits for its connections itself: a tunnel that is idle is little more than its two pumps, and awaiting would add three objects to each.
/// All it ever waits for with no bytes in hand is that there are some, so that an idle tunnel owns no buffer.
/// </remarks>
/// <param name="pair">The pair that it is one of.</param>
/// <param name="direction">Which of the two directions this is.</param>
/// <param name="source">Where the bytes come from; watched.</param>
/// <param name="target">Where they go to; watched.</param>
internal sealed class Pump(PumpPair pair, TunnelDirection direction, Connection source, Connection target) : IReadyHandler, IThreadPoolWorkItem
{
    // A tunnel that always has bytes to move makes way for others after so many receives and sends: 64 MB, some twenty
    // milliseconds of loopback. To do so it changes threads, which costs, so that it is for the rare case.
    private const int RoundsInARow = 512;

    private byte[]? _chunk;
    private ReadOnlyMemory<byte> _unsent;
    private bool _isInspecting = true;
    private bool _hasPassed;
    private bool _isReadable;
    private bool _hasFilledChunk;
    private bool _isTargetSlow;
    private bool _isTargetFull;
    private bool _hasWaited;
    private bool _isAtTarget;

    /// <summary>Bytes passed on to the target.</summary>
    public long BytesMoved { get; private set; }

    /// <summary>Goes on until the direction is done or the pair has its outcome, and tells the pair.</summary>
    /// <param name="received">Bytes that were already read from the source.</param>
    public void Start(ReadOnlyMemory<byte> received) => Run(received, isCompletion: false);

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute() => Run(default, isCompletion: false);

    /// <inheritdoc/>
    void IReadyHandler.OnReady() => Run(default, isCompletion: true);

    private void Run(ReadOnlyMemory<byte> received, bool isCompletion)
    {
        try
        {
            if (isCompletion) Complete();
            if (!received.IsEmpty) Take(received);
            var progress = Progress.Made;
            for (int round = 0; progress == Progress.Made && pair.IsOpen; round++)
            {
                if (round == RoundsInARow)
                {
                    if (_unsent.IsEmpty) ReturnChunk();
                    // Not to the thread's own queue: it takes from that one first, and the others would go on waiting.
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }

                progress = _unsent.IsEmpty ? Receive() : Send();
            }

            if (progress == Progress.Pending) return;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            pair.Break(_isAtTarget ? target : source);
        }
        catch (Exception e)
        {
            pair.Fail(e);
        }

        ReturnChunk();
        _ = pair.EndAsync(direction);
    }

    private Progress Receive()
    {
        _isAtTarget = false;
        if (_hasPassed)
        {
            _hasPassed = _isInspecting = false;
            pair.EndInspection();
        }

        if (!_isReadable) return Wait();
        ReturnChunk();
        // A large chunk is for bytes that come and go without waiting: a slow target would keep it.
        _chunk = ChunkPool.Shared.Rent(isLarge: _hasFilledChunk && !_isTargetSlow);
        int read = source.Receive(_chunk, out SocketError error);
        _hasWaited = false;
        // Less than was asked for is all there was (epoll(7)), which saves a receive that would only say so.
        _isReadable = _hasFilledChunk = read == _chunk.Length;
        if (error == SocketError.WouldBlock) return Progress.Made;
        Check(error);
        if (read == 0)
        {
            _isAtTarget = true;
            // The source has ended well: an error from here on is the target's.
            pair.PassOnEnd(source, target);
            return Progress.Ended;
        }

        pair.NoteActivity();
        Take(_chunk.AsMemory(0, read));
        return Progress.Made;
    }

    private Progress Wait()
    {
        ReturnChunk();
        if (source.WaitForBytes(this)) return Progress.Pending;
        _isReadable = true;
        return Progress.Made;
    }

    private Progress Send()
    {
        _isAtTarget = true;
        if (_isTargetFull)
        {
            _hasWaited = true;
            // Once it is pending, another thread may already be continuing here.
            if (target.WaitForRoom(_unsent, this)) return Progress.Pending;
            EndWaitForRoom();
            _isTargetFull = false;
            return Progress.Made;
        }

        int sent = target.Send(_unsent.Span, out SocketError error);
        if (error != SocketError.WouldBlock) Check(error);
        CountSent(sent);
        _isTargetFull = !_unsent.IsEmpty;
        _isTargetSlow = _isTargetFull || _hasWaited;
        return Progress.Made;
    }

    private void Complete()
    {
        if (_isAtTarget) EndWaitForRoom();
        else _isReadable = true;
    }

    private void EndWaitForRoom()
    {
        int sent = target.TakeSent(out SocketError error);
        Check(error);
        CountSent(sent);
        // Where the system sends, a target that had to be waited for is likely to be full the next time too, so an attempt would fail.
        _isTargetFull = sent > 0;
    }

    private void Take(ReadOnlyMemory<byte> received)
    {
        if (!_isInspecting)
        {
            _unsent = received;
            return;
        }

        InspectionStep step = pair.Inspect(direction, received.Span);
        _unsent = step.Forward;
        // What it let through last must be sent before its buffers may go.
        _hasPassed = step.State == InspectionState.Passed;
    }

    private void CountSent(int count)
    {
        BytesMoved += count;
        // Even empty, a slice would keep its array, which the pool may long have given up.
        _unsent = count == _unsent.Length ? default : _unsent[count..];
    }

    private void ReturnChunk()
    {
        if (_chunk is null) return;
        ChunkPool.Shared.Return(_chunk);
        _chunk = null;
    }

    private static void Check(SocketError error)
    {
        if (error != SocketError.Success) throw new SocketException((int)error);
    }

    private enum Progress
    {
        Made,
        Pending,
        Ended,
    }
}
