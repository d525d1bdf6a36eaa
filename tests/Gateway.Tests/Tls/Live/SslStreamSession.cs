using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using OmsGateway.Configuration;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tls.Live;

/// <summary>A .NET client and a .NET server with the relay between them.</summary>
internal static class SslStreamSession
{
    private static readonly X509Certificate2 ServerCertificate = TestCertificate.Create("CN=" + Tunnel.Target);

    /// <summary>Shakes hands, sends a megabyte there and back, and closes; false when the client was refused.</summary>
    public static async Task<(RelayedSession Session, bool IsComplete)> RunAsync(
        GatewayConfiguration policy, SslProtocols version, X509Certificate2? clientCertificate, int portion)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        await using InspectingRelay relay = new(((IPEndPoint)listener.LocalEndpoint).Port, policy, portion);
        Task<RelayedSession> relayed = relay.RelayOneAsync();
        Task serving = ServeAsync(listener, version);
        bool isComplete = await ConnectAsync(relay.Port, version, clientCertificate);
        await serving;
        return (await relayed, isComplete);
    }

    private static async Task<bool> ConnectAsync(int port, SslProtocols version, X509Certificate2? certificate)
    {
        using TcpClient connection = new();
        await connection.ConnectAsync(IPAddress.Loopback, port);
        await using SslStream tls = new(connection.GetStream());
        byte[] sent = new byte[1 << 20];
        new Random(1).NextBytes(sent);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = Tunnel.Target,
                EnabledSslProtocols = version,
                AllowTlsResume = false,
                ClientCertificates = certificate is null ? [] : [certificate],
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            });
            Task sending = tls.WriteAsync(sent).AsTask();
            byte[] received = new byte[sent.Length];
            await tls.ReadExactlyAsync(received);
            await sending;
            Assert.Equal(sent, received);
            return true;
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            return false;
        }
    }

    private static async Task ServeAsync(TcpListener listener, SslProtocols version)
    {
        using TcpClient connection = await listener.AcceptTcpClientAsync();
        await using SslStream tls = new(connection.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = ServerCertificate,
                EnabledSslProtocols = version,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            });
            await tls.CopyToAsync(tls);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // The gateway has refused the client; the client's side of the test says so.
        }
    }
}
