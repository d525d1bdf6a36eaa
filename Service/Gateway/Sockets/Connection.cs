using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Gateway.Sockets;

/// <summary>
/// A TCP connection that does not block, with what a tunnel needs of it. What differs between systems is below it: <see cref="EpollConnection"/> on
/// Linux, <see cref="SocketConnection"/> elsewhere.
/// </summary>
/// <param name="endPoint">The other end.</param>
internal abstract class Connection(IPEndPoint endPoint) : IDisposable
{
    /// <summary>The other end.</summary>
    public IPEndPoint EndPoint => endPoint;

    /// <summary>An IPv4 client of a dual-stack listener as IPv4.</summary>
    public static IPEndPoint Plain(IPEndPoint client) =>
        // A dual-stack socket names it ::ffff:a.b.c.d (RFC 4291 §2.5.5.2); lists, limits and logs have it as a.b.c.d.
        client.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(client.Address.MapToIPv4(), client.Port) : client;

    /// <summary>One that is yet to be connected.</summary>
    /// <exception cref="SocketException">There can be no socket.</exception>
    // No delay: Nagle's algorithm and the other end's delayed ACK (RFC 1122 §4.2.3.2, §4.2.3.4) would hold small TLS records back.
    public static Connection To(IPEndPoint endPoint) => EpollSet.IsSupported
        ? new EpollConnection(LinuxSocket.Open(endPoint.AddressFamily), endPoint)
        : new SocketConnection(new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, endPoint);

    /// <summary>
    /// Has the same thread see its events as another one's, where it has not waited yet: a tunnel of two threads wakes one with each message.
    /// </summary>
    public virtual void StayWith(Connection other)
    {
    }

    /// <summary>Begins to connect.</summary>
    /// <param name="handler">Called when it is connected or has failed, if the result is <see cref="SocketError.InProgress"/>.</param>
    /// <returns>Success, InProgress, or why it cannot be connected.</returns>
    public abstract SocketError BeginConnect(IReadyHandler handler);

    /// <summary>What came of it.</summary>
    public abstract SocketError EndConnect();

    /// <summary>Receives what is there.</summary>
    /// <returns>Bytes received; 0 for the end of the stream, and with an error, <see cref="SocketError.WouldBlock"/> among them.</returns>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public abstract int Receive(Span<byte> buffer, out SocketError error);

    /// <summary>Sends what there is room for.</summary>
    /// <returns>Bytes sent; 0 with an error, <see cref="SocketError.WouldBlock"/> among them.</returns>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public abstract int Send(ReadOnlySpan<byte> bytes, out SocketError error);

    /// <summary>
    /// Whether it was reset, where a receive tells the end of the stream; to be asked while more may be sent. Linux tells of a reset once
    /// (<c>sock_error</c> of include/net/sock.h): of one that sends and one that receives at the same time, the other one finds the end.
    /// </summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public abstract bool WasReset();

    /// <summary>Has a handler called when there may be bytes, the end of the stream or an error.</summary>
    /// <returns>False when there may be already, and the handler is not called.</returns>
    public abstract bool WaitForBytes(IReadyHandler handler);

    /// <summary>Ends a wait that nobody is interested in any more.</summary>
    public abstract void GiveUp(IReadyHandler handler);

    /// <summary>
    /// Has a handler called when there may be room again, after a send for which there was not enough. The system may send the bytes itself meanwhile,
    /// which must stay as they are; <see cref="TakeSent"/> tells.
    /// </summary>
    /// <returns>False when there may be already, and the handler is not called.</returns>
    public abstract bool WaitForRoom(ReadOnlyMemory<byte> bytes, IReadyHandler handler);

    /// <summary>How many bytes the wait for room has sent.</summary>
    public abstract int TakeSent(out SocketError error);

    /// <summary>Sends all of it.</summary>
    /// <exception cref="SocketException">It is broken.</exception>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    /// <exception cref="OperationCanceledException">There was no room in time.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[Checked(Send(bytes.Span, out SocketError error), error)..];
            if (bytes.IsEmpty) return;
            await SocketWait.ForRoomAsync(this, bytes, cancel).ConfigureAwait(false);
            bytes = bytes[Checked(TakeSent(out error), error)..];
        }
    }

    private static int Checked(int count, SocketError error) =>
        error is SocketError.Success or SocketError.WouldBlock ? count : throw new SocketException((int)error);

    /// <summary>Tells the other end that no more will be sent.</summary>
    /// <exception cref="SocketException">It is not connected any more.</exception>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public abstract void ShutdownSend();

    /// <summary>Closes it. A handler that waits for it is told.</summary>
    public abstract void Dispose();

    /// <summary>Closes it with a reset, which tells the other end that the stream did not end well, where a plain close would look like its end.</summary>
    public abstract void Reset();
}
