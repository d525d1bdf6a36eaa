using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Health;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Health;

public class HealthServerTests
{
    [Fact]
    public async Task Each_path_has_its_answer_and_HEAD_the_same_without_its_body()
    {
        await using HealthTrial trial = await HealthTrial.StartAsync();
        Assert.Equal("ok\n", await trial.GetAsync("/healthz", 200));
        Assert.Equal("ready\n", await trial.GetAsync("/readyz", 200));
        Assert.StartsWith("# HELP ", await trial.GetAsync("/metrics", 200));
        Assert.Contains("/readyz", await trial.GetAsync("/", 404), StringComparison.Ordinal);

        string head = await trial.AskAsync("HEAD /readyz HTTP/1.0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head);
        Assert.Contains("\r\nContent-Length: 6\r\n", head, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nAllow: GET, HEAD\r\n", await trial.AskAsync("PUT /readyz HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
        Assert.Contains(
            "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n", await trial.AskAsync("GET /metrics HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_not_ready_while_it_drains_and_once_it_stops()
    {
        await using HealthTrial trial = await HealthTrial.StartAsync();
        trial.Gateway.Server.BeginDrain(TimeSpan.Zero);
        Assert.Equal("not ready: draining\n", await trial.GetAsync("/readyz", 503));
        Assert.Contains("\nomsgateway_ready 0\n", await trial.GetAsync("/metrics", 200), StringComparison.Ordinal);
        trial.Gateway.Server.EndDrain();
        Assert.Equal("ready\n", await trial.GetAsync("/readyz", 200));
        await trial.Gateway.Server.StopAsync(CancellationToken.None);
        Assert.Equal("not ready: stopping\n", await trial.GetAsync("/readyz", 503));
        Assert.Equal("ok\n", await trial.GetAsync("/healthz", 200));
    }

    [Fact]
    public async Task It_is_not_ready_while_no_relay_proxy_gives_tunnels_and_not_only_until_one_is_due_to_be_tried()
    {
        var time = new ManualTimeProvider();
        int dead = LoopbackPort.Free();
        await using HealthTrial trial = await HealthTrial.StartAsync(
            s => s with { RelayProxy = new RelayProxySettings { Host = "127.0.0.1", Port = dead } }, time);
        await FailAsync();
        Assert.Equal("not ready: no relay proxy gives tunnels\n", await trial.GetAsync("/readyz", 503));
        Assert.Contains($"omsgateway_relay_proxy_up{{proxy=\"http://127.0.0.1:{dead}\"}} 0\n", await trial.GetAsync("/metrics", 200), StringComparison.Ordinal);

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("not ready: no relay proxy gives tunnels\n", await trial.GetAsync("/readyz", 503));

        async Task FailAsync()
        {
            using GatewayClient client = await trial.Gateway.ConnectAsync();
            await client.SendAsync("CONNECT origin.test:443 HTTP/1.1\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 502 ", await client.ReadHeadAsync());
        }
    }

    [Fact]
    public async Task A_silent_client_is_closed_and_so_is_one_too_many_at_once_of_a_client_and_in_all()
    {
        var time = new ManualTimeProvider();
        await using HealthTrial trial = await HealthTrial.StartAsync(time: time);
        List<GatewayClient> silent = [];
        for (int host = 1; host <= HealthServer.MaximumConnections / HealthServer.MaximumConnectionsPerClient; host++)
        {
            // A client that holds all it may have keeps none from the next.
            IPAddress from = IPAddress.Parse($"127.0.0.{host}");
            for (int i = 0; i < HealthServer.MaximumConnectionsPerClient; i++) silent.Add(await GatewayClient.ConnectAsync(trial.EndPoint, from));
            await time.WhenDeadlineAsync(HealthServer.RequestTimeout, silent.Count);
            using GatewayClient more = await GatewayClient.ConnectAsync(trial.EndPoint, from);
            Assert.Empty(await ReadToEndOrResetAsync(more));
        }

        using (GatewayClient other = await GatewayClient.ConnectAsync(trial.EndPoint, IPAddress.Parse("127.0.0.100")))
        {
            Assert.Empty(await ReadToEndOrResetAsync(other));
        }

        time.Advance(HealthServer.RequestTimeout);
        foreach (GatewayClient client in silent)
        {
            using (client) Assert.Empty(await ReadToEndOrResetAsync(client));
        }

        using var limit = new CancellationTokenSource(Patience.Limit);
        while (!(await trial.AskAsync("GET /healthz HTTP/1.0\r\n\r\n")).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
            await Task.Delay(10, limit.Token);
    }

    [Fact]
    public async Task The_port_comes_moves_and_goes_with_the_settings()
    {
        await using HealthTrial trial = await HealthTrial.StartAsync();
        IPEndPoint first = trial.EndPoint;
        await trial.ApplyAsync(LoopbackPort.Free());
        Assert.NotEqual(first, trial.EndPoint);
        Assert.Equal("ok\n", await trial.GetAsync("/healthz", 200));
        await AssertClosedAsync(first);
        IPEndPoint second = trial.EndPoint;
        await trial.ApplyAsync(0);
        await AssertClosedAsync(second);
    }

    [Fact]
    public async Task A_taken_port_is_an_event_and_tried_again()
    {
        var time = new ManualTimeProvider();
        await using HealthTrial trial = await HealthTrial.StartAsync(time: time);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await trial.ApplyAsync(port);
        LoggedEvent told = await trial.Gateway.Log.WaitForAsync(EventIds.WrongConfiguration);
        Assert.Contains($"127.0.0.1:{port}: another program listens there; set HealthPort to a free port", told.Message, StringComparison.Ordinal);

        taken.Stop();
        using var stop = new CancellationTokenSource();
        Task running = trial.Health.RunAsync(stop.Token);
        time.Advance(HealthServer.RetryInterval);
        await trial.Gateway.Log.WaitForAsync(e => e.Message.Contains($"http://127.0.0.1:{port}/", StringComparison.Ordinal));
        Assert.Equal("ok\n", await trial.GetAsync("/healthz", 200));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static async Task AssertClosedAsync(IPEndPoint endPoint)
    {
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(endPoint));
    }

    private static async Task<byte[]> ReadToEndOrResetAsync(GatewayClient client)
    {
        try
        {
            return await client.ReadToEndAsync();
        }
        catch (IOException)
        {
            return [];
        }
    }
}
