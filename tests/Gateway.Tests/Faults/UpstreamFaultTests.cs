using System.Net;
using System.Net.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.Gateway.Upstream;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Faults;

/// <summary>Servers that fail while many tunnels are at work: only their own tunnels suffer, and nothing is left of those.</summary>
[Collection(FaultCollection.Name)]
public class UpstreamFaultTests
{
    private const int Clients = 60;

    [UnixTheory]
    [InlineData(Fault.Reset, nameof(Ending.Broken), "ServerReset")]
    [InlineData(Fault.Stall, nameof(Ending.Broken), "IdleTimeout")]
    [InlineData(Fault.HalfClose, nameof(Ending.Ended), "Completed")]
    public async Task Every_second_server_fails(Fault fault, string ending, string outcome)
    {
        await using Origin origin = Origin.Echo();
        await Load.AssertLeavesNothingAsync(async watch =>
        {
            using var network = new FaultyRelay(origin.Port, n => n % 2 == 0 ? fault : Fault.None, afterBytes: 30_000);
            var time = new ManualTimeProvider();
            await using TestGateway gateway = await TestGateway.StartAsync(network.Port, time: time);
            watch(gateway);

            Ending[] endings = fault == Fault.Stall
                ? await Load.RunAsync(gateway, network.Port, Clients, time, Clients / 2, isIdle: true)
                : await Load.RunAsync(gateway, network.Port, Clients);

            Assert.Equal(Clients / 2, endings.Count(e => e == Ending.Whole));
            Assert.Equal(Clients / 2, endings.Count(e => e.ToString() == ending));
            await Load.AssertSettledAsync(gateway);
            string[] closed = [.. gateway.Log.Events.Select(e => e.Message).Where(m => m.Contains("] Closed: ", StringComparison.Ordinal))];
            Assert.True(closed.Count(m => m.Contains($" {outcome};", StringComparison.Ordinal)) == (outcome == "Completed" ? Clients : Clients / 2),
                string.Join('\n', closed));
        });
    }

    [UnixFact]
    public async Task A_close_without_the_rest_is_no_whole_stream()
    {
        await using Origin origin = Origin.Echo();
        using var network = new FaultyRelay(origin.Port, _ => Fault.Truncate, afterBytes: 30_000);
        await using TestGateway gateway = await TestGateway.StartAsync(network.Port);

        Ending[] endings = await Load.RunAsync(gateway, network.Port, Clients);

        Assert.All(endings, e => Assert.Contains(e, new[] { Ending.Ended, Ending.Broken }));
        await Load.AssertSettledAsync(gateway);
    }

    [UnixFact]
    public async Task A_server_that_dies_and_comes_back_is_served_again()
    {
        await using Origin origin = Origin.Echo();
        using var network = new FaultyRelay(origin.Port, _ => Fault.None, 0);
        await using TestGateway gateway = await TestGateway.StartAsync(network.Port);
        Task<Ending[]> load = LoopAsync(5, () => Load.RunAsync(gateway, network.Port, 20));

        network.Stop();
        await load;
        Assert.All(await Load.RunAsync(gateway, network.Port, 20), e => Assert.Equal(Ending.Refused, e));
        network.Start();

        Assert.All(await Load.RunAsync(gateway, network.Port, 20), e => Assert.Equal(Ending.Whole, e));
        await Load.AssertSettledAsync(gateway);
    }

    [UnixFact]
    public async Task A_tunnel_between_two_silent_sides_ends_at_its_deadline()
    {
        // The client goes away while the gateway waits for a server that takes nothing, so nobody wakes the tunnel but its deadline.
        await using var origin = Origin.AfterHello(_ => Task.Delay(Timeout.Infinite));
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, s => s with { IdleTimeout = TimeSpan.FromSeconds(1) });
        using (GatewayClient client = await gateway.OpenTunnelAsync(origin.Port))
        {
            Task send = client.SendAsync(new byte[50_000_000]);
            await Task.WhenAny(send, Task.Delay(500));
            client.Socket.Close(0);
            await Assert.ThrowsAnyAsync<Exception>(() => send);
        }

        await Load.AssertSettledAsync(gateway);
        await gateway.Log.WaitForAsync(e => e.Message.Contains("] Closed: IdleTimeout;", StringComparison.Ordinal));
    }

    /// <summary>The collector closes a socket that is left to it when it likes, and until then it is one of the process's open files.</summary>
    [UnixFact]
    public async Task A_server_that_refuses_leaves_no_socket_open()
    {
        int port = LoopbackPort.Free();
        using var places = new SemaphoreSlim(1);
        int before = ProcessHandles.CountSockets();

        for (int i = 0; i < Clients; i++)
        {
            await Assert.ThrowsAsync<SocketException>(
                () => HappyEyeballs.ConnectAsync([IPAddress.Loopback], port, places, TimeProvider.System, CancellationToken.None).AsTask());
        }

        Assert.InRange(ProcessHandles.CountSockets(), 0, before);
    }

    private static async Task<Ending[]> LoopAsync(int times, Func<Task<Ending[]>> run)
    {
        List<Ending> all = [];
        for (int i = 0; i < times; i++) all.AddRange(await run());
        return [.. all];
    }
}
