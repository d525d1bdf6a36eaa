using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Benchmarks;

/// <summary>A syslog server on loopback that reads what comes over TCP and keeps nothing.</summary>
internal sealed class SyslogSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SyslogSink()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = DrainAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private static async Task DrainAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await client.GetStream().CopyToAsync(Stream.Null);
            }
            catch (IOException)
            {
                // The gateway was killed.
            }
        }
    }
}
