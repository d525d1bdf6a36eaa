using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tunnels;

/// <summary>Each refusal: its status, Proxy-Status, event and closed connection, and that the server was never contacted.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "405 Method Not Allowed", "http_request_error")]
    [InlineData("GET http://origin.test/ HTTP/1.1\r\n\r\n", "405 Method Not Allowed", "http_request_error")]
    [InlineData("nonsense\r\n\r\n", "400 Bad Request", "http_request_error")]
    [InlineData("CONNECT origin.test:PORT HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", "400 Bad Request", "http_request_error")]
    [InlineData("CONNECT origin.test:PORT HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400 Bad Request", "http_request_error")]
    [InlineData("CONNECT origin.test:PORT HTTP/1.1\nHost: x\n\n", "400 Bad Request", "http_request_error")]
    public async Task WhatIsNoConnectRequest(string request, string status, string error)
    {
        await using var trial = await Trial.StartAsync();

        string answer = await trial.AskAsync(request.Replace("PORT", $"{trial.Origin.Port}", StringComparison.Ordinal));

        AssertRefused(answer, status, error);
        await trial.AssertRefusedAsync(EventIds.NotConnect, LogLevel.Warning, "Not a valid HTTP CONNECT request from 127.0.0.1:");
        Assert.Equal(0, trial.Gateway.Server.Counters.Errors);
    }

    [Fact]
    public async Task A405SaysWhatIsAllowed()
    {
        await using var trial = await Trial.StartAsync();
        Assert.Contains("\r\nAllow: CONNECT\r\n", await trial.AskAsync("POST / HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOversizedHead()
    {
        await using var trial = await Trial.StartAsync();

        string answer = await trial.AskAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\nX: {new string('x', 10_000)}");

        AssertRefused(answer, "431 Request Header Fields Too Large", "http_request_error");
        await trial.AssertRefusedAsync(EventIds.NotConnect, LogLevel.Warning, "larger than 8192 bytes");
    }

    [Fact]
    public async Task AHeadThatDoesNotArriveInTime()
    {
        var time = new ManualTimeProvider();
        await using var trial = await Trial.StartAsync(time: time);
        using GatewayClient client = await trial.Gateway.ConnectAsync();
        await client.SendAsync("CONNECT origin.test");
        // The bytes' arrival cannot be seen from outside; the count in the answer must not matter.
        while (trial.Gateway.Server.Counters.ActiveClientConnections == 0) await Task.Delay(5, client.Limit);

        time.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal(1, trial.Gateway.Server.Counters.ActiveClientConnections);
        time.Advance(TimeSpan.FromSeconds(2));

        AssertRefused(await client.ReadAnswerAsync(), "408 Request Timeout", "http_request_error");
        client.Dispose();
        await trial.AssertRefusedAsync(EventIds.NotConnect, LogLevel.Warning, "did not arrive in time");
    }

    [Fact]
    public async Task AHostThatIsNotAllowed()
    {
        await using var trial = await Trial.StartAsync();

        string answer = await trial.AskAsync($"CONNECT Other.Test:{trial.Origin.Port} HTTP/1.1\r\n\r\n");

        AssertRefused(answer, "403 Forbidden", "http_request_denied");
        Assert.Contains("the host other.test is not on the gateway's allow list", answer, StringComparison.Ordinal);
        await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, "Target host (other.test) is forbidden");
        Assert.Equal(0, trial.Gateway.Names.LookUps);
        Assert.Equal(1, trial.Gateway.Server.Counters.Errors);
    }

    [Theory]
    [InlineData("notorigin.test")]
    [InlineData("origin.test.evil.example")]
    [InlineData("sub.origin.test")]
    public async Task AHostThatOnlyResemblesAnAllowedOne(string host)
    {
        await using var trial = await Trial.StartAsync();
        AssertRefused(await trial.AskAsync($"CONNECT {host}:{trial.Origin.Port} HTTP/1.1\r\n\r\n"), "403 Forbidden", "http_request_denied");
        await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, $"Target host ({host}) is forbidden");
    }

    [Fact]
    public async Task APortThatIsNotAllowed()
    {
        await using var trial = await Trial.StartAsync(s => s with { AllowedPorts = [443] });

        string answer = await trial.AskAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n");

        AssertRefused(answer, "403 Forbidden", "http_request_denied");
        LoggedEvent logged = await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, "only 443");
        // Scripts add whatever stands in this phrase to the allow list; a wrong port must not make them.
        Assert.DoesNotContain("Target host (", logged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.8.9.1", "loopback")]
    [InlineData("::1", "loopback")]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("::", "unspecified")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("168.63.129.16", "metadata service")]
    [InlineData("fd00:ec2::254", "metadata service")]
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("::127.0.0.1", "loopback")]
    [InlineData("64:ff9b::7f00:1", "loopback")]
    [InlineData("64:ff9b:1::a9fe:a9fe", "link-local")]
    [InlineData("2002:7f00:1::1", "loopback")]
    [InlineData("2001:0:5db8:d822::80ff:fffe", "loopback")]
    [InlineData("fd00::5efe:127.0.0.1", "loopback")]
    public async Task ANameThatLeadsToAForbiddenAddress(string address, string kind)
    {
        await using var trial = await Trial.StartAsync(s => s with { AllowedNetworks = [] });
        trial.Gateway.Names.Set("origin.test", address);

        string answer = await trial.AskAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n");

        AssertRefused(answer, "403 Forbidden", "destination_ip_prohibited");
        await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, $"origin.test leads to the {kind} address {IPAddress.Parse(address)}");
    }

    [Fact]
    public async Task TheGatewayItselfEvenWhereLoopbackIsAllowed()
    {
        await using var trial = await Trial.StartAsync(s => s with { AllowedPorts = [.. Enumerable.Range(1, 65535)] });

        string answer = await trial.AskAsync($"CONNECT origin.test:{trial.Gateway.Port} HTTP/1.1\r\n\r\n");

        AssertRefused(answer, "403 Forbidden", "destination_ip_prohibited");
        await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, "the gateway's own address 127.0.0.1");
    }

    [Fact]
    public async Task AnAddressIsReachedOnlyWhenItIsListedItself()
    {
        await using var trial = await Trial.StartAsync();
        AssertRefused(await trial.AskAsync($"CONNECT 127.0.0.1:{trial.Origin.Port} HTTP/1.1\r\n\r\n"), "403 Forbidden", "http_request_denied");
        await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, "Target host (127.0.0.1) is forbidden");
    }

    [Fact]
    public async Task AnUnknownName()
    {
        await using var trial = await Trial.StartAsync(hosts: "unknown.test");
        AssertRefused(await trial.AskAsync($"CONNECT unknown.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n"), "502 Bad Gateway", "dns_error");
        await trial.AssertRefusedAsync(EventIds.Network, LogLevel.Error, "the name unknown.test could not be resolved");
    }

    [Fact]
    public async Task AServerThatRefusesTheConnection()
    {
        await using var trial = await Trial.StartAsync();
        await trial.Origin.DisposeAsync();
        AssertRefused(await trial.AskAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n"), "502 Bad Gateway", "destination_unavailable");
        await trial.AssertRefusedAsync(EventIds.Network, LogLevel.Error, "could not be reached (ConnectionRefused)");
    }

    [Fact]
    public async Task AResolverThatHangsEndsWithTheConnectTimeout()
    {
        var time = new ManualTimeProvider();
        var asked = new TaskCompletionSource();
        await using var trial = await Trial.StartAsync(time: time);
        trial.Gateway.Names.Set("origin.test", async _ =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return [];
        });
        using GatewayClient client = await trial.Gateway.ConnectAsync();
        await client.SendAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n");
        await asked.Task.WaitAsync(client.Limit);

        time.Advance(TimeSpan.FromSeconds(21));

        AssertRefused(await client.ReadAnswerAsync(), "504 Gateway Timeout", "connection_timeout");
        client.Dispose();
        await trial.AssertRefusedAsync(EventIds.Network, LogLevel.Error, "was not reached within 20 seconds");
    }

    [Fact]
    public async Task MoreTunnelsThanOneClientMayHave()
    {
        await using var trial = await Trial.StartAsync(s => s with { MaximumTunnelsPerClient = 2 });
        using GatewayClient first = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);
        using GatewayClient second = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);

        string answer = await trial.AskAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n");

        AssertRefused(answer, "429 Too Many Requests", "connection_limit_reached");
        Assert.Contains("Retry-After: 10\r\n", answer, StringComparison.Ordinal);
        await trial.Gateway.Log.WaitForAsync(e => e is { Id: EventIds.Error, Level: LogLevel.Warning } && e.Message.Contains("limit of 2 open tunnels for one client", StringComparison.Ordinal));
        second.Dispose();
        await trial.Gateway.Log.WaitForAsync(e => e.Message.StartsWith("[2] Closed", StringComparison.Ordinal));
        using GatewayClient again = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);
    }

    [Fact]
    public async Task MoreTunnelsThanTheGatewayMayHave()
    {
        await using var trial = await Trial.StartAsync(s => s with { MaximumTunnels = 1 });
        using GatewayClient first = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);
        AssertRefused(await trial.AskAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n"), "503 Service Unavailable", "connection_limit_reached");
    }

    [Fact]
    public async Task ATcpProbeLeavesNoWarningAndNoError()
    {
        await using var trial = await Trial.StartAsync();
        for (int i = 0; i < 3; i++)
        {
            using GatewayClient probe = await trial.Gateway.ConnectAsync();
            // Load balancers end their probes either way.
            if (i > 0) probe.Socket.LingerState = new LingerOption(true, 0);
        }

        await trial.Gateway.Log.WaitForAsync(e => e.Message.StartsWith("[3] Closed: Probe", StringComparison.Ordinal));
        Assert.DoesNotContain(trial.Gateway.Log.Events, e => e.Level >= LogLevel.Warning);
        Assert.Equal(0, trial.Gateway.Server.Counters.Errors);
    }

    [Fact]
    public async Task ReportOnlyLetsAHostThroughAndReportsIt()
    {
        await using var trial = await Trial.StartAsync(s => s with { HostPolicy = HostPolicyMode.ReportOnly });
        trial.Gateway.Names.Set("other.test", "127.0.0.1");

        using GatewayClient client = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port, "other.test");

        await trial.Gateway.Log.WaitForAsync(e => e is { Id: EventIds.Forbidden, Level: LogLevel.Warning }
            && e.Message.Contains("Target host (other.test) is forbidden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReportOnlyDoesNotOpenOtherPorts()
    {
        await using var trial = await Trial.StartAsync(s => s with { HostPolicy = HostPolicyMode.ReportOnly, AllowedPorts = [443] });
        AssertRefused(await trial.AskAsync($"CONNECT other.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n"), "403 Forbidden", "http_request_denied");
    }

    [Fact]
    public async Task EarlyDataOfARefusedRequestGoesNowhere()
    {
        await using var trial = await Trial.StartAsync();
        AssertRefused(await trial.AskAsync(
            $"CONNECT other.test:{trial.Origin.Port} HTTP/1.1\r\n\r\nCONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n"), "403 Forbidden", "http_request_denied");
        await trial.Gateway.WhenIdleAsync();
        Assert.Equal(0, trial.Origin.Connections);
        Assert.Single(trial.Gateway.Log.Events, e => e.Id == EventIds.ConnectReceived);
    }

    private static void AssertRefused(string answer, string status, string error)
    {
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer);
        Assert.Matches($"\r\nProxy-Status: OMS-Gateway; error={error}; details=\"[^\"\r\n]+\"\r\n", answer);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        string body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.StartsWith("OMS Gateway: ", body);
        Assert.Contains($"\r\nContent-Length: {body.Length}\r\n", answer, StringComparison.Ordinal);
    }

    private sealed record Trial(Origin Origin, TestGateway Gateway) : IAsyncDisposable
    {
        public static async Task<Trial> StartAsync(
            Func<GatewaySettings, GatewaySettings>? settings = null, TimeProvider? time = null, params string[] hosts)
        {
            Origin origin = Origin.Echo();
            return new Trial(origin, await TestGateway.StartAsync(origin.Port, settings, time, hosts: hosts));
        }

        /// <summary>Sends a request and reads until the gateway closes.</summary>
        public async Task<string> AskAsync(string request)
        {
            using GatewayClient client = await Gateway.ConnectAsync();
            await client.SendAsync(request);
            return await client.ReadAnswerAsync();
        }

        public async Task<LoggedEvent> AssertRefusedAsync(int eventId, LogLevel level, string says)
        {
            LoggedEvent logged = await Gateway.Log.WaitForAsync(e => e.Id == eventId);
            Assert.Equal(level, logged.Level);
            Assert.Contains(says, logged.Message, StringComparison.Ordinal);
            await Gateway.WhenIdleAsync();
            Assert.Equal(0, Origin.Connections);
            return logged;
        }

        public async ValueTask DisposeAsync()
        {
            await Gateway.DisposeAsync();
            await Origin.DisposeAsync();
        }
    }
}
