using System.Net;
using System.Net.Sockets;
using OmsGateway.Gateway.Sockets;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Support;

/// <summary>Connections of the gateway's to a port of this computer.</summary>
internal static class LoopbackConnection
{
    /// <summary>Connects to a port.</summary>
    public static async Task<Connection> DialAsync(int port, CancellationToken cancel = default)
    {
        Connection connection = Connection.To(new IPEndPoint(IPAddress.Loopback, port));
        await SocketWait.ConnectAsync(connection, cancel);
        return connection;
    }

    /// <summary>Receives so many bytes, or fewer at the end of the stream.</summary>
    public static async Task<byte[]> ReceiveAsync(Connection connection, int count)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        byte[] bytes = new byte[count];
        int length = 0;
        while (length < count)
        {
            int received = connection.Receive(bytes.AsSpan(length), out SocketError error);
            if (error == SocketError.WouldBlock) await SocketWait.ForBytesAsync(connection, limit.Token);
            else if (received == 0) break;
            length += received;
        }

        return bytes[..length];
    }

    /// <summary>Whether it was closed.</summary>
    public static bool IsClosed(Connection connection)
    {
        try
        {
            connection.Receive([], out _);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
