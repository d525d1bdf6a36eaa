using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OmsGateway.Soak.Servers;

namespace OmsGateway.Soak.Agents;

/// <summary>A TLS session with the target through the gateway.</summary>
internal sealed class TargetSession : IAsyncDisposable
{
    private readonly AgentConnection _connection;
    private readonly SslStream _tls;

    private TargetSession(AgentConnection connection, SslStream tls) => (_connection, _tls) = (connection, tls);

    /// <exception cref="AuthenticationException">The gateway or the target ended the handshake.</exception>
    public static async Task<TargetSession> OpenAsync(AgentConnection connection, string serverName = "localhost", X509Certificate2? certificate = null)
    {
        var tls = new SslStream(connection.Tunnel);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = serverName,
                ClientCertificates = certificate is null ? null : [certificate],
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
                // A resumed session shows no certificate.
                AllowTlsResume = false,
            });
            return new TargetSession(connection, tls);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    public async Task OrderAsync(Order order, int length)
    {
        byte[] bytes = new byte[TargetServer.OrderLength];
        bytes[0] = (byte)order;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), length);
        await _tls.WriteAsync(bytes);
    }

    public async Task WriteAsync(byte[] bytes) => await _tls.WriteAsync(bytes);

    public async Task ReadAsync(byte[] bytes) => await _tls.ReadExactlyAsync(bytes);

    /// <summary>Uploads and compares the target's hash.</summary>
    public async Task UploadAsync(int length)
    {
        byte[] data = RandomNumberGenerator.GetBytes(length), hash = new byte[SHA256.HashSizeInBytes];
        await OrderAsync(Order.Upload, length);
        await _tls.WriteAsync(data);
        await _tls.ReadExactlyAsync(hash);
        if (!hash.AsSpan().SequenceEqual(SHA256.HashData(data))) throw new InvalidDataException($"{_connection.Entry}: the upload arrived changed.");
    }

    /// <summary>Ends the session and the stream, and waits for the other side's end.</summary>
    public async Task FinishAsync()
    {
        await _tls.ShutdownAsync();
        _connection.Socket.Shutdown(SocketShutdown.Send);
        await _connection.ReadToEndAsync();
    }

    public ValueTask DisposeAsync() => _tls.DisposeAsync();
}
