using System.Net;
using System.Net.Sockets;
using System.Text;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Support;

/// <summary>A client that speaks to the gateway byte by byte.</summary>
internal sealed class GatewayClient : IDisposable
{
    private readonly CancellationTokenSource _limit = new(Patience.Limit);

    private GatewayClient(Socket socket)
    {
        Socket = socket;
        Stream = new NetworkStream(socket, ownsSocket: true);
    }

    public Socket Socket { get; }

    public NetworkStream Stream { get; }

    /// <summary>Ends any wait of the test.</summary>
    public CancellationToken Limit => _limit.Token;

    public static async Task<GatewayClient> ConnectAsync(IPEndPoint gateway, IPAddress? from = null)
    {
        var socket = new Socket(gateway.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (from is not null) socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(gateway);
        return new GatewayClient(socket);
    }

    public async Task SendAsync(string text) => await Stream.WriteAsync(Encoding.Latin1.GetBytes(text), Limit);

    public async Task SendAsync(byte[] bytes) => await Stream.WriteAsync(bytes, Limit);

    /// <summary>The answer's head, its empty line included; what follows stays unread.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await Stream.ReadAsync(one, Limit) == 0) break;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Everything up to the end of the stream.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        await Stream.CopyToAsync(all, Limit);
        return all.ToArray();
    }

    /// <summary>The whole answer as text; the gateway must close after it.</summary>
    public async Task<string> ReadAnswerAsync() => Encoding.Latin1.GetString(await ReadToEndAsync());

    public async Task<byte[]> ReadAsync(int count)
    {
        byte[] bytes = new byte[count];
        await Stream.ReadExactlyAsync(bytes, Limit);
        return bytes;
    }

    /// <summary>Asks for a tunnel and passes inspection.</summary>
    public async Task OpenAsync(string host, int port)
    {
        await SendAsync($"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 Connection established\r\n", await ReadHeadAsync());
        await PassInspectionAsync(host);
    }

    /// <summary>Says hello through an open tunnel to an <see cref="Origin.AfterHello"/> origin.</summary>
    public async Task PassInspectionAsync(string host)
    {
        await SendAsync(ClientHelloBuilder.Tls13(host).Record());
        Assert.Equal(ServerHelloBuilder.Tls13Record, await ReadAsync(ServerHelloBuilder.Tls13Record.Length));
    }

    public void Dispose()
    {
        Stream.Dispose();
        _limit.Dispose();
    }
}
