using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Gateway.Relaying;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tests.Faults;

/// <summary>What the relay does about a defect of the gateway's own, and about a deadline that passes as it ends.</summary>
public sealed class RelayDefectTests : IDisposable
{
    private readonly List<Socket> _sockets = [];

    public void Dispose() => _sockets.ForEach(s => s.Dispose());

    [Fact]
    public async Task AnUnexpectedErrorEndsBothSidesAndIsThrown()
    {
        (Socket client, Socket nearClient) = Pair();
        (Socket server, Socket nearServer) = Pair();
        using TunnelRelay relay = Create(nearClient, nearServer, _ => throw new NotSupportedException("a defect"));
        Task<TunnelOutcome> running = relay.RunAsync(default, default);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));

        await client.SendAsync(ClientHelloBuilder.Tls13("origin.test").Record());
        await server.ReceiveAsync(new byte[1000], limit.Token);
        await server.SendAsync(ServerHelloBuilder.Tls13Record);

        await Assert.ThrowsAsync<NotSupportedException>(() => running.WaitAsync(limit.Token));
        await Assert.ThrowsAsync<SocketException>(async () => await client.ReceiveAsync(new byte[1], limit.Token));
        await Assert.ThrowsAsync<SocketException>(async () => await server.ReceiveAsync(new byte[1], limit.Token));
    }

    /// <summary>The timer of all deadlines may look at a tunnel that is just being disposed of; what it threw would end the process.</summary>
    [Fact]
    public async Task ADeadlineAfterTheEndDoesNothing()
    {
        (Socket client, Socket nearClient) = Pair();
        (Socket server, Socket nearServer) = Pair();
        TunnelRelay relay = Create(nearClient, nearServer, _ => { });
        Task<TunnelOutcome> running = relay.RunAsync(default, default);
        client.Shutdown(SocketShutdown.Send);
        server.Shutdown(SocketShutdown.Send);
        Assert.Equal(TunnelOutcome.HandshakeAborted, await running.WaitAsync(TimeSpan.FromSeconds(10)));
        relay.Dispose();

        relay.Abort(TunnelOutcome.HandshakeTimeout);
    }

    private static TunnelRelay Create(Socket client, Socket server, Action<HandshakeInspector> verified) => new(
        client, server, new HandshakeInspector(HostName.Parse("origin.test"), TestGateway.Configure(443)), TimeProvider.System, verified);

    private (Socket Far, Socket Near) Pair()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        far.Connect((IPEndPoint)listener.LocalEndpoint);
        Socket near = listener.AcceptSocket();
        _sockets.AddRange([far, near]);
        return (far, near);
    }
}
