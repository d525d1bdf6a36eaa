using System.Net;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Listening;

/// <summary>A move of ListenAddress by Windows' rules: whatever is in the way, the gateway goes on listening somewhere and says where.</summary>
public sealed class MoveTests
{
    private readonly WindowsRules _windows = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_tunnels_do_not_keep_the_gateway_from_its_own_port(bool isToEveryAddress)
    {
        await using Origin origin = Origin.Echo();
        IPAddress? from = isToEveryAddress ? IPAddress.Loopback : null, to = isToEveryAddress ? null : IPAddress.Loopback;
        await using TestGateway gateway = await StartAsync(origin, from);
        using GatewayClient open = await OpenAsync(gateway, origin);
        _windows.HasConnections = true;

        await gateway.ApplyAsync(s => s with { ListenAddress = to });

        Assert.Equal(to ?? IPAddress.IPv6Any, gateway.Server.State.ListenEndPoints[0].Address);
        using GatewayClient next = await OpenAsync(gateway, origin);
        await open.SendAsync("still here"u8.ToArray());
        Assert.Equal("still here"u8.ToArray(), await open.ReadAsync(10));
    }

    [Fact]
    public async Task What_an_earlier_run_has_left_does_not_keep_the_gateway_from_starting()
    {
        _windows.HasConnections = true;
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await StartAsync(origin, IPAddress.Loopback);
        using GatewayClient client = await OpenAsync(gateway, origin);
    }

    [Fact]
    public async Task A_move_that_fails_goes_back_in_spite_of_open_tunnels_and_says_who_is_in_the_way()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await StartAsync(origin, IPAddress.Loopback);
        using GatewayClient open = await OpenAsync(gateway, origin);
        _windows.HasConnections = true;
        _windows.Others.Add(IPAddress.Parse("192.0.2.1"));

        ListenException error = await Assert.ThrowsAsync<ListenException>(() => gateway.ApplyAsync(s => s with { ListenAddress = null }));

        Assert.Contains("another program listens there: nginx (process 812)", error.Message, StringComparison.Ordinal);
        Assert.False(error.ListensNowhere);
        using GatewayClient next = await OpenAsync(gateway, origin);
    }

    [Fact]
    public async Task A_listener_that_is_lost_is_said_to_be_and_is_back_as_soon_as_it_can()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await StartAsync(origin, IPAddress.Loopback);
        _windows.Others.Add(IPAddress.IPv6Any);

        ListenException lost = await Assert.ThrowsAsync<ListenException>(() => gateway.ApplyAsync(s => s with { ListenAddress = null }));
        Assert.True(lost.ListensNowhere);
        Assert.Contains("listens NOWHERE", lost.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.Server.State.ListenEndPoints);

        // The other program gives the old address back first, and then the rest.
        _windows.Others.Clear();
        _windows.Others.Add(IPAddress.Parse("192.0.2.1"));
        ListenException refused = await Assert.ThrowsAsync<ListenException>(() => gateway.ApplyAsync(s => s with { ListenAddress = null }));
        Assert.False(refused.ListensNowhere);
        Assert.Equal(2, gateway.Log.Events.Count(e => e.Message.StartsWith("Listening on 127.0.0.1", StringComparison.Ordinal)));
        using GatewayClient client = await OpenAsync(gateway, origin);

        _windows.Others.Clear();
        await gateway.ApplyAsync(s => s with { ListenAddress = null });
        Assert.Equal(IPAddress.IPv6Any, gateway.Server.State.ListenEndPoints[0].Address);
    }

    [Fact]
    public async Task An_excluded_port_is_explained_as_Windows_means_it()
    {
        _windows.IsExcluded = true;
        await using Origin origin = Origin.Echo();
        ListenException error = await Assert.ThrowsAsync<ListenException>(() => StartAsync(origin, null));
        Assert.Contains("netsh int ipv4 show excludedportrange tcp", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("1023", error.Message, StringComparison.Ordinal);
    }

    private Task<TestGateway> StartAsync(Origin origin, IPAddress? address) => TestGateway.StartAsync(
        origin.Port, s => s with { ListenPort = LoopbackPort.Free(), ListenAddress = address }, windows: _windows);

    private static async Task<GatewayClient> OpenAsync(TestGateway gateway, Origin origin)
    {
        GatewayClient client = await GatewayClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, gateway.Port));
        await client.OpenAsync("origin.test", origin.Port);
        return client;
    }
}
