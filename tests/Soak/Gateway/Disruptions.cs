using System.Net;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Soak.Agents;
using OmsGateway.TestSupport;

namespace OmsGateway.Soak.Gateway;

/// <summary>What administrators and their networks do to a running gateway, one thing after the other while agents work.</summary>
internal sealed class Disruptions(GatewayProcess gateway, GatewayFiles files, Surroundings around)
{
    private const string ToggledHost = "www.fabrikam.com";

    private readonly Agent _controller = new(IPAddress.Parse("127.9.9.9"), around, () => throw new NotSupportedException(), new Random(0));
    private int _next;
    private int _drain = GatewayFiles.DrainTimeoutSeconds;

    /// <summary>How often each kind happened.</summary>
    public SortedDictionary<string, int> Counts { get; } = [];

    /// <summary>Goes round the kinds until it is time to rest.</summary>
    public async Task WorkAsync()
    {
        (string Name, Func<Task> Run)[] all =
        [
            ("port moved", MovePortAsync), ("host allowed and denied", ToggleHostAsync), ("client over its limit", CrowdClientAsync),
            ("invalid settings", BreakSettingsAsync), ("gateway over its limit", CrowdGatewayAsync), ("relay proxy restarted", RelayAsync),
        ];
        while (!around.Rest.IsCancellationRequested)
        {
            (string name, Func<Task> run) = all[_next++ % all.Length];
            await run();
            Counts[name] = Counts.GetValueOrDefault(name) + 1;
            await around.PauseAsync(500);
        }
    }

    private async Task MovePortAsync()
    {
        int port = LoopbackPort.Free();
        around.Conditions.BeginMove();
        await SetAsync("ListenPort", $"{port}", $"ListenPort {around.Conditions.Port} -> {port}");
        around.Conditions.EndMove(port);
        await CheckAsync("moved port", ToggledHost, TunnelOutcome.ForbiddenHost);
    }

    private async Task ToggleHostAsync()
    {
        // By its address, because the name leads nowhere.
        await ChangeAsync(() => gateway.DoAsync("hosts", "add", "127.0.0.1"), "allowed hosts: 1 added");
        await CheckAsync("host just allowed", "127.0.0.1", TunnelOutcome.Open);
        await ChangeAsync(() => gateway.DoAsync("hosts", "remove", "127.0.0.1"), "allowed hosts: 1 removed");
        await CheckAsync("host just denied", "127.0.0.1", TunnelOutcome.ForbiddenHost);
    }

    private async Task CrowdClientAsync()
    {
        // Connections that ask for nothing and are closed again, which makes probes of them.
        using var connected = new SemaphoreSlim(0);
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hold = new Scenario("held", 0, async _ =>
        {
            connected.Release();
            await refused.Task;
            return Verdict.Exactly(TunnelOutcome.Probe);
        });
        Task[] held = [.. Enumerable.Range(0, GatewayFiles.TunnelsPerClient).Select(_ => _controller.PlayAsync(hold))];
        // One that cannot connect ends at once.
        foreach (Task play in held) await Task.WhenAny(play, connected.WaitAsync());
        await _controller.PlayAsync(
            new Scenario("client over its limit", 0, async c => Verdict.Exactly(await c.ReadAnswerAsync()), TunnelOutcome.TooManyTunnelsOfClient));
        refused.SetResult();
        await Task.WhenAll(held);
    }

    private async Task BreakSettingsAsync()
    {
        string valid = await File.ReadAllTextAsync(files.SettingsPath);
        await ChangeAsync(() => File.WriteAllTextAsync(files.SettingsPath, "<OMSGateway><ListenPort>"), "Wrong configuration");
        await CheckAsync("invalid settings", ToggledHost, TunnelOutcome.ForbiddenHost);
        File.Delete(files.SettingsPath);
        // A change besides, so that there is an event to wait for.
        string old = $"<DrainTimeoutSeconds>{_drain}<", repaired = $"<DrainTimeoutSeconds>{_drain = 3 - _drain}<";
        await ChangeAsync(() => File.WriteAllTextAsync(files.SettingsPath, valid.Replace(old, repaired, StringComparison.Ordinal)), "DrainTimeoutSeconds ");
    }

    private async Task CrowdGatewayAsync()
    {
        around.Conditions.IsCrowded = true;
        await SetAsync("MaximumTunnels", "1", "MaximumTunnels 20000 -> 1");
        await Task.Delay(500);
        await SetAsync("MaximumTunnels", "20000", "MaximumTunnels 1 -> 20000");
        around.Conditions.IsCrowded = false;
    }

    private async Task RelayAsync()
    {
        around.Conditions.IsRelaying = true;
        around.Relay.Start();
        await SetAsync("RelayProxyAddress", $"127.0.0.1:{around.Relay.Port}", "RelayProxyAddress (none) -> ");
        await Task.Delay(1000);
        around.Relay.Stop();
        await Task.Delay(300);
        around.Relay.Start();
        await Task.Delay(1000);
        await SetAsync("RelayProxyAddress", "", " -> (none)");
        // Tunnels through the proxy end with it, so that from here on every tunnel must work again.
        around.Relay.Stop();
        await gateway.WaitUntilAsync(() => around.Relay.Connections == 0, "the end of its relayed tunnels");
        around.Conditions.IsRelaying = false;
    }

    private Task SetAsync(string setting, string value, string expectedEvent) =>
        ChangeAsync(() => gateway.DoAsync("config", "set", setting, value), expectedEvent);

    private async Task ChangeAsync(Func<Task> change, string expectedEvent)
    {
        if (!await gateway.ChangeAsync(change, expectedEvent)) around.Ledger.Differ($"a change had no event '{expectedEvent}' in time");
    }

    private async Task CheckAsync(string name, string host, TunnelOutcome answer) => await _controller.PlayAsync(new Scenario(name, 0, async c =>
    {
        TunnelOutcome seen = await c.ConnectAsync(host, around.Target.Port);
        return seen == TunnelOutcome.Open ? Verdict.Exactly(TunnelOutcome.HandshakeAborted) : Verdict.Exactly(seen);
    }, answer));
}
