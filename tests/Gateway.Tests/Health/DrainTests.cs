using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Health;

public class DrainTests
{
    [Fact]
    public async Task New_tunnels_are_refused_once_the_grace_is_over_and_open_ones_go_on()
    {
        var time = new ManualTimeProvider();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: time);
        using GatewayClient open = await gateway.OpenTunnelAsync(origin.Port);

        gateway.Server.BeginDrain(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(gateway.Server.State.RefusesNewTunnels);
        using GatewayClient late = await gateway.OpenTunnelAsync(origin.Port);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(gateway.Server.State.RefusesNewTunnels);
        string answer = await AskAsync();
        RefusalTrial.AssertRefused(answer, "503", "proxy_internal_response");
        Assert.Contains("\r\nRetry-After: 10\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("drains the gateway", answer, StringComparison.Ordinal);
        foreach (GatewayClient client in new[] { open, late })
        {
            await client.SendAsync("still here");
            Assert.Equal("still here"u8.ToArray(), await client.ReadAsync(10));
        }

        gateway.Server.EndDrain();
        using GatewayClient again = await gateway.OpenTunnelAsync(origin.Port);
        Assert.Equal(
            1, gateway.Log.Events.Count(e => e.Id == 100 && e.Message.StartsWith("The gateway drains: it is no longer ready", StringComparison.Ordinal)));
        Assert.Equal(1, gateway.Log.Events.Count(e => e.Id == 100 && e.Message.StartsWith("The gateway no longer drains", StringComparison.Ordinal)));

        async Task<string> AskAsync()
        {
            using GatewayClient client = await gateway.ConnectAsync();
            await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");
            return await client.ReadAnswerAsync();
        }
    }
}
