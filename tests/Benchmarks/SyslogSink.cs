using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Benchmarks;

/// <summary>A syslog server on loopback that keeps nothing of what comes over TCP: it reads it, or lets it wait for ever.</summary>
internal sealed class SyslogSink : IDisposable
{
    // proc(5), /proc/net/tcp: local and remote address, state, and what is sent but not taken yet.
    private const int RemoteColumn = 2, QueuesColumn = 4;

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

    /// <summary>Whether somebody has sent what it has no room for, and waits.</summary>
    public bool IsStuck
    {
        get
        {
            string remote = string.Create(CultureInfo.InvariantCulture, $":{Port:X4}");
            return File.ReadLines("/proc/net/tcp").Skip(1).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Any(row => row[RemoteColumn].EndsWith(remote, StringComparison.Ordinal) && !row[QueuesColumn].StartsWith("00000000:", StringComparison.Ordinal));
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (TcpClient client in _unread) client.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                if (_reads) _ = DrainAsync(client);
                else _unread.Add(client);
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
