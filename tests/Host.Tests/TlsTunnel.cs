using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace OmsGateway.Host.Tests;

/// <summary>Clients of a gateway.</summary>
internal static class TlsTunnel
{
    /// <summary>How the message begins that says what a proxy answered instead of giving a tunnel.</summary>
    public const string Refused = "The proxy answered: ";

    /// <summary>A TLS session with a target through a proxy on 127.0.0.1.</summary>
    public static Task<SslStream> OpenAsync(int proxyPort, int targetPort) => OpenAsync(new IPEndPoint(IPAddress.Loopback, proxyPort), "localhost", targetPort);

    /// <summary>A TLS session with a target through a proxy.</summary>
    /// <exception cref="IOException">The proxy gave no tunnel, or broke it.</exception>
    public static async Task<SslStream> OpenAsync(IPEndPoint proxy, string host, int targetPort)
    {
        NetworkStream stream = await DialAsync(proxy);
        try
        {
            string answer = await AskAsync(stream, host, targetPort);
            if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) throw new IOException($"{Refused}{answer}");
            var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
            await tls.AuthenticateAsClientAsync(host);
            return tls;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>A bare connection to a proxy.</summary>
    public static async Task<NetworkStream> DialAsync(IPEndPoint proxy)
    {
        var socket = new Socket(proxy.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(proxy);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks for a tunnel and reads the answer's head.</summary>
    public static async Task<string> AskAsync(NetworkStream stream, string host, int targetPort)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {host}:{targetPort} HTTP/1.1\r\nHost: {host}:{targetPort}\r\n\r\n"));
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
