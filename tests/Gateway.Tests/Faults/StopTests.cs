using System.Net.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Faults;

/// <summary>A stop in the midst of everything that can go wrong at once.</summary>
[Collection(FaultCollection.Name)]
public class StopTests
{
    private static readonly Fault[] Faults = Enum.GetValues<Fault>();

    [UnixFact]
    public async Task Nothing_outlives_the_drain_timeout()
    {
        TimeSpan drain = TimeSpan.FromSeconds(1);
        await using Origin origin = Origin.Echo();
        await Load.AssertLeavesNothingAsync(async watch =>
        {
            using var network = new FaultyRelay(origin.Port, n => Faults[n % Faults.Length], afterBytes: 30_000);
            var time = new ManualTimeProvider();
            await using TestGateway gateway = await TestGateway.StartAsync(
                network.Port, s => s with { DrainTimeout = drain }, time, hosts: ["origin.test", "hanging.test"]);
            watch(gateway);
            gateway.Names.Set("hanging.test", async cancel =>
            {
                await Task.Delay(Timeout.Infinite, cancel);
                return [];
            });
            Task<Ending[]> load = Load.RunAsync(gateway, network.Port, 50), hanging = Load.RunAsync(gateway, network.Port, 20, "hanging.test");
            Task[] halfSaid = [.. Enumerable.Range(0, 20).Select(n => HalfSaidAsync(gateway, network.Port, n))];
            while (network.Connections < 50) await Task.Delay(10);

            // From its end on the clock stands still: what it does not end hangs.
            Task stop = gateway.Server.StopAsync(CancellationToken.None);
            await time.WhenDeadlineAsync(drain);
            time.Advance(drain);
            await stop.WaitAsync(Patience.Limit);

            Assert.Equal(0, gateway.Server.State.Counters.ActiveClientConnections);
            await Task.WhenAll([load, hanging, .. halfSaid]);
            Assert.All(await hanging, e => Assert.Contains(e, new[] { Ending.Refused, Ending.Broken }));
            await Load.AssertSettledAsync(gateway);
        });
    }

    /// <summary>A tunnel that kept its place would be waited for at the stop, without end.</summary>
    [Fact]
    public async Task A_defect_in_what_is_told_of_a_tunnel_keeps_no_place()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        gateway.Server.AccessLog = (_, _, _) => throw new NotSupportedException("a defect");

        using (await gateway.OpenTunnelAsync(origin.Port))
        {
        }

        await gateway.Log.WaitForAsync(e => e.Message.Contains("Unexpected error in the tunnel", StringComparison.Ordinal));
        await gateway.Server.StopAsync(CancellationToken.None).WaitAsync(Patience.Limit);
        Assert.Equal(0, gateway.Server.State.Counters.ActiveClientConnections);
    }

    [UnixFact]
    public async Task Connections_that_arrive_during_the_stop_are_all_settled()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, s => s with { DrainTimeout = TimeSpan.FromSeconds(1) });
        using var over = new CancellationTokenSource();
        Task storm = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => StormAsync(gateway, origin.Port, over.Token))));
        await gateway.Log.WaitForAsync(e => e.Message.Contains("Closed: Completed", StringComparison.Ordinal));

        await gateway.Server.StopAsync(CancellationToken.None);

        await over.CancelAsync();
        await storm;
        await Load.AssertSettledAsync(gateway);
    }

    private static async Task StormAsync(TestGateway gateway, int originPort, CancellationToken over)
    {
        while (!over.IsCancellationRequested && gateway.Server.State.ListenEndPoints is [{ } endPoint])
        {
            if (await Load.EchoAsync(endPoint, originPort) == Ending.Broken) await Task.Delay(1, CancellationToken.None);
        }
    }

    /// <summary>Clients that stopped half-way: within the request, after the answer, or after a hello that is refused.</summary>
    private static async Task HalfSaidAsync(TestGateway gateway, int port, int number)
    {
        try
        {
            using GatewayClient client = await gateway.ConnectAsync();
            await client.SendAsync(number % 3 == 0 ? "CONNECT orig" : $"CONNECT origin.test:{port} HTTP/1.1\r\n\r\n");
            if (number % 3 == 2) await client.SendAsync("GET / HTTP/1.1\r\n\r\n");
            await client.ReadToEndAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Cut off, which is what the stop does.
        }
    }
}
