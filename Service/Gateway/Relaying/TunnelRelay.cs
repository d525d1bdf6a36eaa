using System.Buffers;
using System.Net.Sockets;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Relaying;

/// <summary>
/// Moves bytes between client and server, through the handshake inspector until it has seen enough, then untouched. One pump
/// runs per direction; each honours the other's half-close.
/// </summary>
/// <param name="client">The client's connection; after a rejected handshake it stays open, for the alert it is owed.</param>
/// <param name="server">The server's connection.</param>
/// <param name="inspector">Inspects both directions; the relay disposes of it.</param>
/// <param name="time">Clock for the last activity.</param>
/// <param name="verified">Called once, when the TLS session is verified.</param>
internal sealed class TunnelRelay(
    Socket client, Socket server, HandshakeInspector inspector, TimeProvider time, Action<HandshakeInspector> verified) : IDisposable
{
    // Measured: a larger chunk does not lower the CPU time per byte, a smaller one raises it.
    private const int ChunkSize = 64 * 1024;

    // A flight of handshake messages with its certificates; every tunnel owns up to two of these until the first has come.
    private const int HandshakeChunkSize = 8 * 1024;

    // The tunnel ends where its last pump does, which is cheaper than on another thread.
    private readonly TaskCompletionSource<TunnelOutcome> _done = new();
    private readonly CancellationTokenSource _rejected = new();
    private HandshakeInspector? _inspector = inspector;
    private int _inspectedDirections = 2;
    private int _openDirections = 2;
    private int _pumps = 2;
    private bool _clientHasWaited;
    private bool _serverHasWaited;
    private int _verified;
    private int _outcome;
    private Exception? _failure;
    private long _abortedAt;
    private long _sent;
    private long _received;
    private long _lastActivity = time.GetTimestamp();

    /// <summary>Bytes passed on to the server.</summary>
    public long BytesSent => Interlocked.Read(ref _sent);

    /// <summary>Bytes passed on to the client.</summary>
    public long BytesReceived => Interlocked.Read(ref _received);

    /// <summary>Timestamp of the last byte in either direction.</summary>
    public long LastActivity => Interlocked.Read(ref _lastActivity);

    /// <summary>Whether the TLS session has been verified.</summary>
    public bool IsVerified => Volatile.Read(ref _verified) != 0;

    /// <summary>Timestamp of the first <see cref="Abort"/>, or null.</summary>
    public long? AbortedAt => Outcome == TunnelOutcome.Open ? null : Interlocked.Read(ref _abortedAt);

    private TunnelOutcome FinalOutcome =>
        Outcome != TunnelOutcome.Open ? Outcome : IsVerified ? TunnelOutcome.Completed : TunnelOutcome.HandshakeAborted;

    private TunnelOutcome Outcome => (TunnelOutcome)Volatile.Read(ref _outcome);

    /// <summary>Runs until both directions are done or <see cref="Abort"/> is called. Throws only what is the gateway's own defect.</summary>
    /// <param name="fromClient">Bytes already read from the client.</param>
    /// <param name="fromServer">Bytes already read from the server.</param>
    public Task<TunnelOutcome> RunAsync(ReadOnlyMemory<byte> fromClient, ReadOnlyMemory<byte> fromServer)
    {
        client.Blocking = false;
        server.Blocking = false;
        _ = PumpAsync(TunnelDirection.ClientToServer, fromClient);
        _ = PumpAsync(TunnelDirection.ServerToClient, fromServer);
        return _done.Task;
    }

    /// <summary>Ends the relay with this outcome, unless it has one already.</summary>
    public void Abort(TunnelOutcome outcome)
    {
        // Before the outcome, so that whoever sees the outcome sees the time as well.
        Interlocked.CompareExchange(ref _abortedAt, time.GetTimestamp(), 0);
        if (Interlocked.CompareExchange(ref _outcome, (int)outcome, (int)TunnelOutcome.Open) != (int)TunnelOutcome.Open) return;
        Break(server);
        if (OutcomeClass.IsTlsRejection(outcome)) _rejected.Cancel();
        else Break(client);
    }

    /// <summary>Closes both connections at once.</summary>
    public void Break()
    {
        Break(server);
        Break(client);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The source of rejections holds nothing to free, and a deadline may still be checked meanwhile.
        _inspector?.Dispose();
    }

    private async Task PumpAsync(TunnelDirection direction, ReadOnlyMemory<byte> first)
    {
        (Socket source, Socket target) = direction == TunnelDirection.ClientToServer ? (client, server) : (server, client);
        Socket acting = target;
        byte[]? buffer = null;
        try
        {
            bool expecting = first.IsEmpty;
            bool inspecting = expecting || await InspectAsync(direction, target, first).ConfigureAwait(false);
            while (Outcome == TunnelOutcome.Open)
            {
                acting = source;
                // Only a handshake can be rejected; a verified tunnel is spared the cost of a cancellable read.
                CancellationToken cancel = inspecting ? _rejected.Token : CancellationToken.None;
                // A zero-byte read waits without a buffer, so that an idle tunnel owns none. The hello comes at once.
                if (!expecting) await source.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, cancel).ConfigureAwait(false);
                int size = expecting ? HandshakeChunkSize : ChunkSize;
                expecting = false;
                buffer = ArrayPool<byte>.Shared.Rent(size);
                int read;
                do
                {
                    acting = source;
                    read = await source.ReceiveAsync(buffer.AsMemory(0, size), SocketFlags.None, cancel).ConfigureAwait(false);
                    acting = target;
                    if (read == 0)
                    {
                        // When the other direction is done too, closing says the same.
                        if (Interlocked.Decrement(ref _openDirections) > 0) target.Shutdown(SocketShutdown.Send);
                        return;
                    }

                    Interlocked.Exchange(ref _lastActivity, time.GetTimestamp());
                    if (inspecting) inspecting = await InspectAsync(direction, target, buffer.AsMemory(0, read)).ConfigureAwait(false);
                    else await SendAsync(direction, target, buffer.AsMemory(0, read)).ConfigureAwait(false);
                }
                while (read == size && Outcome == TunnelOutcome.Open);

                ArrayPool<byte>.Shared.Return(buffer);
                buffer = null;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            Abort(acting == client ? TunnelOutcome.ClientReset : TunnelOutcome.ServerReset);
        }
        catch (Exception e)
        {
            // A defect of the gateway's own: the other pump must not go on alone, and the tunnel reports it.
            Interlocked.CompareExchange(ref _failure, e, null);
            Abort(TunnelOutcome.InternalError);
        }
        finally
        {
            if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
            if (Interlocked.Decrement(ref _pumps) == 0) End();
        }
    }

    private void End()
    {
        if (_failure is { } failure) _done.SetException(failure);
        else _done.SetResult(FinalOutcome);
    }

    /// <summary>Passes on what the inspector lets through; false when this direction needs no more inspection.</summary>
    private async ValueTask<bool> InspectAsync(TunnelDirection direction, Socket target, ReadOnlyMemory<byte> received)
    {
        HandshakeInspector current = _inspector!;
        InspectionStep step = current.Inspect(direction, received.Span);
        if (step.State == InspectionState.Refused)
        {
            Abort(current.Refusal);
            return true;
        }

        if (current.IsVerified && Interlocked.Exchange(ref _verified, 1) == 0) verified(current);
        if (!step.Forward.IsEmpty) await SendAsync(direction, target, step.Forward).ConfigureAwait(false);
        if (step.State == InspectionState.Inspecting) return true;
        if (Interlocked.Decrement(ref _inspectedDirections) == 0)
        {
            _inspector = null;
            current.Dispose();
        }

        return false;
    }

    /// <summary>
    /// Sends at once where the socket takes everything: that needs neither a state machine nor the objects of an asynchronous
    /// send, which the socket would keep.
    /// </summary>
    private ValueTask SendAsync(TunnelDirection direction, Socket target, ReadOnlyMemory<byte> data)
    {
        // A direction that once had to wait for the other side is likely to again.
        ref bool hasWaited = ref direction == TunnelDirection.ClientToServer ? ref _serverHasWaited : ref _clientHasWaited;
        if (!hasWaited)
        {
            int sent = target.Send(data.Span, SocketFlags.None, out SocketError error);
            if (error is not (SocketError.Success or SocketError.WouldBlock)) throw new SocketException((int)error);
            Count(direction, sent);
            data = data[sent..];
            hasWaited = !data.IsEmpty;
        }

        return data.IsEmpty ? ValueTask.CompletedTask : SendWaitingAsync(direction, target, data);
    }

    private async ValueTask SendWaitingAsync(TunnelDirection direction, Socket target, ReadOnlyMemory<byte> data)
    {
        while (!data.IsEmpty)
        {
            int sent = await target.SendAsync(data, SocketFlags.None).ConfigureAwait(false);
            Count(direction, sent);
            data = data[sent..];
        }
    }

    private void Count(TunnelDirection direction, int sent)
    {
        if (direction == TunnelDirection.ClientToServer) Interlocked.Add(ref _sent, sent);
        else Interlocked.Add(ref _received, sent);
    }

    // A reset tells the other side that the stream did not end well, where a plain close would look like its end.
    private static void Break(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Already closed.
        }

        socket.Dispose();
    }
}
