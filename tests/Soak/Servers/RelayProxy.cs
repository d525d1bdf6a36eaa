using System.Net;
using System.Net.Sockets;
using System.Text;
using OmsGateway.TestSupport;

namespace OmsGateway.Soak.Servers;

/// <summary>An HTTP CONNECT proxy that can be stopped and started again on the same port, as a restart would.</summary>
internal sealed class RelayProxy : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _connections = [];
    private TcpListener? _listener;

    public int Port { get; } = LoopbackPort.Free();

    /// <summary>Connections that are still served.</summary>
    public int Connections
    {
        get
        {
            lock (_lock) return _connections.Count;
        }
    }

    public void Start()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start(512);
        _ = AcceptAsync(_listener);
    }

    /// <summary>Ends all connections and takes no more.</summary>
    public void Stop()
    {
        _listener?.Dispose();
        _listener = null;
        lock (_lock)
        {
            foreach (Socket connection in _connections) connection.Dispose();
        }
    }

    public void Dispose() => Stop();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        lock (_lock) _connections.UnionWith([client, server]);
        try
        {
            await using var near = new NetworkStream(client, ownsSocket: true);
            using var reader = new StreamReader(near, Encoding.Latin1, leaveOpen: true);
            string target = (await reader.ReadLineAsync() ?? "").Split(' ')[1];
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            if (!target.StartsWith("localhost:", StringComparison.Ordinal) || !await TryConnectAsync(server, target))
            {
                await near.WriteAsync("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
                return;
            }

            await near.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            await using var far = new NetworkStream(server, ownsSocket: false);
            await Task.WhenAll(PumpAsync(near, far, server), PumpAsync(far, near, client));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or IndexOutOfRangeException)
        {
            // Either side broke it, or the proxy restarts.
        }
        finally
        {
            lock (_lock) _connections.ExceptWith([client, server]);
        }
    }

    private static async Task PumpAsync(Stream from, Stream to, Socket target)
    {
        try
        {
            await from.CopyToAsync(to);
            target.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // What broke on one side breaks on the other, so that nobody takes it for an end.
            target.LingerState = new LingerOption(true, 0);
            target.Dispose();
            throw;
        }
    }

    private static async Task<bool> TryConnectAsync(Socket server, string target)
    {
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, int.Parse(target.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
