using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Gateway.Sockets;

/// <summary>
/// Accepts connections on Linux, on the thread that sees their events: a client whose request is there already is served without a change of threads.
/// </summary>
internal sealed class LinuxListener : IDisposable
{
    // After these the thread handles other events: clients that come faster than they are accepted would keep it for themselves.
    private const int AcceptedInARow = 32;

    private readonly LinuxSocket _socket;
    private readonly EpollConnection _watched;
    private int _inARow;

    /// <param name="socket">Listens already; it stays the caller's to close, after the listener.</param>
    /// <param name="endPoint">Where it does.</param>
    public LinuxListener(Socket socket, IPEndPoint endPoint)
    {
        // .NET makes a socket non-blocking only on request or at its own first asynchronous call; the accept4 of LinuxSocket must not block.
        socket.Blocking = false;
        // What is accepted has the listener's options (tcp_create_openreq_child of Linux copies the socket).
        socket.NoDelay = true;
        _socket = new LinuxSocket(socket.SafeHandle.DangerousGetHandle(), isOwner: false);
        _watched = new EpollConnection(_socket, endPoint);
    }

    /// <summary>The next connection.</summary>
    /// <exception cref="SocketException">The system has none to give.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async ValueTask<Connection> AcceptAsync(CancellationToken cancel)
    {
        if (_inARow++ == AcceptedInARow)
        {
            _inARow = 0;
            // Continues on a thread of the pool.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        while (true)
        {
            if (_socket.Accept(out IPEndPoint? client, out SocketError error) is { } socket) return new EpollConnection(socket, Connection.Plain(client!));
            if (error != SocketError.WouldBlock) throw new SocketException((int)error);
            _inARow = 0;
            await SocketWait.ForBytesAsync(_watched, cancel).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watched.Dispose();
}
