using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tunnels;

public class ReloadAndStopTests
{
    [Fact]
    public async Task A_port_change_moves_the_listener_and_keeps_open_tunnels()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        int oldPort = gateway.Port;
        using GatewayClient open = await gateway.OpenTunnelAsync(origin.Port);

        await gateway.ApplyAsync(s => s with { ListenPort = LoopbackPort.Free() });

        Assert.NotEqual(oldPort, gateway.Port);
        using GatewayClient next = await gateway.OpenTunnelAsync(origin.Port);
        await open.SendAsync("still here"u8.ToArray());
        Assert.Equal("still here"u8.ToArray(), await open.ReadAsync(10));
        await Assert.ThrowsAsync<SocketException>(() => GatewayClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, oldPort)));
    }

    [Fact]
    public async Task A_port_that_is_taken_leaves_the_old_configuration_in_force()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);

        ListenException error = await Assert.ThrowsAsync<ListenException>(() => gateway.ApplyAsync(s => s with { ListenPort = origin.Port }));

        Assert.Contains($"127.0.0.1:{origin.Port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("another program listens there", error.Message, StringComparison.Ordinal);
        using GatewayClient client = await gateway.OpenTunnelAsync(origin.Port);
    }

    [Fact]
    public async Task Another_address_on_the_same_port_is_listened_on()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, s => s with { ListenPort = LoopbackPort.Free() });

        await gateway.ApplyAsync(s => s with { ListenAddress = null });

        using GatewayClient client = await GatewayClient.ConnectAsync(new IPEndPoint(IPAddress.IPv6Loopback, gateway.Port));
        await client.OpenAsync("origin.test", origin.Port);
    }

    [Fact]
    public async Task An_address_that_is_not_this_machine_s_leaves_the_old_listener()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, s => s with { ListenPort = LoopbackPort.Free() });

        ListenException error = await Assert.ThrowsAsync<ListenException>(
            () => gateway.ApplyAsync(s => s with { ListenAddress = IPAddress.Parse("192.0.2.1") }));

        Assert.Contains("this machine does not have that address", error.Message, StringComparison.Ordinal);
        using GatewayClient client = await gateway.OpenTunnelAsync(origin.Port);
    }

    [Fact]
    public async Task New_hosts_apply_to_the_next_request()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, hosts: "other.test");
        using GatewayClient refused = await gateway.ConnectAsync();
        await refused.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403 ", await refused.ReadAnswerAsync());

        await gateway.ApplyAsync(s => s, "*.other.test", "origin.test");

        using GatewayClient client = await gateway.OpenTunnelAsync(origin.Port);
    }

    [Fact]
    public async Task A_start_on_a_taken_port_says_why()
    {
        await using Origin origin = Origin.Echo();
        ListenException error = await Assert.ThrowsAsync<ListenException>(
            () => TestGateway.StartAsync(origin.Port, s => s with { ListenPort = origin.Port }));
        Assert.Contains("set ListenPort to a free port", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_waits_for_an_open_tunnel_that_finishes()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: new ManualTimeProvider());
        using GatewayClient client = await gateway.OpenTunnelAsync(origin.Port);

        Task stop = gateway.Server.StopAsync(CancellationToken.None);
        await gateway.Log.WaitForAsync(e => e.Message.Contains("still open", StringComparison.Ordinal));
        await client.SendAsync("last words"u8.ToArray());
        Assert.Equal("last words"u8.ToArray(), await client.ReadAsync(10));
        Assert.False(stop.IsCompleted);
        client.Socket.Shutdown(SocketShutdown.Send);
        await client.ReadToEndAsync();

        await stop.WaitAsync(client.Limit);
        await gateway.Log.WaitForAsync(e => e.Message.Contains("Closed: Completed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_closes_what_has_not_finished_in_time_and_reports_it()
    {
        var time = new ManualTimeProvider();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: time);
        using GatewayClient client = await gateway.OpenTunnelAsync(origin.Port);

        Task stop = gateway.Server.StopAsync(CancellationToken.None);
        await gateway.Log.WaitForAsync(e => e.Message.Contains("still open", StringComparison.Ordinal));
        Task<byte[]> read = client.ReadToEndAsync();
        await time.AdvanceUntilAsync(stop);

        await Assert.ThrowsAnyAsync<IOException>(() => read);
        await gateway.Log.WaitForAsync(e => e.Level == LogLevel.Warning && e.Message.StartsWith("1 tunnels had not finished", StringComparison.Ordinal));
        await gateway.Log.WaitForAsync(e => e.Message.Contains("Closed: Aborted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_answers_a_client_that_has_not_asked_yet()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: new ManualTimeProvider());
        using GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync("CONNECT ");
        while (gateway.Server.State.Counters.ActiveClientConnections == 0) await Task.Delay(5, client.Limit);

        Task stop = gateway.Server.StopAsync(CancellationToken.None);

        Assert.StartsWith("HTTP/1.1 503 ", await client.ReadAnswerAsync());
        client.Dispose();
        await stop.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task After_a_stop_nothing_listens_and_nothing_is_open()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        int port = gateway.Port;

        await gateway.Server.StopAsync(CancellationToken.None);

        Assert.Empty(gateway.Server.State.ListenEndPoints);
        await Assert.ThrowsAsync<SocketException>(() => GatewayClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port)));
    }

    [Fact]
    public async Task Connected_clients_decay_within_minutes()
    {
        var time = new ManualTimeProvider();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: time);
        using (await gateway.OpenTunnelAsync(origin.Port)) Assert.Equal(1, gateway.Server.State.Counters.ConnectedClients);
        await gateway.WhenIdleAsync();

        Assert.Equal(1, gateway.Server.State.Counters.ConnectedClients);
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(0, gateway.Server.State.Counters.ConnectedClients);
    }
}
