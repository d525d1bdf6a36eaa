using Microsoft.Extensions.Logging.Abstractions;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Status;
using OmsGateway.Gateway.RelayProxy;
using OmsGateway.Gateway.RelayProxy.Health;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.Gateway.Requests;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>A whole gateway with several relay proxies.</summary>
public sealed class FallbackTests
{
    private const string Down = "gives no tunnels, and the gateway goes on to the next one";
    private const string AllDown = "No relay proxy gives tunnels.";
    private const string Back = "gives tunnels again.";

    private readonly ManualTimeProvider _time = new();

    /// <summary>Each tunnel is set up at once; the first proxy is asked again by one tunnel when its time has come, and then by all.</summary>
    [Fact]
    public async Task Those_that_cannot_be_reached_are_passed_over_until_they_are_back()
    {
        await using ScriptedServer first = Tunnels(), second = Tunnels();
        using var relay = new FaultyRelay(first.Port, _ => Fault.None, 0);
        await using TestGateway gateway = await StartAsync(_time, relay.Port, second.Port);
        await AskAsync(gateway);
        Assert.Equal((1, 0), (first.Connections, second.Connections));

        relay.Stop();
        for (int i = 0; i < 5; i++) Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
        Assert.Equal((1, 5), (first.Connections, second.Connections));
        Assert.Contains("ConnectionRefused", Assert.Single(Told(gateway, Down)).Message, StringComparison.Ordinal);
        Assert.Equal([$"http://127.0.0.1:{relay.Port}"], gateway.Server.State.RelayProxies.Where(r => r.DownSince is not null).Select(r => r.Address));

        relay.Start();
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
        Assert.Equal((1, 6), (first.Connections, second.Connections));
        _time.Advance(RelayProxyHealth.FirstPause);
        for (int i = 0; i < 3; i++) Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
        Assert.Equal((4, 6), (first.Connections, second.Connections));
        Assert.Single(Told(gateway, Back));
        Assert.All(gateway.Server.State.RelayProxies, r => Assert.Null(r.DownSince));
        Assert.DoesNotContain(gateway.Log.Events, e => e.Message.Contains("No connection for client", StringComparison.Ordinal));
    }

    /// <summary>
    /// What a proxy answers about a target is passed on, and is held against no proxy: as in squid, which had marked its parents dead for
    /// clients that asked for hosts that do not exist (squid-cache/squid pull requests 1166, "Do not blame cache_peer for 4xx CONNECT
    /// responses", and 1772, "Do not blame cache_peer for CONNECT errors"), and in Chromium, which goes on to the next proxy for no failed
    /// CONNECT (net/http/proxy_fallback.cc, CanFalloverToNextProxy).
    /// </summary>
    [Theory]
    [InlineData("400 Bad Request")]
    [InlineData("403 Forbidden")]
    [InlineData("404 Not Found")]
    [InlineData("429 Too Many Requests")]
    [InlineData("500 Internal Server Error")]
    [InlineData("502 Bad Gateway")]
    [InlineData("503 Service Unavailable")]
    [InlineData("504 Gateway Timeout")]
    public async Task An_answer_about_the_target_is_passed_on_and_counts_for_nothing(string status)
    {
        await using ScriptedServer first = Server(async c =>
        {
            await c.ReadHeadAsync();
            await c.SendAsync($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        });
        await using ScriptedServer second = Tunnels();
        await using TestGateway gateway = await StartAsync(_time, first.Port, second.Port);

        for (int i = 0; i < 20; i++) Assert.StartsWith("HTTP/1.1 502 ", await AskAsync(gateway, i % 2 == 0 ? "origin.test" : "localhost"));

        Assert.Equal((20, 0), (first.Connections, second.Connections));
        Assert.All(gateway.Server.State.RelayProxies, r => Assert.Null(r.DownSince));
        await gateway.WhenIdleAsync();
        Assert.Contains(gateway.Log.Events, e => e.Message.Contains($"answered '{status}'", StringComparison.Ordinal));
    }

    /// <summary>The proxy's own refusal counts, and the next one is asked. It is not shown the password of the first one, unless the settings say so.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_that_refuses_the_credentials_is_passed_over_and_the_next_sees_them_only_if_they_are_shared(bool isShared)
    {
        int refused = 0;
        var asked = new List<string>();
        await using ScriptedServer first = Server(async c =>
        {
            while (true)
            {
                if ((await c.ReadHeadAsync()).Contains("Proxy-Authorization", StringComparison.Ordinal)) Interlocked.Increment(ref refused);
                await c.SendAsync(Challenge);
            }
        });
        await using ScriptedServer second = Server(async c =>
        {
            string head = await c.ReadHeadAsync();
            await c.SendAsync(Challenge);
            head += await c.ReadHeadAsync();
            lock (asked) asked.Add(head);
            await c.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            await c.HoldAsync();
        });
        await using TestGateway gateway = await StartAsync(_time, s => s with
        {
            RelayProxy = s.RelayProxy! with { UserName = RelayTrial.User, Password = RelayTrial.Password },
            RelayProxyShareCredentials = isShared,
        }, first.Port, second.Port);

        string answer = await AskAsync(gateway);
        string again = await AskAsync(gateway);

        Assert.StartsWith(isShared ? "HTTP/1.1 200 " : "HTTP/1.1 502 ", answer);
        Assert.StartsWith(isShared ? "HTTP/1.1 200 " : "HTTP/1.1 502 ", again);
        Assert.Equal(1, Volatile.Read(ref refused));
        if (isShared) Assert.All(asked, head => Assert.Contains($"Proxy-Authorization: Basic {RelayTrial.BasicToken}", head, StringComparison.Ordinal));
        else Assert.Empty(asked);
        Assert.NotNull(gateway.Server.State.RelayProxies[0].DownSince);
        await gateway.WhenIdleAsync();
        Assert.Contains(gateway.Log.Events, e => e.Message.Contains("for 15 minutes", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Log.Events, e => e.Message.Contains(RelayTrial.Password, StringComparison.Ordinal));
    }

    /// <summary>A fallback that asks for no credentials is of use without them, whatever the first one wants.</summary>
    [Fact]
    public async Task A_fallback_that_admits_the_computer_steps_in()
    {
        await using ScriptedServer first = Server(async c =>
        {
            while (true)
            {
                await c.ReadHeadAsync();
                await c.SendAsync(Challenge);
            }
        });
        await using ScriptedServer second = Server(async c =>
        {
            Assert.DoesNotContain("Authorization", await c.ReadHeadAsync(), StringComparison.Ordinal);
            await c.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            await c.HoldAsync();
        });
        await using TestGateway gateway = await StartAsync(_time, s => s with
        {
            RelayProxy = s.RelayProxy! with { UserName = RelayTrial.User, Password = RelayTrial.Password },
        }, first.Port, second.Port);

        for (int i = 0; i < 3; i++) Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));

        Assert.Equal((1, 3), (first.Connections, second.Connections));
        Assert.Contains("for 15 minutes", Assert.Single(Told(gateway, Down)).Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// A directory that counts wrong passwords sees two, however many proxies and tunnels there are; a second proxy may be right where the first is broken.
    /// </summary>
    [Fact]
    public async Task A_wrong_password_that_is_shared_is_tried_at_two_proxies_and_one_that_the_second_takes_goes_on()
    {
        int tries = 0;
        bool accepts = false;
        Func<ScriptedConnection, Task> serve = async c =>
        {
            while (true)
            {
                bool isTry = (await c.ReadHeadAsync()).Contains("Proxy-Authorization", StringComparison.Ordinal);
                if (isTry) Interlocked.Increment(ref tries);
                await c.SendAsync(isTry && Volatile.Read(ref accepts) ? "HTTP/1.1 200 OK\r\n\r\n" : Challenge);
            }
        };
        await using ScriptedServer first = Server(serve), second = Server(serve), third = Server(serve);
        await using TestGateway gateway = await StartAsync(_time, s => s with
        {
            RelayProxy = s.RelayProxy! with { UserName = RelayTrial.User, Password = RelayTrial.Password },
            RelayProxyShareCredentials = true,
        }, first.Port, second.Port, third.Port);

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(gateway)));
        Assert.All(answers, a => Assert.StartsWith("HTTP/1.1 502 ", a));
        Assert.Equal(2, Volatile.Read(ref tries));

        Volatile.Write(ref accepts, true);
        Assert.StartsWith("HTTP/1.1 502 ", await AskAsync(gateway));
        _time.Advance(gateway.Configuration.Settings.RelayProxyPause);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
        Assert.Equal(3, Volatile.Read(ref tries));
    }

    /// <summary>A proxy that takes connections and does not answer, as a process that hangs: one tunnel waits its share for it, the next do not.</summary>
    [Fact]
    public async Task One_that_is_silent_while_the_next_gives_the_tunnel_is_passed_over()
    {
        await using ScriptedServer first = Server(c => c.HoldAsync()), second = Tunnels();
        await using TestGateway gateway = await StartAsync(_time, first.Port, second.Port);
        TimeSpan share = gateway.Configuration.Settings.ConnectTimeout / 2;

        Task<string> answer = AskAsync(gateway);
        await _time.WhenDeadlineAsync(share);
        await WaitForConnectionAsync(first);
        _time.Advance(share);

        Assert.StartsWith("HTTP/1.1 200 ", await answer);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
        Assert.Equal((1, 2), (first.Connections, second.Connections));
        Assert.Contains("did not answer", Assert.Single(Told(gateway, Down)).Message, StringComparison.Ordinal);
    }

    /// <summary>The tunnel whose time runs out at the last proxy has learnt of those before it all the same.</summary>
    [Fact]
    public async Task A_silent_proxy_is_passed_over_also_where_the_last_one_cannot_be_reached_in_time()
    {
        await using ScriptedServer first = Server(c => c.HoldAsync());
        using var second = new SilentPort();
        await using TestGateway gateway = await StartAsync(_time, first.Port, second.Port);
        TimeSpan limit = gateway.Configuration.Settings.ConnectTimeout;

        foreach ((int number, string host) in ((int, string)[])[(1, "origin.test"), (2, "localhost")])
        {
            Task<string> answer = AskAsync(gateway, host);
            await _time.WhenDeadlineAsync(limit / 2);
            await WaitForConnectionAsync(first, number);
            _time.Advance(limit);
            Assert.StartsWith("HTTP/1.1 504 ", await answer);
        }

        Assert.NotNull(gateway.Server.State.RelayProxies[0].DownSince);
    }

    [Fact]
    public async Task Waiting_for_what_becomes_of_another_s_sign_in_is_no_silence_of_the_proxy()
    {
        await using ScriptedServer first = Server(async c =>
        {
            await c.ReadHeadAsync();
            await c.SendAsync(Challenge);
        });
        await using ScriptedServer second = Tunnels();
        var settings = new GatewaySettings
        {
            ConnectTimeout = TimeSpan.FromSeconds(4),
            RelayProxy = new() { Host = "127.0.0.1", Port = first.Port, UserName = RelayTrial.User, Password = RelayTrial.Password },
            RelayProxyFallbacks = [new() { Host = "127.0.0.1", Port = second.Port }],
        };
        var states = new RelayProxyStates(_time, NullLogger.Instance);
        using SignInAttempt other = (await states.Of(settings)[0].SignIn.BeginAsync(settings.RelayProxyPause, CancellationToken.None))!;
        var route = new RelayProxyRoute(states, (relay, cancel) => LoopbackConnection.DialAsync(relay.Port, cancel), settings, _time);

        Task<RelayProxyResult> result = route.ConnectAsync(new ConnectRequest(HostName.Parse("origin.test"), 443), CancellationToken.None);
        await _time.WhenDeadlineAsync(ProxySignIn.Patience);
        _time.Advance(settings.ConnectTimeout / 2);

        using Connection tunnel = (await result).Connection!;
        Assert.Equal((1, 1), (first.Connections, second.Connections));
        Assert.Null(states.Read(settings)[0].DownSince);
    }

    [Fact]
    public async Task What_a_stop_breaks_off_is_no_failure_of_a_proxy()
    {
        using var silent = new SilentPort();
        await using ScriptedServer second = Tunnels();
        await using TestGateway gateway = await StartAsync(_time, silent.Port, second.Port);
        Task<string> answer = AskAsync(gateway);
        await _time.WhenDeadlineAsync(RelayProxyRoute.DialTurn);

        await gateway.Server.StopAsync(CancellationToken.None);

        Assert.StartsWith("HTTP/1.1 503 ", await answer);
        Assert.Empty(Told(gateway, "relay proxy"));
    }

    /// <summary>The log of 16 MB is to last a month whatever a proxy does.</summary>
    [Fact]
    public async Task One_that_comes_and_goes_is_written_three_times_in_half_an_hour_then_with_how_often_it_was()
    {
        await using ScriptedServer first = Tunnels(), second = Tunnels();
        using var relay = new FaultyRelay(first.Port, _ => Fault.None, 0);
        await using TestGateway gateway = await StartAsync(_time, relay.Port, second.Port);
        for (int i = 0; i < 5; i++) await FailAndReturnAsync();
        Assert.Equal((3, 3), (Told(gateway, Down).Count(), Told(gateway, Back).Count()));

        _time.Advance(FailureEvents.Period);
        await FailAndReturnAsync();

        Assert.EndsWith(" (2 times more since the last such event)", Told(gateway, Down).Last().Message, StringComparison.Ordinal);
        Assert.Equal((4, 4), (Told(gateway, Down).Count(), Told(gateway, Back).Count()));

        async Task FailAndReturnAsync()
        {
            relay.Stop();
            Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
            relay.Start();
            _time.Advance(RelayProxyHealth.LongestPause);
            Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
            Assert.Null(gateway.Server.State.RelayProxies[0].DownSince);
        }
    }

    /// <summary>Where none answers for a target, it is the target; clients that ask for it again and again make no proxy worse.</summary>
    [Fact]
    public async Task A_target_for_which_none_answers_is_held_against_none()
    {
        Func<ScriptedConnection, Task> serve = async c =>
        {
            if ((await c.ReadHeadAsync()).StartsWith("CONNECT localhost", StringComparison.Ordinal)) c.Reset();
            await c.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            await c.HoldAsync();
        };
        await using ScriptedServer first = Server(serve), second = Server(serve);
        await using TestGateway gateway = await StartAsync(_time, first.Port, second.Port);

        for (int i = 0; i < 10; i++) Assert.StartsWith("HTTP/1.1 502 ", await AskAsync(gateway, "localhost"));
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));

        Assert.Equal((11, 10), (first.Connections, second.Connections));
        Assert.All(gateway.Server.State.RelayProxies, r => Assert.Null(r.DownSince));
    }

    [Fact]
    public async Task A_host_that_is_switched_off_takes_a_tunnel_four_seconds_and_not_its_whole_time()
    {
        using var silent = new SilentPort();
        await using ScriptedServer second = Tunnels();
        await using TestGateway gateway = await StartAsync(_time, silent.Port, second.Port);

        Task<string> answer = AskAsync(gateway);
        await _time.WhenDeadlineAsync(RelayProxyRoute.DialTurn);
        _time.Advance(RelayProxyRoute.DialTurn);

        Assert.StartsWith("HTTP/1.1 200 ", await answer);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
        Assert.Contains("TimedOut", Assert.Single(Told(gateway, Down)).Message, StringComparison.Ordinal);
    }

    /// <summary>While one tunnel tries whether a proxy is back, and waits, the others go through the next one.</summary>
    [Fact]
    public async Task Only_one_tries_whether_a_proxy_is_back()
    {
        var answer = new TaskCompletionSource();
        await using ScriptedServer first = Server(async c =>
        {
            await c.ReadHeadAsync();
            await answer.Task.WaitAsync(Patience.Limit);
            await c.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            await c.HoldAsync();
        });
        await using ScriptedServer second = Tunnels();
        using var relay = new FaultyRelay(first.Port, _ => Fault.None, 0);
        await using TestGateway gateway = await StartAsync(_time, relay.Port, second.Port);
        relay.Stop();
        await AskAsync(gateway);
        relay.Start();
        _time.Advance(RelayProxyHealth.FirstPause);

        Task<string> probe = AskAsync(gateway);
        await WaitForConnectionAsync(first);
        string[] others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(gateway)));
        Assert.All(others, o => Assert.StartsWith("HTTP/1.1 200 ", o));
        Assert.Equal((1, 21), (first.Connections, second.Connections));

        answer.SetResult();
        Assert.StartsWith("HTTP/1.1 200 ", await probe);
        await gateway.Log.WaitForAsync(e => e.Message.Contains(Back, StringComparison.Ordinal));
    }

    /// <summary>It does so until it is known what came of it, which for a silent one the next proxy's answer decides.</summary>
    [Fact]
    public async Task No_other_tries_a_silent_proxy_before_the_first_is_judged()
    {
        var answer = new TaskCompletionSource();
        int asked = 0;
        await using ScriptedServer first = Server(c => c.HoldAsync());
        await using ScriptedServer second = Server(async c =>
        {
            await c.ReadHeadAsync();
            if (Interlocked.Increment(ref asked) > 1) await answer.Task.WaitAsync(Patience.Limit);
            await c.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            await c.HoldAsync();
        });
        using var relay = new FaultyRelay(first.Port, _ => Fault.None, 0);
        await using TestGateway gateway = await StartAsync(_time, relay.Port, second.Port);
        TimeSpan share = gateway.Configuration.Settings.ConnectTimeout / 2;
        relay.Stop();
        await AskAsync(gateway);
        relay.Start();
        _time.Advance(RelayProxyHealth.FirstPause);

        Task<string> probe = AskAsync(gateway);
        await _time.WhenDeadlineAsync(share);
        await WaitForConnectionAsync(first);
        _time.Advance(share);
        await WaitForConnectionAsync(second, 2);
        Task<string> next = AskAsync(gateway);
        await WaitForConnectionAsync(second, 3);
        answer.SetResult();

        Assert.All(await Task.WhenAll(probe, next), a => Assert.StartsWith("HTTP/1.1 200 ", a));
        Assert.Equal(1, first.Connections);
    }

    /// <summary>Clients are told at once, the log once, and the first proxy that is back serves the next client.</summary>
    [Fact]
    public async Task Where_all_are_down_that_is_said_once_and_each_tunnel_tries_them_all()
    {
        await using ScriptedServer server = Tunnels();
        using FaultyRelay first = new(server.Port, _ => Fault.None, 0), second = new(server.Port, _ => Fault.None, 0);
        await using TestGateway gateway = await StartAsync(_time, first.Port, second.Port);
        first.Stop();
        second.Stop();

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(gateway)));

        Assert.All(answers, a => Assert.StartsWith("HTTP/1.1 502 OMS Gateway got no tunnel from its relay proxy", a));
        LoggedEvent told = Assert.Single(Told(gateway, AllDown));
        Assert.Contains($":{first.Port} could not be reached", told.Message, StringComparison.Ordinal);
        Assert.Contains($":{second.Port} could not be reached", told.Message, StringComparison.Ordinal);
        Assert.All(gateway.Server.State.RelayProxies, r => Assert.NotNull(r.DownSince));
        await gateway.WhenIdleAsync();
        Assert.Contains(
            gateway.Log.Events, e => e.Id == EventIds.Network && e.Message.Contains("None of the 2 relay proxies gave a tunnel.", StringComparison.Ordinal));

        second.Start();
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
        Assert.Contains($":{second.Port} {Back}", Assert.Single(Told(gateway, Back)).Message, StringComparison.Ordinal);
        Assert.Single(Told(gateway, AllDown));
    }

    [Fact]
    public async Task A_change_of_other_settings_forgets_nothing_and_another_list_begins_anew()
    {
        await using ScriptedServer second = Tunnels(), third = Tunnels();
        int closed = LoopbackPort.Free();
        await using TestGateway gateway = await StartAsync(_time, closed, second.Port);
        await AskAsync(gateway);

        await gateway.ApplyAsync(s => s with { IdleTimeout = TimeSpan.FromMinutes(1) });
        Assert.NotNull(gateway.Server.State.RelayProxies[0].DownSince);
        await gateway.ApplyAsync(s => s with { RelayProxyFallbacks = [new() { Host = "127.0.0.1", Port = third.Port }] });
        RelayProxyStatus[] now = [.. gateway.Server.State.RelayProxies];
        Assert.Equal([$"http://127.0.0.1:{closed}", $"http://127.0.0.1:{third.Port}"], now.Select(r => r.Address));
        Assert.NotNull(now[0].DownSince);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
        Assert.Equal((1, 1), (second.Connections, third.Connections));

        // The log must not end with the failure of a proxy that is no more.
        await gateway.ApplyAsync(s => s with { RelayProxy = new() { Host = "127.0.0.1", Port = second.Port } });
        Assert.Single(Told(gateway, "have changed. The gateway treats the proxies as working"));
    }

    /// <summary>Real squids: what the first one answers about a target is its answer, and where it is gone the second one gives the tunnel.</summary>
    [ToolFact("squid")]
    public async Task Of_two_squids_the_second_steps_in_for_the_first()
    {
        await using Origin origin = Origin.Echo();
        string rules = $"acl echo port {origin.Port}\nhttp_access allow echo";
        using ExternalProxy first = await ExternalProxy.StartSquidAsync(_ => rules), second = await ExternalProxy.StartSquidAsync(_ => rules);
        int closed = LoopbackPort.Free();
        await using TestGateway gateway = await StartAsync(
            TimeProvider.System, s => s with { AllowedPorts = [origin.Port, closed] }, first.Port, second.Port);

        Assert.StartsWith("HTTP/1.1 502 ", await AskAsync(gateway, "localhost", closed));
        await gateway.Log.WaitForAsync(e => e.Message.Contains($":{first.Port} answered '403 Forbidden'", StringComparison.Ordinal));
        Assert.All(gateway.Server.State.RelayProxies, r => Assert.Null(r.DownSince));
        using (GatewayClient client = await gateway.OpenTunnelAsync(origin.Port, "localhost"))
        {
        }

        first.Stop();
        using GatewayClient other = await gateway.OpenTunnelAsync(origin.Port, "localhost");
        await other.SendAsync("through the second");
        Assert.Equal("through the second", System.Text.Encoding.ASCII.GetString(await other.ReadAsync("through the second".Length)));
    }

    private const string Challenge = "HTTP/1.1 407 Log on\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n";

    private static ScriptedServer Server(Func<ScriptedConnection, Task> serve) => new([.. Enumerable.Repeat(serve, 100)]);

    private static ScriptedServer Tunnels() => Server(async c =>
    {
        await c.ReadHeadAsync();
        await c.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
        await c.HoldAsync();
    });

    private static IEnumerable<LoggedEvent> Told(TestGateway gateway, string text) =>
        gateway.Log.Events.Where(e => e.Message.Contains(text, StringComparison.Ordinal));

    private static Task<TestGateway> StartAsync(TimeProvider time, params int[] proxies) => StartAsync(time, s => s, proxies);

    private static Task<TestGateway> StartAsync(TimeProvider time, Func<GatewaySettings, GatewaySettings> settings, params int[] proxies) =>
        TestGateway.StartAsync(443, s => settings(s with
        {
            RelayProxy = new() { Host = "127.0.0.1", Port = proxies[0] },
            RelayProxyFallbacks = [.. proxies.Skip(1).Select(port => new RelayProxySettings { Host = "127.0.0.1", Port = port })],
        }), time);

    private static async Task<string> AskAsync(TestGateway gateway, string host = "origin.test", int port = 443)
    {
        using GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync($"CONNECT {host}:{port} HTTP/1.1\r\n\r\n");
        return await client.ReadHeadAsync();
    }

    private static async Task WaitForConnectionAsync(ScriptedServer server, int count = 1)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (server.Connections < count) await Task.Delay(5, limit.Token);
    }
}
