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
    private readonly SslServerAuthenticationOptions _options;

    /// <param name="asksForCertificate">Whether it asks each client for a certificate, and takes any.</param>
    public TlsTarget(bool asksForCertificate = false)
    {
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificate = TestCertificate.Localhost,
            ClientCertificateRequired = asksForCertificate,
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        };
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Has a tunnel to this server through a gateway, and then a request for another host refused; both connections are over then.</summary>
    public async Task VisitAsync(int gatewayPort)
    {
        await using (SslStream tls = await TlsTunnel.OpenAsync(gatewayPort, Port))
        {
            await tls.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
            await tls.CopyToAsync(Stream.Null);
        }

        await using NetworkStream client = await TlsTunnel.DialAsync(new IPEndPoint(IPAddress.Loopback, gatewayPort));
        Assert.StartsWith("HTTP/1.1 403 ", await TlsTunnel.AskAsync(client, "www.fabrikam.com", Port));
        await client.CopyToAsync(Stream.Null);
    }

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

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using TcpClient connection = client;
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(_options);
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
