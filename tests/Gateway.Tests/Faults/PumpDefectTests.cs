using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Pumping;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.Gateway.Tls;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Faults;

/// <summary>What the pair does about a defect of the gateway's own, and about a deadline that passes as it ends.</summary>
public sealed class PumpDefectTests : IDisposable
{
    private readonly List<Socket> _sockets = [];

    public void Dispose() => _sockets.ForEach(s => s.Dispose());

    [Fact]
    public async Task An_unexpected_error_ends_both_sides_and_is_reported()
    {
        (Socket client, Socket nearClient) = Pair();
        (Socket server, Socket nearServer) = Pair();
        var owner = new Owner(nearClient) { Verified = () => throw new NotSupportedException("a defect") };
        PumpPair pair = Start(nearClient, nearServer, owner);
        using var limit = new CancellationTokenSource(Patience.Limit);

        await client.SendAsync(ClientHelloBuilder.Tls13("origin.test").Record());
        await server.ReceiveAsync(new byte[1000], limit.Token);
        await server.SendAsync(ServerHelloBuilder.Tls13Record);

        await owner.Ended.WaitAsync(limit.Token);
        Assert.IsType<NotSupportedException>(owner.Failure);
        Assert.Equal(TunnelOutcome.InternalError, pair.Outcome);
        await Assert.ThrowsAsync<SocketException>(async () => await client.ReceiveAsync(new byte[1], limit.Token));
        await Assert.ThrowsAsync<SocketException>(async () => await server.ReceiveAsync(new byte[1], limit.Token));
    }

    /// <summary>
    /// A server that took the end for the client's own would take half an upload for a whole one. Of two that send and receive at the same moment
    /// Linux tells only one of a reset.
    /// </summary>
    [Fact]
    public async Task A_reset_that_only_the_sender_was_told_of_is_not_passed_on_as_an_end()
    {
        (Socket client, Connection nearClient) = await DialAsync();
        (Socket server, Connection nearServer) = await DialAsync();
        var owner = new Owner(nearClient);
        using var told = new HookedConnection(nearClient) { Receiving = () => nearClient.Send("x"u8, out _) };
        PumpPair pair = Start(told, nearServer, owner);
        using var limit = new CancellationTokenSource(Patience.Limit);

        client.Close(0);

        SocketException error = await Assert.ThrowsAsync<SocketException>(async () => await server.ReceiveAsync(new byte[1], limit.Token));
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        await owner.Ended.WaitAsync(limit.Token);
        Assert.Equal(TunnelOutcome.ClientReset, pair.Outcome);
    }

    /// <summary>The timer of all deadlines may look at a tunnel that is just being closed; what it threw would end the process.</summary>
    [Fact]
    public async Task A_deadline_after_the_end_does_nothing()
    {
        (Socket client, Socket nearClient) = Pair();
        (Socket server, Socket nearServer) = Pair();
        var owner = new Owner(nearClient);
        PumpPair pair = Start(nearClient, nearServer, owner);
        client.Shutdown(SocketShutdown.Send);
        server.Shutdown(SocketShutdown.Send);
        await owner.Ended.WaitAsync(Patience.Limit);
        Assert.Equal(TunnelOutcome.HandshakeAborted, pair.Outcome);

        pair.Abort(TunnelOutcome.HandshakeTimeout);
    }

    private static PumpPair Start(Socket client, Socket server, Owner owner) => Start(Connect(client), Connect(server), owner);

    private static PumpPair Start(Connection client, Connection server, Owner owner)
    {
        var inspector = new HandshakeInspector(HostName.Parse("origin.test"), TestGateway.Configure(443));
        var pair = new PumpPair(client, server, inspector, TimeProvider.System, owner);
        pair.Start(default, default);
        return pair;
    }

    private static SocketConnection Connect(Socket socket) => new(socket, (IPEndPoint)socket.RemoteEndPoint!);

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

    private async Task<(Socket Far, Connection Near)> DialAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Connection near = await LoopbackConnection.DialAsync(((IPEndPoint)listener.LocalEndpoint).Port);
        Socket far = await listener.AcceptSocketAsync();
        _sockets.Add(far);
        return (far, near);
    }

    private sealed class Owner(IDisposable client) : IPumpOwner
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Action Verified { get; init; } = () => { };

        public Exception? Failure { get; private set; }

        public Task Ended => _ended.Task;

        public void OnVerified(HandshakeInspector inspector) => Verified();

        public bool OnRejected() => true;

        public void OnFailed(Exception exception) => Failure = exception;

        public void OnEnded(HandshakeInspector? inspector)
        {
            client.Dispose();
            _ended.SetResult();
        }
    }
}
