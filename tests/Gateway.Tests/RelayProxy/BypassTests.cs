using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>Targets that are dialled past the relay proxy.</summary>
public sealed class BypassTests
{
    /// <summary>A real squid that lets nobody through shows which way each was taken.</summary>
    [ToolFact("squid")]
    public async Task What_is_listed_is_dialled_directly()
    {
        await using Origin origin = Origin.AfterHello(_ => Task.CompletedTask);
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(_ => "http_access deny all");
        await using TestGateway gateway = await TestGateway.StartAsync(
            origin.Port, s => Bypass(s, squid.Port, "origin.test"), hosts: ["origin.test", "localhost", "127.0.0.1"]);

        await AssertDirectAsync("origin.test");
        await AssertThroughSquidAsync("localhost");
        await AssertThroughSquidAsync("127.0.0.1");

        // A network concerns the address that is asked for, not what a name leads to.
        await gateway.ApplyAsync(s => Bypass(s, squid.Port, network: "127.0.0.0/8"));
        await AssertThroughSquidAsync("origin.test");
        await AssertDirectAsync("127.0.0.1");

        async Task AssertDirectAsync(string host)
        {
            using GatewayClient client = await gateway.ConnectAsync();
            await client.SendAsync($"CONNECT {host}:{origin.Port} HTTP/1.1\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
        }

        async Task AssertThroughSquidAsync(string host)
        {
            using GatewayClient client = await gateway.ConnectAsync();
            await client.SendAsync($"CONNECT {host}:{origin.Port} HTTP/1.1\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 502 ", await client.ReadAnswerAsync());
            await gateway.Log.WaitForAsync(e => e.Message.Contains(
                $"answered '403 Forbidden' to the request for {host}:{origin.Port}", StringComparison.Ordinal));
        }
    }

    /// <summary>What may not be dialled may not be dialled past the proxy either.</summary>
    [Fact]
    public async Task The_addresses_of_what_is_listed_are_judged()
    {
        await using Origin origin = Origin.AfterHello(_ => Task.CompletedTask);
        await using TestGateway gateway = await TestGateway.StartAsync(
            origin.Port, s => Bypass(s, LoopbackPort.Free(), "origin.test") with { AllowedNetworks = [] });
        using GatewayClient client = await gateway.ConnectAsync();

        await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 403 ", await client.ReadAnswerAsync());
        Assert.Equal(0, origin.Connections);
    }

    private static GatewaySettings Bypass(GatewaySettings settings, int proxyPort, string? host = null, string? network = null) => settings with
    {
        RelayProxy = new RelayProxySettings { Host = "127.0.0.1", Port = proxyPort },
        RelayProxyBypass = new ProxyBypass(
            host is null ? [] : [HostPattern.Parse(host)], network is null ? [] : [IpNetwork.Parse(network)]),
    };
}
