using System.Collections.Concurrent;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Status;
using OmsGateway.Gateway.RelayProxy;
using OmsGateway.Gateway.RelayProxy.Health;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>A gateway that finds out by itself, without a client, whether its relay proxies are back.</summary>
public sealed class ProbeTests
{
    private const string Challenge = "HTTP/1.1 407 Log on\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n";
    private const string Dead = "no relay proxy gives tunnels";

    private readonly ManualTimeProvider _time = new();
    private readonly ConcurrentQueue<string> _heads = new();

    /// <summary>It asks for what a client asked for, and what it finds counts as no connection.</summary>
    [Fact]
    public async Task A_dead_proxy_stays_dead_until_a_probe_succeeds()
    {
        await using ScriptedServer proxy = Server(c => c.SendAsync("HTTP/1.1 200 OK\r\n\r\n"));
        using var relay = new FaultyRelay(proxy.Port, _ => Fault.None, 0);
        await using TestGateway gateway = await StartAsync(relay.Port);
        relay.Stop();
        Assert.StartsWith("HTTP/1.1 502 ", await AskAsync(gateway));
        Assert.Equal(Dead, gateway.Server.State.NotReadyReason);
        await ProbeAsync(gateway, pause: 1);
        Assert.Equal(Dead, gateway.Server.State.NotReadyReason);
        Assert.Equal(_time.GetUtcNow(), gateway.Server.State.RelayProxies[0].LastTried);

        relay.Start();
        await ProbeAsync(gateway, pause: 2);
        Assert.Null(gateway.Server.State.NotReadyReason);
        Assert.StartsWith("CONNECT origin.test:443 HTTP/1.1\r\n", Assert.Single(_heads));
        Assert.Equal(1, (await gateway.WhenIdleAsync()).ClosedConnections);
    }

    /// <summary>To connect is not enough: squid's probes, which end there, call alive what answers nobody (src/neighbors.cc, peerProbeConnect).</summary>
    [Fact]
    public async Task A_proxy_that_takes_connections_and_answers_nobody_stays_dead()
    {
        await using ScriptedServer proxy = Server(c =>
        {
            c.Reset();
            return Task.CompletedTask;
        });
        await using TestGateway gateway = await StartAsync(proxy.Port);
        await AskAsync(gateway);
        await AskAsync(gateway, "localhost");
        Assert.Equal(Dead, gateway.Server.State.NotReadyReason);
        int asked = _heads.Count;
        await ProbeAsync(gateway, pause: 1);
        Assert.Equal(asked + 1, _heads.Count);
        Assert.Equal(Dead, gateway.Server.State.NotReadyReason);
    }

    /// <summary>Accounts are locked by tries of a wrong password: in the pause after a refusal there is none, after it one.</summary>
    [Fact]
    public async Task Credentials_that_were_refused_are_not_tried_in_the_pause_and_once_after_it()
    {
        await using ScriptedServer proxy = Server(async c =>
        {
            while (true)
            {
                await c.SendAsync(Challenge);
                _heads.Enqueue(await c.ReadHeadAsync());
            }
        });
        await using TestGateway gateway = await StartAsync(proxy.Port, relay => relay with { UserName = RelayTrial.User, Password = RelayTrial.Password });
        await AskAsync(gateway);
        Assert.Equal(1, Tries());
        foreach (int pause in (int[])[1, 2, 4]) await ProbeAsync(gateway, pause);
        Assert.Equal(5, _heads.Count);
        Assert.Equal(1, Tries());

        _time.Advance(gateway.Configuration.Settings.RelayProxyPause);
        await ProbeAsync(gateway, pause: 0);
        Assert.Equal(2, Tries());
        Assert.Equal(Dead, gateway.Server.State.NotReadyReason);

        int Tries() => _heads.Count(head => head.Contains("Proxy-Authorization", StringComparison.Ordinal));
    }

    /// <summary>A change of the configuration may have taken the host off the list that was asked for before.</summary>
    [Fact]
    public async Task After_a_change_nothing_is_asked_for_that_was_allowed_before()
    {
        await using ScriptedServer proxy = Server(c => c.SendAsync("HTTP/1.1 200 OK\r\n\r\n"));
        using var relay = new FaultyRelay(proxy.Port, _ => Fault.None, 0);
        await using TestGateway gateway = await StartAsync(relay.Port);
        relay.Stop();
        await AskAsync(gateway);
        await gateway.ApplyAsync(s => s, "other.test");
        relay.Start();
        await ProbeAsync(gateway, pause: 1);
        Assert.Null(gateway.Server.State.NotReadyReason);
        Assert.Equal((1, 0), (relay.Connections, _heads.Count));
    }

    [Fact]
    public async Task The_stop_breaks_a_probe_off_and_holds_it_against_no_proxy()
    {
        using var silent = new SilentPort();
        int closed = LoopbackPort.Free();
        await using TestGateway gateway = await StartAsync(closed, fallback: silent.Port);
        await _time.AdvanceUntilAsync(AskAsync(gateway));
        // What the log says of this client's tunnel names the proxies too, and its last event comes when the client has its answer already.
        await gateway.Log.WaitForAsync(e => e.Message.Contains("] Closed: ", StringComparison.Ordinal));
        _time.Advance(RelayProxyHealth.LongestPause);
        int told = gateway.Log.Events.Count;

        using var stop = new CancellationTokenSource();
        Task running = gateway.Server.ProbeRelayProxiesAsync(stop.Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.WhenDeadlineAsync(RelayProxyRoute.DialTurn);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience.Limit));
        Assert.DoesNotContain(gateway.Log.Events.Skip(told), e => e.Message.Contains("elay prox", StringComparison.Ordinal));
    }

    /// <summary>Moves the clock to when a probe is due, and no further, since its limits would pass; waits for what comes of it.</summary>
    private async Task ProbeAsync(TestGateway gateway, int pause)
    {
        using var stop = new CancellationTokenSource();
        Task running = gateway.Server.ProbeRelayProxiesAsync(stop.Token);
        RelayProxyStatus before = gateway.Server.State.RelayProxies[0];
        _time.Advance(TimeSpan.FromSeconds(pause) + RelayProxyHealth.ClientsTurn);
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (gateway.Server.State.RelayProxies[0] == before) await Task.Delay(5, limit.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience.Limit));
    }

    private ScriptedServer Server(Func<ScriptedConnection, Task> answer) => new([.. Enumerable.Repeat<Func<ScriptedConnection, Task>>(
        async c =>
        {
            _heads.Enqueue(await c.ReadHeadAsync());
            await answer(c);
        },
        100)]);

    private Task<TestGateway> StartAsync(int proxy, Func<RelayProxySettings, RelayProxySettings>? with = null, int? fallback = null)
    {
        RelayProxySettings relay = new() { Host = "127.0.0.1", Port = proxy };
        return TestGateway.StartAsync(443, s => s with
        {
            RelayProxy = with?.Invoke(relay) ?? relay,
            RelayProxyFallbacks = fallback is { } port ? [new() { Host = "127.0.0.1", Port = port }] : [],
        }, _time);
    }

    private static async Task<string> AskAsync(TestGateway gateway, string host = "origin.test")
    {
        using GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync($"CONNECT {host}:443 HTTP/1.1\r\n\r\n");
        return await client.ReadHeadAsync();
    }
}
