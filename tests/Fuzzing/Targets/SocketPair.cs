using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>Two sockets that are connected to each other.</summary>
internal static class SocketPair
{
    private static readonly Lazy<TcpListener> Listener = new(() =>
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    });

    public static async Task<(Socket First, Socket Second)> CreateAsync()
    {
        var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await first.ConnectAsync(Listener.Value.LocalEndpoint);
        return (first, await Listener.Value.AcceptSocketAsync());
    }

    /// <summary>Closes with a reset: ports in TIME-WAIT would run out after some ten thousand pairs.</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }
}
