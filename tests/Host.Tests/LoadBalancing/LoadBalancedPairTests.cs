using OmsGateway.Host.Tests.Health;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.LoadBalancing;

/// <summary>Two gateways behind HAProxy in TCP mode, with the settings that docs/administrators-guide.md gives.</summary>
public sealed class LoadBalancedPairTests : IDisposable
{
    private const int Agents = 20;

    private readonly IngestionServer _server = new();
    private readonly GatewayProgram _first = new();
    private readonly GatewayProgram _second = new();

    public void Dispose()
    {
        _server.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    /// <summary>Stopped in order, a gateway lets uploads under way finish; agents may not even notice.</summary>
    [ToolFact("haproxy")]
    public async Task With_one_stopped_uploads_go_on()
    {
        (IReadOnlyList<string> lines, _) = await EndOneUnderLoadAsync("TERM");
        Assert.Contains(lines, line => line.Contains("tunnels are still open", StringComparison.Ordinal));
    }

    /// <summary>Killed, it cuts them off, and agents upload again.</summary>
    [ToolFact("haproxy")]
    public async Task With_one_killed_uploads_go_on()
    {
        (_, int retries) = await EndOneUnderLoadAsync("KILL");
        Assert.True(retries > 0, "No agent noticed that a gateway was killed: the test has shown nothing.");
    }

    /// <summary>
    /// Drained, it gets no new connection once HAProxy has seen /readyz, and no agent notices: until then it still gives tunnels. What is open
    /// goes on, and resumed it is used again.
    /// </summary>
    [ToolFact("haproxy")]
    public async Task With_one_drained_no_upload_is_sent_twice()
    {
        (int Port, int HealthPort)[] ports = [await ConfigureHealthAsync(_first), await ConfigureHealthAsync(_second)];
        using RunningGateway first = await StartAsync(_first);
        using RunningGateway second = await StartAsync(_second);
        using ExternalProxy balancer = await ExternalProxy.StartHaproxyAsync(ports);
        using var stop = new CancellationTokenSource();
        UploadingAgent[] agents = [.. Enumerable.Range(0, Agents).Select(i => new UploadingAgent(i, balancer.Port, _server.Port))];
        Task running = Task.WhenAll(agents.Select(agent => agent.RunAsync(stop.Token)));
        var held = new UploadingAgent(Agents, ports[0].Port, _server.Port) { UploadsPerConnection = int.MaxValue };
        Task holding = held.RunAsync(stop.Token);
        await UploadingAgent.AllAdvanceAsync([.. agents, held], Task.WhenAll(running, holding));
        Assert.Contains(first.Lines, IsVerified);
        Assert.Contains(second.Lines, IsVerified);

        Assert.Contains("The gateway has been draining since", await _first.DoAsync("drain"), StringComparison.Ordinal);
        Assert.Contains("Draining since:", await _first.DoAsync("status"), StringComparison.Ordinal);
        await HealthPage.WaitUntilAsync(ports[0].HealthPort, "omsgateway_client_connections", 1);
        long before = await HealthPage.ReadAsync(ports[0].HealthPort, "omsgateway_tunnel_setup_duration_seconds_count");
        await UploadingAgent.AllAdvanceAsync([.. agents, held], Task.WhenAll(running, holding));
        Assert.Equal(before, await HealthPage.ReadAsync(ports[0].HealthPort, "omsgateway_tunnel_setup_duration_seconds_count"));

        await _first.DoAsync("resume");
        await HealthPage.WaitUntilAsync(ports[0].HealthPort, "omsgateway_tunnel_setup_duration_seconds_count", before + 1);
        await UploadingAgent.AllAdvanceAsync([.. agents, held], Task.WhenAll(running, holding));
        await stop.CancelAsync();
        await Task.WhenAll(running, holding);
        _server.AssertNothingIsLost([.. agents, held]);
        Assert.Equal(0, agents.Append(held).Sum(a => a.Retries));
        AssertQuiet(first);
        AssertQuiet(second);
    }

    /// <summary>The script of docs/automation exchanges the program of both, one after the other, and no agent notices.</summary>
    [ToolFact("haproxy")]
    public async Task While_each_is_upgraded_no_upload_is_sent_twice()
    {
        (int Port, int HealthPort)[] ports = [await ConfigureHealthAsync(_first), await ConfigureHealthAsync(_second)];
        using InstalledGateway first = new(_first, ports[0].HealthPort), second = new(_second, ports[1].HealthPort);
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        using ExternalProxy balancer = await ExternalProxy.StartHaproxyAsync(ports);
        using var stop = new CancellationTokenSource();
        UploadingAgent[] agents = [.. Enumerable.Range(0, Agents).Select(i => new UploadingAgent(i, balancer.Port, _server.Port))];
        Task running = Task.WhenAll(agents.Select(agent => agent.RunAsync(stop.Token)));
        await UploadingAgent.AllAdvanceAsync(agents, running);

        foreach ((InstalledGateway gateway, int healthPort) in new[] { (first, ports[0].HealthPort), (second, ports[1].HealthPort) })
        {
            await gateway.UpgradeAsync();
            Assert.Contains($"version=\"{InstalledGateway.OtherVersion}\"", await HealthPage.MetricsAsync(healthPort), StringComparison.Ordinal);
            await HealthPage.WaitUntilAsync(healthPort, "omsgateway_tunnel_setup_duration_seconds_count", 1);
            await UploadingAgent.AllAdvanceAsync(agents, running);
        }

        await stop.CancelAsync();
        await running;
        _server.AssertNothingIsLost(agents);
        Assert.Equal(0, agents.Sum(a => a.Retries));
        Assert.DoesNotContain(" ERROR ", first.Log + second.Log, StringComparison.Ordinal);
    }

    private async Task<(int Port, int HealthPort)> ConfigureHealthAsync(GatewayProgram program)
    {
        int port = await ConfigureAsync(program), healthPort = LoopbackPort.Free();
        await program.DoAsync("config", "set", "HealthPort", $"{healthPort}");
        return (port, healthPort);
    }

    private async Task<(IReadOnlyList<string> LinesOfTheEnded, int Retries)> EndOneUnderLoadAsync(string signal)
    {
        int[] ports = [await ConfigureAsync(_first), await ConfigureAsync(_second)];
        RunningGateway first = await StartAsync(_first);
        using RunningGateway second = await StartAsync(_second);
        using ExternalProxy balancer = await ExternalProxy.StartHaproxyAsync(ports);
        using var stop = new CancellationTokenSource();
        UploadingAgent[] agents = [.. Enumerable.Range(0, Agents).Select(i => new UploadingAgent(i, balancer.Port, _server.Port))];
        Task running = Task.WhenAll(agents.Select(agent => agent.RunAsync(stop.Token)));

        await UploadingAgent.AllAdvanceAsync(agents, running);
        Assert.Contains(first.Lines, IsVerified);
        Assert.Contains(second.Lines, IsVerified);
        AssertQuiet(first);

        first.Signal(signal);
        await UploadingAgent.AllAdvanceAsync(agents, running);
        await first.ExitCodeAsync();
        IReadOnlyList<string> lines = first.Lines;
        first.Dispose();
        await UploadingAgent.AllAdvanceAsync(agents, running);

        using RunningGateway again = await StartAsync(_first);
        await again.WaitForAsync("[107]");
        await UploadingAgent.AllAdvanceAsync(agents, running);

        await stop.CancelAsync();
        await running;
        _server.AssertNothingIsLost(agents);
        AssertQuiet(second);
        AssertQuiet(again);
        return (lines, agents.Sum(a => a.Retries));
    }

    private async Task<int> ConfigureAsync(GatewayProgram program)
    {
        int port = RunningGateway.FreePort();
        await program.DoAsync("config", "set", "ListenPort", $"{port}");
        await program.DoAsync("config", "set", "AllowedPorts", $"{_server.Port}");
        await program.DoAsync("config", "set", "AllowedNetworks", "127.0.0.0/8 ::1/128");
        await program.DoAsync("config", "set", "MinimumTlsVersion", "1.2");
        await program.DoAsync("config", "set", "DrainTimeoutSeconds", "2");
        await program.DoAsync("hosts", "add", "localhost");
        return port;
    }

    private static async Task<RunningGateway> StartAsync(GatewayProgram program)
    {
        RunningGateway gateway = program.Start();
        await gateway.WaitForAsync("[101]");
        return gateway;
    }

    private static bool IsVerified(string line) => line.Contains("[107]", StringComparison.Ordinal);

    /// <summary>Neither the balancer's checks nor agents that go and come leave a warning or an error.</summary>
    private static void AssertQuiet(RunningGateway gateway) => Assert.DoesNotContain(
        gateway.Lines, line => line.Contains(" WARN ", StringComparison.Ordinal) || line.Contains(" ERROR ", StringComparison.Ordinal));
}
