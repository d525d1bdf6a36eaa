using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Faults;

public class ListenerTests
{
    [Fact]
    public async Task No_accept_error_ends_the_loop_and_a_lasting_one_is_reported_once()
    {
        var time = new ManualTimeProvider();
        var log = new RecordingLogger();
        int calls = 0;
        using var accepted = new SocketConnection(
            new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.Loopback, 1));
        var came = new TaskCompletionSource<Connection>();
        Exception[] errors =
        [
            new SocketException((int)SocketError.TooManyOpenSockets), new SocketException((int)SocketError.NoBufferSpaceAvailable),
            new SocketException((int)SocketError.ConnectionReset), new OutOfMemoryException(), new ObjectDisposedException("of a connection"),
        ];
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var listener = new Listener(socket, log, time, async cancel =>
        {
            int call = calls++;
            if (call < errors.Length) throw errors[call];
            if (call > errors.Length) await Task.Delay(Timeout.Infinite, cancel);
            return accepted;
        });

        listener.Start(came.SetResult);
        while (!came.Task.IsCompleted)
        {
            // Not faster than the listener retries, or its minute would pass before.
            if (time.HasDelays) time.Advance(TimeSpan.FromMilliseconds(200));
            else await Task.WhenAny(came.Task, Task.Delay(5));
        }

        Assert.Same(accepted, await came.Task);
        Assert.Equal(EventIds.Error, Assert.Single(log.Events).Id);
    }

    [Fact]
    public async Task An_address_that_cannot_be_taken_over_keeps_the_old_listener()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, s => s with { ListenPort = LoopbackPort.Free() });
        // Another program has the port on another address, so that all addresses cannot be listened on.
        using var other = new TcpListener(IPAddress.Parse("127.0.0.2"), gateway.Port);
        other.Start();

        await Assert.ThrowsAsync<ListenException>(() => gateway.ApplyAsync(s => s with { ListenAddress = null }));

        using GatewayClient client = await gateway.OpenTunnelAsync(origin.Port);
        other.Stop();
        await gateway.ApplyAsync(s => s with { ListenAddress = null });
        Assert.Equal(IPAddress.IPv6Any, gateway.Server.State.ListenEndPoints[0].Address);
    }
}
