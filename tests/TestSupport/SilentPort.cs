using System.Net;
using System.Net.Sockets;

namespace OmsGateway.TestSupport;

/// <summary>A port that answers no connection attempt, like a host that is switched off: its backlog is full.</summary>
public sealed class SilentPort : IDisposable
{
    private readonly List<Socket> _sockets = [];

    public SilentPort()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(listener);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        // The kernel takes one more than the backlog; what comes after it is dropped without a word.
        for (int i = 0; i < 4; i++)
        {
            var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _sockets.Add(filler);
            try
            {
                filler.Connect(IPAddress.Loopback, Port);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // Under way, for ever once the backlog is full.
            }
        }
    }

    public int Port { get; }

    public void Dispose() => _sockets.ForEach(s => s.Dispose());
}
