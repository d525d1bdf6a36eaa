using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OmsGateway.Gateway.Sockets;

/// <summary>A connection by .NET's sockets, on every system.</summary>
internal sealed class SocketConnection : Connection
{
    private readonly Socket _socket;
    private Operation? _reading;
    private Operation? _writing;

    /// <param name="socket">Owned by the connection.</param>
    /// <param name="endPoint">The other end, known without asking the operating system again.</param>
    public SocketConnection(Socket socket, IPEndPoint endPoint)
        : base(endPoint)
    {
        _socket = socket;
        socket.Blocking = false;
    }

    private Operation Reading => _reading ??= new Operation(_socket);

    private Operation Writing => _writing ??= new Operation(_socket);

    /// <inheritdoc/>
    public override SocketError BeginConnect(IReadyHandler handler)
    {
        Writing.RemoteEndPoint = EndPoint;
        return Writing.Begin(handler, Step.Connect) ? SocketError.InProgress : EndConnect();
    }

    /// <inheritdoc/>
    public override SocketError EndConnect()
    {
        Writing.RemoteEndPoint = null;
        return Writing.SocketError;
    }

    /// <inheritdoc/>
    public override int Receive(Span<byte> buffer, out SocketError error)
    {
        // The system reports a reset only once: after the one that ended the wait, the next receive would return 0, the end of the stream.
        error = _reading?.TakeFailure() ?? SocketError.Success;
        return error == SocketError.Success ? _socket.Receive(buffer, SocketFlags.None, out error) : 0;
    }

    /// <inheritdoc/>
    public override int Send(ReadOnlySpan<byte> bytes, out SocketError error) => _socket.Send(bytes, SocketFlags.None, out error);

    /// <inheritdoc/>
    public override bool WasReset() => OperatingSystem.IsLinux() && LinuxSocket.IsUnconnected(_socket.SafeHandle);

    /// <inheritdoc/>
    public override bool WaitForBytes(IReadyHandler handler) => Reading.Begin(handler, Step.Receive);

    /// <inheritdoc/>
    public override void GiveUp(IReadyHandler handler)
    {
        _reading?.GiveUp(handler);
        _writing?.GiveUp(handler);
    }

    /// <inheritdoc/>
    public override bool WaitForRoom(ReadOnlyMemory<byte> bytes, IReadyHandler handler)
    {
        Writing.SetBuffer(MemoryMarshal.AsMemory(bytes));
        return Writing.Begin(handler, Step.Send);
    }

    /// <inheritdoc/>
    public override int TakeSent(out SocketError error)
    {
        // The operation lives as long as the connection and would keep the chunk, which goes back to its pool.
        Writing.SetBuffer(default);
        error = Writing.SocketError;
        return Writing.BytesTransferred;
    }

    /// <inheritdoc/>
    public override void ShutdownSend() => _socket.Shutdown(SocketShutdown.Send);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _socket.Dispose();
        Release();
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        // Not Dispose with a linger time of zero: while a pump is within a call on the socket, that shuts it down first, and the end of the stream
        // goes before the reset (SafeSocketHandle.TryUnblockSocket of dotnet/runtime).
        _socket.Close(0);
        Release();
    }

    private void Release()
    {
        _reading?.Dispose();
        _writing?.Dispose();
    }

    private enum Step
    {
        Connect,
        Receive,
        Send,
    }

    /// <summary>One direction's wait.</summary>
    private sealed class Operation(Socket socket) : SocketAsyncEventArgs(unsafeSuppressExecutionContextFlow: true)
    {
        private IReadyHandler? _handler;
        private int _isPending;
        private int _failure;

        /// <summary>Begins, unless it is under way still for one who has given up.</summary>
        public bool Begin(IReadyHandler handler, Step step)
        {
            // Before the exchange, so that an operation under way that ends at this moment calls this handler.
            Volatile.Write(ref _handler, handler);
            if (Interlocked.Exchange(ref _isPending, 1) != 0) return true;
            try
            {
                bool isPending = step switch
                {
                    Step.Connect => socket.ConnectAsync(this),
                    // Receiving no bytes waits for some and takes none.
                    Step.Receive => socket.ReceiveAsync(this),
                    _ => socket.SendAsync(this),
                };
                if (isPending) return true;
            }
            catch (ObjectDisposedException)
            {
                // A handler that waits finds out at its next call.
                SocketError = SocketError.OperationAborted;
            }

            End();
            // Null means that this handler has given up meanwhile, which ends its wait in another way.
            return Interlocked.Exchange(ref _handler, null) is null;
        }

        /// <summary>What the last wait ended with, told once.</summary>
        public SocketError TakeFailure() => (SocketError)Interlocked.Exchange(ref _failure, (int)SocketError.Success);

        public void GiveUp(IReadyHandler handler) => Interlocked.CompareExchange(ref _handler, null, handler);

        protected override void OnCompleted(SocketAsyncEventArgs e)
        {
            End();
            Interlocked.Exchange(ref _handler, null)?.OnReady();
        }

        private void End()
        {
            // If the connection was closed here, the next call says so.
            Volatile.Write(ref _failure, (int)(SocketError == SocketError.OperationAborted ? SocketError.Success : SocketError));
            Volatile.Write(ref _isPending, 0);
        }
    }
}
