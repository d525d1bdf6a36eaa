using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OmsGateway.TestSupport;

/// <summary>TCP ports on 127.0.0.1.</summary>
public static class LoopbackPort
{
    /// <summary>A port that was free a moment ago, for programs that cannot be told to choose one.</summary>
    /// <remarks>
    /// Not from the dynamic range, out of which any connection of any program may be given the port before it is used (ip_local_port_range of
    /// Linux begins with 32768, Windows' with 49152).
    /// </remarks>
    public static int Free()
    {
        const int First = 20_000, End = 32_768;
        while (true)
        {
            int port = Random.Shared.Next(First, End);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Any, port));
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Somebody's; another one.
            }
        }
    }

    /// <summary>Connects to a port.</summary>
    public static async Task<Socket> DialAsync(int port, CancellationToken cancel = default)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Waits until something listens on a port.</summary>
    /// <returns>False when <paramref name="giveUp"/> said so or it did not come in time.</returns>
    public static async Task<bool> WaitUntilListeningAsync(int port, Func<bool> giveUp)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience.Limit && !giveUp();)
        {
            try
            {
                (await DialAsync(port)).Dispose();
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        return false;
    }
}
