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
    public async Task ADateThatIsSetNeitherCutsATunnelNorSparesOne(int days)
    {
        var clock = new ShiftedClock();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(
            origin.Port, s => s with { IdleTimeout = TimeSpan.FromSeconds(1), RequestTimeout = TimeSpan.FromSeconds(1) }, clock);
        using GatewayClient busy = await gateway.OpenTunnelAsync(origin.Port), idle = await gateway.OpenTunnelAsync(origin.Port);
        using GatewayClient slow = await gateway.ConnectAsync();
        await slow.SendAsync("CONNECT ");

        clock.Shift = TimeSpan.FromDays(days);
        Task<byte[]> end = idle.ReadToEndAsync();
        for (int i = 0; !end.IsCompleted && i < 50; i++)
        {
            await busy.SendAsync([(byte)i]);
            Assert.Equal([(byte)i], await busy.ReadAsync(1));
            await Task.WhenAny(end, Task.Delay(100));
        }

        await Assert.ThrowsAnyAsync<IOException>(() => end);
        Assert.StartsWith("HTTP/1.1 408 ", await slow.ReadAnswerAsync());
        busy.Dispose();
        await Load.AssertSettledAsync(gateway);
    }

    [UnixFact]
    public async Task AfterALongSleepWhatIsOverdueEndsAndTheRestWorks()
    {
        var time = new ManualTimeProvider();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: time);
        var tunnels = new List<GatewayClient>();
        for (int i = 0; i < 20; i++) tunnels.Add(await gateway.OpenTunnelAsync(origin.Port));
        using GatewayClient asking = await gateway.ConnectAsync();
        await asking.SendAsync("CONNECT ");
        while (gateway.Server.Counters.ActiveClientConnections < 21) await Task.Delay(5, asking.Limit);

        time.Advance(TimeSpan.FromHours(8));

        foreach (GatewayClient tunnel in tunnels) await Assert.ThrowsAnyAsync<IOException>(() => tunnel.ReadAsync(1));
        Assert.StartsWith("HTTP/1.1 408 ", await asking.ReadAnswerAsync());
        asking.Dispose();
        await Load.AssertSettledAsync(gateway);
        Assert.Equal(Ending.Whole, await Load.EchoAsync(gateway, origin.Port));
        tunnels.ForEach(t => t.Dispose());
    }
}
