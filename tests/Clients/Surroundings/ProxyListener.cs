using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OmsGateway.Clients.Surroundings;

/// <summary>A listener on 127.0.0.1 that takes requests as a proxy does and leaves the rest to whoever uses it.</summary>
internal sealed class ProxyListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, NetworkStream, Task> _serve;

    /// <param name="serve">What to do with a request's head and its connection, which is closed afterwards.</param>
    public ProxyListener(Func<string, NetworkStream, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient connection = client;
        var head = new StringBuilder();
        byte[] one = new byte[1];
        try
        {
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await client.GetStream().ReadExactlyAsync(one);
                head.Append((char)one[0]);
            }

            await _serve(head.ToString(), client.GetStream());
        }
        catch (IOException)
        {
            // The client went away, as one does that looks whether anything listens.
        }
    }
}
