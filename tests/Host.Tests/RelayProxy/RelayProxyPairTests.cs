using OmsGateway.Host.Tests.LoadBalancing;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.RelayProxy;

/// <summary>A gateway behind two real squids, with agents that upload without a pause.</summary>
[Trait("Native", "yes")]
public sealed class RelayProxyPairTests : IDisposable
{
    private const int Agents = 20;
    private const string Down = "gives no tunnels, and the gateway goes on to the next one";

    private readonly IngestionServer _server = new();
    private readonly GatewayProgram _program = new();

    public void Dispose()
    {
        _server.Dispose();
        _program.Dispose();
    }

    /// <summary>
    /// The first squid is killed under load, which cuts the tunnels that lead through it, and started again. Every upload arrives, no agent
    /// that asks for a tunnel is refused one, and the first squid is used again.
    /// </summary>
    [ToolFact("squid")]
    public async Task With_one_killed_under_load_every_upload_arrives_and_no_tunnel_is_refused()
    {
        string rules = $"acl target port {_server.Port}\nhttp_access allow target";
        ExternalProxy first = await ExternalProxy.StartSquidAsync(_ => rules);
        using ExternalProxy second = await ExternalProxy.StartSquidAsync(_ => rules);
        int port = await _program.AllowAsync(_server.Port);
        await _program.DoAsync("config", "set", "MinimumTlsVersion", "1.2");
        await _program.DoAsync("relay", "set", $"127.0.0.1:{first.Port}");
        await _program.DoAsync("config", "set", "RelayProxyFallbacks", $"127.0.0.1:{second.Port}");
        await _program.DoAsync("config", "set", "LogLevel", "Debug");
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        using var stop = new CancellationTokenSource();
        UploadingAgent[] agents = [.. Enumerable.Range(0, Agents).Select(i => new UploadingAgent(i, port, _server.Port))];
        Task running = Task.WhenAll(agents.Select(agent => agent.RunAsync(stop.Token)));
        await UploadingAgent.AllAdvanceAsync(agents, running);
        Assert.DoesNotContain(gateway.Lines, line => line.Contains($"at 127.0.0.1:{second.Port}", StringComparison.Ordinal));

        int firstPort = first.Port;
        first.Stop();
        first.Dispose();
        Assert.Contains("[403]", await gateway.WaitForAsync(Down), StringComparison.Ordinal);
        await UploadingAgent.AllAdvanceAsync(agents, running);
        await gateway.WaitForAsync($"at 127.0.0.1:{second.Port}");
        await StatusShowsAsync($"http://127.0.0.1:{firstPort} has given no tunnel since");

        using ExternalProxy again = await ExternalProxy.StartSquidAsync(_ => rules, firstPort);
        await gateway.WaitForAsync($"The relay proxy http://127.0.0.1:{firstPort} gives tunnels again.");
        int ended = CountOfFirst();
        await UploadingAgent.AllAdvanceAsync(agents, running);
        await UploadingAgent.AllAdvanceAsync(agents, running);
        await stop.CancelAsync();
        await running;

        _server.AssertNothingIsLost(agents);
        Assert.Equal(0, agents.Sum(a => a.Refusals));
        Assert.DoesNotContain(gateway.Lines, line => line.Contains("No connection for client", StringComparison.Ordinal));
        Assert.True(agents.Sum(a => a.Retries) > 0, "No agent noticed that a proxy was killed: the test has shown nothing.");
        Assert.True(CountOfFirst() > ended, "No tunnel led through the first proxy once it was back.");
        Assert.Single(gateway.Lines, line => line.Contains(Down, StringComparison.Ordinal));

        int CountOfFirst() => gateway.Lines.Count(line => line.Contains($"at 127.0.0.1:{firstPort}", StringComparison.Ordinal));
    }

    private async Task StatusShowsAsync(string text)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (!(await _program.DoAsync("status")).Contains(text, StringComparison.Ordinal)) await Task.Delay(100, limit.Token);
    }
}
