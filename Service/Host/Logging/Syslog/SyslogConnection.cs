using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Host.Logging.Syslog;

/// <summary>A socket that is connected to a syslog server, and the TLS session in it where there is to be one.</summary>
internal sealed class SyslogConnection : IDisposable
{
    // For a SYN and a second one (RFC 6298 §2: after a second).
    private static readonly TimeSpan AddressLimit = TimeSpan.FromSeconds(2);

    // A stopping service must not wait longer for an orderly close.
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private readonly long _opened;
    private readonly Stream? _stream;
    private long _ended;

    private SyslogConnection(Socket socket, Stream? stream, TimeProvider time)
    {
        (_socket, _stream, _time, _opened) = (socket, stream, time, time.GetTimestamp());
        if (stream is not null) _ = WatchAsync(stream);
    }

    /// <summary>Whether the server has ended it. Of UDP nobody knows.</summary>
    public bool IsEnded => Volatile.Read(ref _ended) != 0;

    /// <summary>How long it has been open, or was until the server ended it.</summary>
    public TimeSpan Age => Volatile.Read(ref _ended) is var ended and not 0 ? _time.GetElapsedTime(_opened, ended) : _time.GetElapsedTime(_opened);

    /// <summary>
    /// Resolves the server's name and connects to the first of its addresses that answers; for datagrams, which nobody answers, to the first.
    /// </summary>
    /// <exception cref="SocketException">The name has no address, or none of them can be reached.</exception>
    /// <exception cref="AuthenticationException">The TLS handshake failed, or the certificate is not valid for the host.</exception>
    /// <exception cref="IOException">The server went away.</exception>
    public static async Task<SyslogConnection> OpenAsync(SyslogDestination destination, TimeProvider time, CancellationToken cancel)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(destination.Host, cancel).ConfigureAwait(false);
        Socket socket = await ConnectAsync(destination, addresses, cancel).ConfigureAwait(false);
        Stream? stream = destination.Transport == SyslogTransport.Udp ? null : new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (destination.Transport == SyslogTransport.Tls) stream = await SecureAsync(stream!, destination.Host, cancel).ConfigureAwait(false);
            return new SyslogConnection(socket, stream, time);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends messages: in a stream, or as one datagram.</summary>
    /// <exception cref="SocketException">The server of an earlier datagram does not listen.</exception>
    /// <exception cref="IOException">The connection is broken.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> messages, CancellationToken cancel)
    {
        if (_stream is null) await _socket.SendAsync(messages, cancel).ConfigureAwait(false);
        else await _stream.WriteAsync(messages, cancel).ConfigureAwait(false);
    }

    /// <summary>Ends it in order, so that the server takes what was sent for whole (RFC 5425 §4.4), and closes it.</summary>
    public void Finish()
    {
        try
        {
            if (_stream is SslStream tls) tls.ShutdownAsync().Wait(GoodbyeLimit);
            // Otherwise .NET would reset the connection, since closing it cancels WatchAsync's read (_hasShutdownSend of SafeSocketHandle).
            if (_stream is not null) _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is AggregateException or IOException or SocketException or InvalidOperationException)
        {
            // The server has ended it already.
        }

        Dispose();
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _socket.Dispose();
    }

    private static async Task<Socket> ConnectAsync(SyslogDestination destination, IPAddress[] addresses, CancellationToken cancel)
    {
        SocketException? failure = null;
        foreach (IPAddress address in addresses)
        {
            // One that does not answer leaves time for the others.
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (addresses.Length > 1) turn.CancelAfter(AddressLimit);
            Socket socket = destination.Transport == SyslogTransport.Udp
                ? new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
                // What is sent is a batch already, whose end Nagle's algorithm would only hold back (RFC 1122, 4.2.3.4).
                : new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, destination.Port, turn.Token).ConfigureAwait(false);
                return socket;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                cancel.ThrowIfCancellationRequested();
                failure = e as SocketException ?? new SocketException((int)SocketError.TimedOut);
            }
        }

        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<Stream> SecureAsync(Stream stream, string host, CancellationToken cancel)
    {
        var tls = new SslStream(stream);
        // Nothing here switches validation off: anyone who got these lines would know who talks to whom.
        var options = new SslClientAuthenticationOptions { TargetHost = host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
        await tls.AuthenticateAsClientAsync(options, cancel).ConfigureAwait(false);
        return tls;
    }

    /// <summary>Reads what no syslog server sends, and so learns when it ends the connection, before a line is given to that.</summary>
    private async Task WatchAsync(Stream stream)
    {
        try
        {
            byte[] nothing = new byte[64];
            while (await stream.ReadAsync(nothing).ConfigureAwait(false) > 0)
            {
                // Thrown away.
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Broken, or closed from this side.
        }
        finally
        {
            Volatile.Write(ref _ended, _time.GetTimestamp());
        }
    }
}
