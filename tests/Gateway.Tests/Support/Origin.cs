using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Support;

/// <summary>A server on loopback that tunnels lead to; each connection is served by the given script.</summary>
internal sealed class Origin : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, Task> _serve;
    private int _connections;

    public Origin(Func<NetworkStream, Task> serve, IPAddress? address = null)
    {
        _serve = serve;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start(4096);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>An origin that completes a minimal TLS 1.3 handshake by the records' outsides and then runs the script.</summary>
    public static Origin AfterHello(Func<NetworkStream, Task> serve, IPAddress? address = null) => new(
        async stream =>
        {
            await ReadRecordAsync(stream);
            await stream.WriteAsync(ServerHelloBuilder.Tls13Record);
            await serve(stream);
        },
        address);

    /// <summary>An origin that sends back what it gets.</summary>
    public static Origin Echo(IPAddress? address = null) => AfterHello(
        async stream =>
        {
            // Not CopyToAsync: its buffers stay in a pool, and would count as what a run of tunnels leaves behind.
            byte[] buffer = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer)) > 0;) await stream.WriteAsync(buffer.AsMemory(0, read));
        },
        address);

    /// <summary>An origin that, after a beginning, keeps what it gets until its connection ends, however it ends.</summary>
    public static Origin Recording(TaskCompletionSource<byte[]> received, Func<NetworkStream, Task>? begin = null) => new(async stream =>
    {
        using var all = new MemoryStream();
        try
        {
            if (begin is not null) await begin(stream);
            await stream.CopyToAsync(all);
        }
        finally
        {
            received.TrySetResult(all.ToArray());
        }
    });

    /// <summary>A real TLS server that answers any HTTP request with 200 and the given body.</summary>
    public static Origin Https(string body, SslProtocols protocols = SslProtocols.None, IPAddress? address = null) => new(
        async stream =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = TestCertificate.Localhost,
                EnabledSslProtocols = protocols,
            });
            using var reader = new StreamReader(tls, leaveOpen: true);
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            await tls.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
            await tls.ShutdownAsync();
        },
        address);

    public static async Task<byte[]> ReadRecordAsync(Stream stream)
    {
        byte[] header = new byte[5];
        await stream.ReadExactlyAsync(header);
        byte[] record = new byte[5 + ((header[3] << 8) | header[4])];
        header.CopyTo(record, 0);
        await stream.ReadExactlyAsync(record.AsMemory(5));
        return record;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using CancellationTokenRegistration stop = _stop.Token.Register(socket.Dispose);
        try
        {
            await _serve(stream);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or AuthenticationException or SocketException)
        {
            // The client went away, or the test is over.
        }
    }
}
