using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Benchmarks;

/// <summary>A syslog server on loopback that keeps nothing of what comes over TCP: it reads it, or lets it wait for ever.</summary>
internal sealed class SyslogSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _unread = [];
    private readonly bool _reads;

    /// <param name="reads">Whether it reads what comes.</param>
    public SyslogSink(bool reads)
    {
        _reads = reads;
        if (!reads) _listener.Server.ReceiveBufferSize = 4096;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether somebody has sent what it does not read; it has room for a few KB of that.</summary>
    public bool IsStuck
    {
        get
        {
            lock (_unread) return _unread.Any(c => c.Available > 0);
        }
    }

    /// <summary>Closes the connections of whoever has sent something until now.</summary>
    public void Forget()
    {
        lock (_unread)
        {
            foreach (TcpClient client in _unread) client.Dispose();
            _unread.Clear();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        Forget();
    }

    private void Keep(TcpClient client)
    {
        lock (_unread) _unread.Add(client);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                if (_reads) _ = DrainAsync(client);
                else Keep(client);
            }
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
