using System.Net;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Groups;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Groups;

/// <summary>What the clients of a group may reach.</summary>
public class ClientGroupTests
{
    private static readonly IPAddress Till = IPAddress.Parse("127.1.0.1");
    private static readonly IPAddress Other = IPAddress.Parse("127.2.0.1");

    private static GatewayConfiguration WithGroup(GatewayConfiguration common, HostPolicyMode policy = HostPolicyMode.Enforce) => common with
    {
        Groups = new ClientGroups([new ClientGroup("pos", new NetworkSet([IpNetwork.Parse("127.1.0.0/16")]), common with
        {
            Group = "pos",
            Settings = common.Settings with { HostPolicy = policy },
            Hosts = new HostAllowList([new AllowedHost(HostPattern.Parse("localhost"), "allowedlist_server.pos.txt")]),
        })]),
    };

    [UnixFact]
    public async Task A_client_has_the_list_of_its_group()
    {
        await using Origin origin = Origin.AfterHello(_ => Task.CompletedTask);
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        await gateway.Server.ApplyAsync(WithGroup(gateway.Configuration with { Hosts = Allow("origin.test") }), CancellationToken.None);

        using (GatewayClient till = await ConnectAsync(gateway, Till)) await till.OpenAsync("localhost", origin.Port);
        using (GatewayClient other = await ConnectAsync(gateway, Other)) await other.OpenAsync("origin.test", origin.Port);
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync(gateway, Till, $"origin.test:{origin.Port}"));
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync(gateway, Other, $"localhost:{origin.Port}"));

        await gateway.WhenIdleAsync();
        Assert.Equal(2, origin.Connections);
        string[] refusals = [.. gateway.Log.Events.Where(e => e.Id == EventIds.Forbidden).Select(e => e.Message)];
        Assert.Contains(refusals, m => m.Contains(
            "Target host (origin.test) is forbidden. It is not on the allow list of group pos; client 127.1.0.1:", StringComparison.Ordinal)
            && m.Contains("add it with "
                + $"'{(OperatingSystem.IsWindows() ? "Add-OMSGatewayAllowedHost origin.test -Group pos" : "oms-gateway hosts add origin.test --group pos")}'.",
                StringComparison.Ordinal));
        Assert.Contains(refusals, m => m.Contains("It is not on the allow list; client 127.2.0.1:", StringComparison.Ordinal)
            && m.Contains($"add it with '{(OperatingSystem.IsWindows() ? "Add-OMSGatewayAllowedHost localhost" : "oms-gateway hosts add localhost")}'. ",
                StringComparison.Ordinal));
        Assert.Equal(
            [("localhost", null), ("origin.test", "pos")],
            gateway.Server.State.DeniedHosts.Select(d => (d.Host, d.Group)).OrderBy(d => d.Host, StringComparer.Ordinal));
    }

    [UnixFact]
    public async Task A_group_can_learn_while_others_are_refused()
    {
        await using Origin origin = Origin.AfterHello(_ => Task.CompletedTask);
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        await gateway.Server.ApplyAsync(
            WithGroup(gateway.Configuration with { Hosts = Allow("localhost") }, HostPolicyMode.ReportOnly), CancellationToken.None);

        using (GatewayClient till = await ConnectAsync(gateway, Till)) await till.OpenAsync("origin.test", origin.Port);
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync(gateway, Other, $"origin.test:{origin.Port}"));

        Assert.Contains(
            "because HostPolicy for group pos is ReportOnly", (await gateway.Log.WaitForAsync(EventIds.Forbidden)).Message, StringComparison.Ordinal);
        await gateway.WhenIdleAsync();
        Assert.Equal(["pos", null], gateway.Server.State.DeniedHosts.Select(d => d.Group).OrderByDescending(g => g, StringComparer.Ordinal));
    }

    /// <summary>The balancer's own address is in no group.</summary>
    [UnixFact]
    public async Task A_client_that_a_balancer_names_is_in_its_group()
    {
        await using Origin origin = Origin.AfterHello(_ => Task.CompletedTask);
        await using TestGateway gateway = await TestGateway.StartAsync(
            origin.Port, s => s with { ProxyProtocolSources = new NetworkSet([IpNetwork.Parse("127.3.0.0/16")]) });
        await gateway.Server.ApplyAsync(WithGroup(gateway.Configuration with { Hosts = Allow("origin.test") }), CancellationToken.None);

        Assert.StartsWith("HTTP/1.1 403 ", await AskThroughBalancerAsync("127.1.0.9", "origin.test"));
        Assert.StartsWith("HTTP/1.1 200 ", await AskThroughBalancerAsync("127.1.0.9", "localhost"));
        Assert.StartsWith("HTTP/1.1 200 ", await AskThroughBalancerAsync("127.2.0.9", "origin.test"));
        Assert.StartsWith("HTTP/1.1 403 ", await AskThroughBalancerAsync("127.2.0.9", "localhost"));

        async Task<string> AskThroughBalancerAsync(string named, string host)
        {
            using GatewayClient client = await ConnectAsync(gateway, IPAddress.Parse("127.3.0.1"));
            await client.SendAsync($"PROXY TCP4 {named} 192.0.2.1 5678 8080\r\nCONNECT {host}:{origin.Port} HTTP/1.1\r\n\r\n");
            return await client.ReadHeadAsync();
        }
    }

    /// <summary>There is room for fewer tunnels than the settings say; that holds for groups as well.</summary>
    [Fact]
    public void Settings_that_are_limited_are_so_in_groups()
    {
        GatewayConfiguration limited = WithGroup(TestGateway.Configure(443)).WithSettings(s => s with { MaximumTunnels = 7 });
        Assert.Equal((7, 7), (limited.Settings.MaximumTunnels, limited.For(Till).Settings.MaximumTunnels));
        Assert.Equal("pos", limited.For(Till).Group);
    }

    private static HostAllowList Allow(string host) => new([new AllowedHost(HostPattern.Parse(host), "test")]);

    private static async Task<string> AskAsync(TestGateway gateway, IPAddress from, string target)
    {
        using GatewayClient client = await ConnectAsync(gateway, from);
        await client.SendAsync($"CONNECT {target} HTTP/1.1\r\n\r\n");
        return await client.ReadHeadAsync();
    }

    private static Task<GatewayClient> ConnectAsync(TestGateway gateway, IPAddress from) =>
        GatewayClient.ConnectAsync(gateway.Server.State.ListenEndPoints[0], from);
}
