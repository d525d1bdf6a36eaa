using System.Net.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Faults;

/// <summary>Clocks that jump: the date may be set at any time, and a machine may sleep.</summary>
[Collection(FaultCollection.Name)]
public class ClockTests
{
    [UnixTheory]
    [InlineData(+400)]
    [InlineData(-400)]
    public async Task A_date_that_is_set_neither_cuts_a_tunnel_nor_spares_one(int days)
    {
        var clock = new ManualTimeProvider();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(
            origin.Port, s => s with { IdleTimeout = TimeSpan.FromSeconds(10), RequestTimeout = TimeSpan.FromSeconds(30) }, clock);
        using GatewayClient busy = await gateway.OpenTunnelAsync(origin.Port), idle = await gateway.OpenTunnelAsync(origin.Port);
        using GatewayClient slow = await gateway.ConnectAsync();
        await slow.SendAsync("CONNECT ");
        await clock.WhenDeadlineAsync(TimeSpan.FromSeconds(30));

        clock.DateShift = TimeSpan.FromDays(days);
        for (byte i = 0; i < 10; i++)
        {
            await busy.SendAsync([i]);
            Assert.Equal([i], await busy.ReadAsync(1));
            clock.Advance(TimeSpan.FromSeconds(3));
        }

        await Assert.ThrowsAnyAsync<IOException>(() => idle.ReadToEndAsync());
        Assert.StartsWith("HTTP/1.1 408 ", await slow.ReadAnswerAsync());
        slow.Dispose();
        busy.Dispose();
        await Load.AssertSettledAsync(gateway);
    }

    [UnixFact]
    public async Task After_a_long_sleep_what_is_overdue_ends_and_the_rest_works()
    {
        var time = new ManualTimeProvider();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: time);
        var tunnels = new List<GatewayClient>();
        for (int i = 0; i < 20; i++) tunnels.Add(await gateway.OpenTunnelAsync(origin.Port));
        using GatewayClient asking = await gateway.ConnectAsync();
        await asking.SendAsync("CONNECT ");
        await time.WhenDeadlineAsync(TimeSpan.FromSeconds(15));

        time.Jump(TimeSpan.FromHours(8));
        // Each is looked at within a second.
        time.Advance(TimeSpan.FromSeconds(1));

        foreach (GatewayClient tunnel in tunnels) await Assert.ThrowsAnyAsync<IOException>(() => tunnel.ReadAsync(1));
        Assert.StartsWith("HTTP/1.1 408 ", await asking.ReadAnswerAsync());
        asking.Dispose();
        await Load.AssertSettledAsync(gateway);
        Assert.Equal(Ending.Whole, await Load.EchoAsync(gateway, origin.Port));
        tunnels.ForEach(t => t.Dispose());
    }

    [UnixFact]
    public async Task Tunnels_whose_time_is_over_together_do_not_end_together()
    {
        var time = new ManualTimeProvider();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: time);
        var tunnels = new List<GatewayClient>();
        for (int i = 0; i < 20; i++) tunnels.Add(await gateway.OpenTunnelAsync(origin.Port));

        time.Jump(TimeSpan.FromHours(8));

        int open = 0;
        foreach (GatewayClient tunnel in tunnels)
        {
            if (await IsOpenAsync(tunnel)) open++;
        }

        Assert.InRange(open, 15, 19);
        tunnels.ForEach(t => t.Dispose());
        await Load.AssertSettledAsync(gateway);
    }

    private static async Task<bool> IsOpenAsync(GatewayClient tunnel)
    {
        try
        {
            await tunnel.SendAsync([1]);
            return await tunnel.ReadAsync(1) is [1];
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return false;
        }
    }
}
