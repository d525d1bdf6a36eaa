using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.Gateway.Upstream;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tunnels;

/// <summary>Each refusal: its status, Proxy-Status, event and closed connection, and that the server was never contacted.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\n\r\n", "405", "http_request_error")]
    [InlineData("GET http://origin.test/ HTTP/1.1\r\n\r\n", "405", "http_request_error")]
    [InlineData("nonsense\r\n\r\n", "400", "http_request_error")]
    public async Task What_is_no_CONNECT_request(string request, string status, string error)
    {
        await using var trial = await RefusalTrial.StartAsync();

        string answer = await trial.AskAsync(request);

        RefusalTrial.AssertRefused(answer, status, error);
        await trial.AssertRefusedAsync(EventIds.NotConnect, LogLevel.Warning, "Not a valid HTTP CONNECT request from 127.0.0.1:");
        Assert.Equal(0, trial.Gateway.Server.State.Counters.Errors);
    }

    [Fact]
    public async Task A_405_says_what_is_allowed()
    {
        await using var trial = await RefusalTrial.StartAsync();
        Assert.Contains("\r\nAllow: CONNECT\r\n", await trial.AskAsync("POST / HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    // HAProxy's "option httpchk" and Azure Load Balancer's HTTP probe, every few seconds for as long as the gateway runs.
    [InlineData("OPTIONS / HTTP/1.0\r\n\r\n")]
    [InlineData("GET /health HTTP/1.1\r\nHost: 10.0.0.4\r\nUser-Agent: Load Balancer Agent\r\nConnection: Keep-Alive\r\n\r\n")]
    public async Task A_health_check_over_HTTP_is_answered_without_a_warning(string request)
    {
        await using var trial = await RefusalTrial.StartAsync();
        RefusalTrial.AssertRefused(await trial.AskAsync(request), "405", "http_request_error");
        await trial.Gateway.Log.WaitForAsync(e => e.Message.Contains("] Closed: HealthCheck;", StringComparison.Ordinal));
        Assert.DoesNotContain(trial.Gateway.Log.Events, e => e.Level >= LogLevel.Information && e.Message.StartsWith('['));
    }

    [Theory]
    [InlineData("/", "HealthCheck")]
    [InlineData("http://origin.test/", "NotConnect")]
    public async Task A_HEAD_request_is_answered_with_the_head_alone(string target, string outcome)
    {
        // RFC 9110 §9.3.2: whoever asked reads what follows the head as the beginning of another answer.
        await using var trial = await RefusalTrial.StartAsync();
        string answer = await trial.AskAsync($"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n");
        RefusalTrial.AssertRefused(answer, "405", "http_request_error");

        string head = await trial.AskAsync($"HEAD {target} HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.Equal(answer[..(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)], head);
        await trial.Gateway.Log.WaitForAsync(e => e.Message.StartsWith($"[2] Closed: {outcome};", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_oversized_head()
    {
        await using var trial = await RefusalTrial.StartAsync();

        string answer = await trial.AskAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\nX: {new string('x', 40_000)}");

        RefusalTrial.AssertRefused(answer, "431", "http_request_error");
        await trial.AssertRefusedAsync(EventIds.NotConnect, LogLevel.Warning, "larger than 32 KB");
    }

    [Fact]
    public async Task A_head_that_does_not_arrive_in_time()
    {
        var time = new ManualTimeProvider();
        await using var trial = await RefusalTrial.StartAsync(time: time);
        using GatewayClient client = await trial.Gateway.ConnectAsync();
        await client.SendAsync("CONNECT origin.test");
        await time.WhenDeadlineAsync(TimeSpan.FromSeconds(15));

        time.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal(1, trial.Gateway.Server.State.Counters.ActiveClientConnections);
        time.Advance(TimeSpan.FromSeconds(2));

        RefusalTrial.AssertRefused(await client.ReadAnswerAsync(), "408", "http_request_error");
        client.Dispose();
        await trial.AssertRefusedAsync(EventIds.NotConnect, LogLevel.Warning, "did not arrive in time");
    }

    [Fact]
    public async Task A_host_that_is_not_allowed()
    {
        await using var trial = await RefusalTrial.StartAsync();

        string answer = await trial.AskAsync($"CONNECT Other.Test:{trial.Origin.Port} HTTP/1.1\r\n\r\n");

        RefusalTrial.AssertRefused(answer, "403", "http_request_denied");
        // Go, Python, Java and most of Node show this line and nothing else.
        Assert.StartsWith("HTTP/1.1 403 Host not on the OMS Gateway allow list\r\n", answer);
        Assert.Contains("The host other.test is not on the gateway's allow list", answer, StringComparison.Ordinal);
        await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, "Target host (other.test) is forbidden");
        Assert.Equal(0, trial.Gateway.Names.LookUps);
        Assert.Equal(1, trial.Gateway.Server.State.Counters.Errors);
    }

    [Fact]
    public async Task An_address_that_is_not_allowed()
    {
        await using var trial = await RefusalTrial.StartAsync();

        string answer = await trial.AskAsync($"CONNECT 10.1.2.3:{trial.Origin.Port} HTTP/1.1\r\n\r\n");

        RefusalTrial.AssertRefused(answer, "403", "http_request_denied");
        Assert.Contains("no-proxy setting", answer, StringComparison.Ordinal);
        LoggedEvent logged = await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, "Target host (10.1.2.3) is forbidden");
        Assert.Contains("no-proxy setting", logged.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Add-OMSGatewayAllowedHost", logged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_no_list_can_allow()
    {
        // Agents ask the metadata service through their proxy where nothing exempts it.
        await using var trial = await RefusalTrial.StartAsync();

        string answer = await trial.AskAsync($"CONNECT 169.254.169.254:{trial.Origin.Port} HTTP/1.1\r\n\r\n");

        RefusalTrial.AssertRefused(answer, "403", "destination_ip_prohibited");
        Assert.Contains("The address 169.254.169.254 (link-local) must not be reached through the gateway.", answer, StringComparison.Ordinal);
        LoggedEvent logged = await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, "no-proxy setting");
        Assert.DoesNotContain("Target host (", logged.Message, StringComparison.Ordinal);
        Assert.Empty(trial.Gateway.Server.State.DeniedHosts);
    }

    [Fact]
    public async Task A_port_that_is_not_allowed()
    {
        await using var trial = await RefusalTrial.StartAsync(s => s with { AllowedPorts = [443] });

        string answer = await trial.AskAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n");

        RefusalTrial.AssertRefused(answer, "403", "http_request_denied");
        LoggedEvent logged = await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, "only 443");
        // Scripts add whatever stands in this phrase to the allow list; a wrong port must not make them.
        Assert.DoesNotContain("Target host (", logged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name()
    {
        await using var trial = await RefusalTrial.StartAsync(hosts: "unknown.test");
        RefusalTrial.AssertRefused(await trial.AskAsync($"CONNECT unknown.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n"), "502", "dns_error");
        await trial.AssertRefusedAsync(EventIds.Network, LogLevel.Error, "The name unknown.test could not be resolved");
    }

    [Fact]
    public async Task A_server_that_refuses_the_connection()
    {
        await using var trial = await RefusalTrial.StartAsync();
        await trial.Origin.DisposeAsync();
        RefusalTrial.AssertRefused(await trial.AskAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n"), "502", "destination_unavailable");
        await trial.AssertRefusedAsync(EventIds.Network, LogLevel.Error, "could not be reached (ConnectionRefused).");
    }

    [Fact]
    public async Task A_resolver_that_hangs_ends_with_the_connect_timeout()
    {
        var time = new ManualTimeProvider();
        var asked = new TaskCompletionSource();
        await using var trial = await RefusalTrial.StartAsync(time: time);
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

        RefusalTrial.AssertRefused(await client.ReadAnswerAsync(), "504", "connection_timeout");
        client.Dispose();
        await trial.AssertRefusedAsync(EventIds.Network, LogLevel.Error, "was not reached within 20 seconds");
    }

    [Fact]
    public async Task More_names_that_hang_than_may_be_looked_up()
    {
        string[] names = [.. Enumerable.Range(0, CachingNameResolver.MaximumLookUps).Select(i => $"h{i}.test"), "origin.test"];
        await using var trial = await RefusalTrial.StartAsync(s => s with { MaximumTunnelsPerClient = 1000 }, hosts: names);
        var never = new TaskCompletionSource<System.Net.IPAddress[]>();
        List<GatewayClient> waiting = [];
        foreach (string name in names[..^1])
        {
            trial.Gateway.Names.Set(name, _ => never.Task);
            GatewayClient client = await trial.Gateway.ConnectAsync();
            waiting.Add(client);
            await client.SendAsync($"CONNECT {name}:{trial.Origin.Port} HTTP/1.1\r\n\r\n");
        }

        while (trial.Gateway.Names.LookUps < names.Length - 1) await Task.Delay(5, waiting[0].Limit);

        string answer = await trial.AskForAsync("origin.test");

        RefusalTrial.AssertRefused(answer, "504", "dns_timeout");
        LoggedEvent logged = await trial.Gateway.Log.WaitForAsync(e => e.Id == EventIds.Network);
        Assert.Equal(LogLevel.Error, logged.Level);
        Assert.Contains("too many other names", logged.Message, StringComparison.Ordinal);
        waiting.ForEach(c => c.Dispose());
        never.SetResult([]);
        await trial.AssertNotReachedAsync();
    }

    [Fact]
    public async Task More_tunnels_than_one_client_may_have()
    {
        await using var trial = await RefusalTrial.StartAsync(s => s with { MaximumTunnelsPerClient = 2 });
        using GatewayClient first = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);
        using GatewayClient second = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);

        string answer = await trial.AskAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n");

        RefusalTrial.AssertRefused(answer, "429", "connection_limit_reached");
        Assert.Contains("Retry-After: 10\r\n", answer, StringComparison.Ordinal);
        await trial.Gateway.Log.WaitForAsync(e => e is { Id: EventIds.Error, Level: LogLevel.Warning }
            && e.Message.Contains("limit of 2 open tunnels for one client", StringComparison.Ordinal));
        second.Dispose();
        await trial.Gateway.Log.WaitForAsync(e => e.Message.StartsWith("[2] Closed", StringComparison.Ordinal));
        using GatewayClient again = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);
    }

    [Fact]
    public async Task More_tunnels_than_the_gateway_may_have()
    {
        await using var trial = await RefusalTrial.StartAsync(s => s with { MaximumTunnels = 1 });
        using GatewayClient first = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);
        RefusalTrial.AssertRefused(await trial.AskAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n"), "503", "connection_limit_reached");
    }

    [Fact]
    public async Task More_tunnels_than_the_process_has_files_for()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(
            origin.Port, s => s with { MaximumTunnels = 10 }, capacity: new SocketCapacity(1, 1, 1, "the limit of open files"));
        await gateway.Log.WaitForAsync(
            e => e.Message == "MaximumTunnels is 10, but no more than 1 tunnels can be open at once because of the limit of open files.");
        using GatewayClient first = await gateway.OpenTunnelAsync(origin.Port);
        await AssertRefusedAsync();

        await gateway.ApplyAsync(s => s with { MaximumTunnels = 20 });

        await AssertRefusedAsync();
        await gateway.Log.WaitForAsync(e => e.Message.StartsWith("MaximumTunnels is 20, but no more than 1 tunnels", StringComparison.Ordinal));
        Assert.Equal(new TunnelLimit(1, 20, "the limit of open files"), gateway.Server.State.TunnelLimit);

        async Task AssertRefusedAsync()
        {
            using GatewayClient client = await gateway.ConnectAsync();
            await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");
            RefusalTrial.AssertRefused(await client.ReadAnswerAsync(), "503", "connection_limit_reached");
        }
    }

    [Fact]
    public async Task A_TCP_probe_leaves_no_warning_and_no_error()
    {
        await using var trial = await RefusalTrial.StartAsync();
        for (int i = 0; i < 3; i++)
        {
            using GatewayClient probe = await trial.Gateway.ConnectAsync();
            // Load balancers end their probes either way.
            if (i > 0) probe.Socket.LingerState = new LingerOption(true, 0);
        }

        await trial.Gateway.Log.WaitForAsync(e => e.Message.StartsWith("[3] Closed: Probe", StringComparison.Ordinal));
        Assert.DoesNotContain(trial.Gateway.Log.Events, e => e.Level >= LogLevel.Warning);
        Assert.Equal(0, trial.Gateway.Server.State.Counters.Errors);
    }

    [Fact]
    public async Task Report_only_lets_a_host_through_and_reports_it()
    {
        await using var trial = await RefusalTrial.StartAsync(s => s with { HostPolicy = HostPolicyMode.ReportOnly });
        trial.Gateway.Names.Set("other.test", "127.0.0.1");

        using GatewayClient client = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port, "other.test");

        await trial.Gateway.Log.WaitForAsync(e => e is { Id: EventIds.Forbidden, Level: LogLevel.Warning }
            && e.Message.Contains("Target host (other.test) is forbidden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_only_does_not_open_other_ports()
    {
        await using var trial = await RefusalTrial.StartAsync(s => s with { HostPolicy = HostPolicyMode.ReportOnly, AllowedPorts = [443] });
        RefusalTrial.AssertRefused(await trial.AskAsync($"CONNECT other.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n"), "403", "http_request_denied");
    }
}
