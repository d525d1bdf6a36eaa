using System.Net;
using System.Net.Sockets;
using System.Text;
using OmsGateway.TestSupport;

namespace OmsGateway.Fuzzing.Differential;

/// <summary>A proxy that refuses every request and keeps its first line: what the proxy in front of it has understood.</summary>
internal sealed class RelayTarget : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private volatile string? _requestLine;

    public RelayTarget()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Sends a request to a proxy in front, and returns the first line of what came here; null for nothing.</summary>
    public async Task<string?> SendThroughAsync(int proxyPort, byte[] request)
    {
        _requestLine = null;
        using var client = new TcpClient { NoDelay = true };
        using var patience = new CancellationTokenSource(Patience.Limit);
        await client.ConnectAsync(IPAddress.Loopback, proxyPort, patience.Token);
        await client.GetStream().WriteAsync(request, patience.Token);
        try
        {
            await client.GetStream().ReadExactlyAsync(new byte[1], patience.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Closed without an answer.
        }

        return _requestLine;
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient proxy = await _listener.AcceptTcpClientAsync();
                byte[] head = new byte[16 * 1024];
                int length = 0, read;
                do
                {
                    read = await proxy.GetStream().ReadAsync(head.AsMemory(length));
                    length += read;
                }
                while (read > 0 && length < head.Length && head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0);
                if (length == 0) continue;
                _requestLine = Encoding.Latin1.GetString(head, 0, length).Split("\r\n")[0];
                await proxy.GetStream().WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
