using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests;

/// <summary>An HTTPS server that says hello to whoever sends something.</summary>
internal sealed class TlsTarget : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TlsTarget()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over; its own assertion tells whether too early.
        }
    }

    private static async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using TcpClient connection = client;
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(TestCertificate.Localhost);
            if (await tls.ReadAsync(new byte[4096]) == 0) return;
            await tls.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"));
            await tls.ShutdownAsync();
        }
        catch (IOException)
        {
            // The client was cut off; that is for the client's test to tell.
        }
    }
}
