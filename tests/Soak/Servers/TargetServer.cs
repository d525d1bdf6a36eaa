using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using OmsGateway.TestSupport;

namespace OmsGateway.Soak.Servers;

/// <summary>What a client asks of the target: a letter, a length, and for some as many bytes.</summary>
internal enum Order : byte
{
    /// <summary>Take the bytes and answer with their SHA-256.</summary>
    Upload = (byte)'U',

    /// <summary>Send as many bytes.</summary>
    Download = (byte)'D',

    /// <summary>Take half of the bytes and reset the connection.</summary>
    Die = (byte)'X',

    /// <summary>Take nothing more for as many seconds, then reset the connection.</summary>
    Stall = (byte)'S',

    /// <summary>End the own direction at once and take the bytes.</summary>
    HalfClose = (byte)'H',
}

/// <summary>A TLS server that tunnels lead to; it does what the client orders, misbehaviour included.</summary>
internal sealed class TargetServer : IDisposable
{
    public const int OrderLength = 5;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly bool _asksForCertificate;

    /// <param name="asksForCertificate">Speaks TLS 1.2, where a gateway sees the certificate, and asks for the client's.</param>
    public TargetServer(bool asksForCertificate = false)
    {
        _asksForCertificate = asksForCertificate;
        _listener.Start(512);
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = TestCertificate.Localhost,
                ClientCertificateRequired = _asksForCertificate,
                EnabledSslProtocols = _asksForCertificate ? SslProtocols.Tls12 : SslProtocols.None,
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            }, _stop.Token);
            byte[] order = new byte[OrderLength];
            while (await tls.ReadAtLeastAsync(order, OrderLength, throwOnEndOfStream: false, _stop.Token) == OrderLength)
                await DoAsync((Order)order[0], BinaryPrimitives.ReadInt32BigEndian(order.AsSpan(1)), tls, socket);
            await tls.ShutdownAsync();
        }
        catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Broken by the client, the gateway or an order; the books tell whether it should have been.
        }
    }

    private async Task DoAsync(Order order, int length, SslStream tls, Socket socket)
    {
        switch (order)
        {
            case Order.Upload:
                await tls.WriteAsync(SHA256.HashData(await ReadAsync(tls, length)), _stop.Token);
                break;
            case Order.Download:
                await tls.WriteAsync(new byte[length], _stop.Token);
                break;
            case Order.Die:
                await ReadAsync(tls, length / 2);
                Reset(socket);
                break;
            case Order.HalfClose:
                await tls.ShutdownAsync();
                socket.Shutdown(SocketShutdown.Send);
                await ReadAsync(tls, length);
                break;
            case Order.Stall:
                await Task.Delay(TimeSpan.FromSeconds(length), _stop.Token);
                Reset(socket);
                break;
        }
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    private async Task<byte[]> ReadAsync(SslStream tls, int length)
    {
        byte[] bytes = new byte[length];
        await tls.ReadExactlyAsync(bytes, _stop.Token);
        return bytes;
    }
}
