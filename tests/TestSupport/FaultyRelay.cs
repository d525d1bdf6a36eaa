using System.Net;
using System.Net.Sockets;

namespace OmsGateway.TestSupport;

/// <summary>What befalls a connection's direction from the server once it has carried some bytes.</summary>
public enum Fault
{
    None,

    /// <summary>Both sides are reset.</summary>
    Reset,

    /// <summary>No byte moves any more, in either direction, and nobody is told.</summary>
    Stall,

    /// <summary>The server's direction ends as if the server had finished; the client's goes on.</summary>
    HalfClose,

    /// <summary>The connection is closed as if it were complete.</summary>
    Truncate,
}

/// <summary>A TCP relay on 127.0.0.1 that stands for a bad network or a server that fails; it can go away and come back.</summary>
public sealed class FaultyRelay : IDisposable
{
    private readonly int _target;
    private readonly Func<int, Fault> _faultOf;
    private readonly int _afterBytes;
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _sockets = [];
    private TcpListener? _listener;
    private int _connections;

    /// <param name="target">The real server's port.</param>
    /// <param name="faultOf">The fault of the nth connection, from 0.</param>
    /// <param name="afterBytes">Bytes from the server that pass before it.</param>
    public FaultyRelay(int target, Func<int, Fault> faultOf, int afterBytes)
    {
        (_target, _faultOf, _afterBytes) = (target, faultOf, afterBytes);
        Start();
    }

    public int Port { get; private set; }

    /// <summary>Connections taken so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Takes connections, again on the same port.</summary>
    public void Start()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    /// <summary>Breaks every connection and refuses new ones.</summary>
    public void Stop()
    {
        _listener?.Dispose();
        lock (_lock)
        {
            foreach (Socket socket in _sockets) Break(socket);
            _sockets.Clear();
        }
    }

    public void Dispose() => Stop();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptSocketAsync(), _faultOf(Interlocked.Increment(ref _connections) - 1));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket client, Fault fault)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        lock (_lock) _sockets.UnionWith([client, server]);
        using var stalled = new CancellationTokenSource();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            await Task.WhenAll(PumpAsync(client, server, Fault.None, stalled.Token), PumpAsync(server, client, fault, stalled.Token, stalled));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Break(client);
            Break(server);
        }
        catch (OperationCanceledException)
        {
            // Left as they are until the relay stops or whoever waits gives up.
            return;
        }

        client.Dispose();
        server.Dispose();
        lock (_lock) _sockets.ExceptWith([client, server]);
    }

    private async Task PumpAsync(Socket from, Socket to, Fault fault, CancellationToken stall, CancellationTokenSource? stalled = null)
    {
        byte[] buffer = new byte[16 * 1024];
        int left = fault == Fault.None ? int.MaxValue : _afterBytes;
        int read;
        while (left > 0 && (read = await from.ReceiveAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), stall)) > 0)
        {
            for (int sent = 0; sent < read;) sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), stall);
            if (fault != Fault.None) left -= read;
        }

        if (left == 0) await BefallAsync(fault, from, to, stalled!);
        else to.Shutdown(SocketShutdown.Send);
    }

    private static async Task BefallAsync(Fault fault, Socket server, Socket client, CancellationTokenSource stalled)
    {
        switch (fault)
        {
            case Fault.Reset:
                Break(client);
                Break(server);
                break;
            case Fault.Stall:
                await stalled.CancelAsync();
                throw new OperationCanceledException();
            case Fault.Truncate:
                client.Dispose();
                server.Dispose();
                break;
            case Fault.HalfClose:
                client.Shutdown(SocketShutdown.Send);
                break;
        }
    }

    // A reset also while another call is under way on the socket, where Dispose would shut it down first.
    private static void Break(Socket socket) => socket.Close(0);
}
