using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Attacks;

/// <summary>What a hostile client makes of a relay proxy behind the gateway, and a hostile relay proxy of the gateway.</summary>
public class RelayProxyTrickTests
{
    private const string Request = "CONNECT origin.test:443 HTTP/1.1\r\n";
    private const string Relayed = Request + "Host: origin.test:443\r\n\r\n";

    [Fact]
    public async Task Nothing_the_client_says_reaches_the_proxy()
    {
        string? head = null;
        await using var proxy = new ScriptedServer(async c =>
        {
            head = await c.ReadHeadAsync();
            await c.SendAsync("HTTP/1.1 503 no\r\n\r\n");
            await c.HoldAsync();
        });
        await using TestGateway gateway = await StartAsync(proxy);

        await AskAsync(gateway, "CONNECT ORIGIN.test.:443 HTTP/1.0\r\nHost: evil.example\r\nProxy-Authorization: Basic eDp5\r\n"
            + "Connection: Host\r\nX-Forwarded-For: 127.0.0.1\r\nVia: evil\r\n\r\n");

        Assert.Equal(Relayed, head);
    }

    [Fact]
    public async Task Early_bytes_stay_here_until_the_proxy_has_said_yes()
    {
        // Envoy's CVE-2025-64763: bytes sent on before a 2xx become the proxy's next request.
        var behind = new TaskCompletionSource<byte[]>();
        await using var proxy = new ScriptedServer(async c =>
        {
            await c.ReadHeadAsync();
            await c.SendAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            behind.SetResult(await c.ReadToEndAsync());
        });
        await using TestGateway gateway = await StartAsync(proxy);

        string answer = await AskAsync(gateway, Request + "\r\nGET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n");

        RefusalTrial.AssertRefused(answer, "502", "destination_unavailable");
        Assert.Empty(await behind.Task.WaitAsync(Patience.Limit));
        Assert.Equal(1, proxy.Connections);
    }

    [Fact]
    public async Task Bytes_behind_the_proxy_s_answer_are_inspected_like_the_server_s()
    {
        await using var proxy = new ScriptedServer(async c =>
        {
            await c.ReadHeadAsync();
            await c.SendAsync("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 evil\r\n\r\n");
            await c.HoldAsync();
        });
        await using TestGateway gateway = await StartAsync(proxy);
        string answer = await AskAsync(gateway, Request + "\r\n");
        Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
        Assert.Equal(1, (await gateway.WhenIdleAsync()).Rejections);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: evil\r\n\r\n")]
    [InlineData("HTTP/1.1 403 \u0001\u001b[2J\"evil\\\r\n\r\n")]
    [InlineData("HTTP/1.1 200\u0000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\revil: 1\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/2 200\r\n\r\n")]
    [InlineData("ICY 200 OK\r\n\r\n")]
    [InlineData("\u0016\u0003\u0003\u0000\u0002")]
    public async Task An_answer_that_is_no_tunnel_is_none_and_is_not_passed_on(string reply)
    {
        await using var proxy = new ScriptedServer(async c =>
        {
            await c.ReadHeadAsync();
            await c.SendAsync(reply);
            await c.HoldAsync();
        });
        await using TestGateway gateway = await StartAsync(proxy);

        string answer = await AskAsync(gateway, Request + "\r\n");

        RefusalTrial.AssertRefused(answer, "502", "destination_unavailable");
        Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
        await gateway.WhenIdleAsync();
        Assert.DoesNotContain(gateway.Log.Events, e => e.Message.Any(char.IsControl));
        Assert.Equal(1, proxy.Connections);
    }

    [Fact]
    public async Task Credentials_go_to_nobody_who_does_not_ask_as_a_proxy()
    {
        string? head = null;
        await using var proxy = new ScriptedServer(async c =>
        {
            head = await c.ReadHeadAsync();
            await c.SendAsync("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\nProxy-Authenticate: Basic realm=x\r\n\r\n");
            await c.HoldAsync();
        });
        await using TestGateway gateway = await StartAsync(proxy, relay => relay with { UserName = "user", Password = "secret" });
        await AskAsync(gateway, Request + "\r\n");
        Assert.Equal(Relayed, head);
        Assert.Equal(1, proxy.Connections);
    }

    [Fact]
    public async Task A_gateway_that_is_its_own_relay_proxy_does_not_talk_to_itself()
    {
        await using var proxy = new ScriptedServer();
        await using TestGateway gateway = await StartAsync(proxy);
        await gateway.ApplyAsync(s => s with { RelayProxy = new() { Host = "127.0.0.1", Port = gateway.Port } });

        string answer = await AskAsync(gateway, Request + "\r\n");

        RefusalTrial.AssertRefused(answer, "502", "destination_unavailable");
        await gateway.WhenIdleAsync();
        Assert.Single(gateway.Log.Events, e => e.Id == EventIds.ConnectReceived);
    }

    /// <summary>The proxy would dial them from where it is, as the gateway's own machine or a neighbour of its metadata service.</summary>
    [Theory]
    [InlineData("169.254.169.254", HostPolicyMode.Enforce)]
    [InlineData("169.254.169.254", HostPolicyMode.ReportOnly)]
    [InlineData("127.0.0.1", HostPolicyMode.Enforce)]
    [InlineData("127.0.0.1", HostPolicyMode.ReportOnly)]
    [InlineData("::1", HostPolicyMode.ReportOnly)]
    public async Task The_proxy_is_asked_for_no_forbidden_address_listed_or_not(string address, HostPolicyMode policy)
    {
        await using var proxy = new ScriptedServer();
        string[] hosts = policy == HostPolicyMode.Enforce ? [address] : ["origin.test"];
        await using TestGateway gateway = await StartAsync(proxy, settings: s => s with { HostPolicy = policy, AllowedNetworks = [] }, hosts: hosts);

        string answer = await AskAsync(gateway, $"CONNECT {(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:443 HTTP/1.1\r\n\r\n");

        RefusalTrial.AssertRefused(answer, "403", "destination_ip_prohibited");
        await gateway.WhenIdleAsync();
        Assert.Equal(0, proxy.Connections);
    }

    [Fact]
    public async Task The_proxy_is_not_asked_for_the_gateway_itself()
    {
        await using var proxy = new ScriptedServer();
        await using TestGateway gateway = await StartAsync(
            proxy, settings: s => s with { AllowedPorts = [.. Enumerable.Range(1, 65535)] }, hosts: "127.0.0.1");

        string answer = await AskAsync(gateway, $"CONNECT 127.0.0.1:{gateway.Port} HTTP/1.1\r\n\r\n");

        RefusalTrial.AssertRefused(answer, "403", "destination_ip_prohibited");
        await gateway.WhenIdleAsync();
        Assert.Equal(0, proxy.Connections);
    }

    private static Task<TestGateway> StartAsync(ScriptedServer proxy, Func<RelayProxySettings, RelayProxySettings>? change = null,
        Func<GatewaySettings, GatewaySettings>? settings = null, params string[] hosts) => TestGateway.StartAsync(443, s =>
        {
            var relay = new RelayProxySettings { Host = "127.0.0.1", Port = proxy.Port };
            return (settings?.Invoke(s) ?? s) with { RelayProxy = change?.Invoke(relay) ?? relay };
        }, hosts: hosts);

    private static async Task<string> AskAsync(TestGateway gateway, string request)
    {
        using GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync(request);
        return await client.ReadAnswerAsync();
    }
}
