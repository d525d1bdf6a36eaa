using System.Diagnostics;
using System.Net;
using OmsGateway.Host.Tests.LoadBalancing;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Faults;

/// <summary>The real TCP of the kernel over a link that loses packets and at last carries none.</summary>
[Collection(FaultCollection.Name)]
public sealed class NetworkTests : IDisposable
{
    private const int Agents = 6;

    private readonly GatewayProgram _program = new();

    public void Dispose() => _program.Dispose();

    [NamespaceFact(IsolatedNetwork.Probe)]
    public async Task A_network_that_cannot_be_made_leaves_nothing()
    {
        string before = await InterfacesAndNamespacesAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => IsolatedNetwork.CreateAsync("false"));
        Assert.Equal(before, await InterfacesAndNamespacesAsync());

        static async Task<string> InterfacesAndNamespacesAsync() =>
            $"{await ProgramRunner.RunAsync("sh", ["-c", "ls /sys/class/net; ip netns list"])}";
    }

    [NamespaceFact(IsolatedNetwork.Probe)]
    public async Task Lost_packets_are_no_lost_bytes_and_a_cut_link_ends_every_tunnel_at_its_deadline()
    {
        await using IsolatedNetwork network = await IsolatedNetwork.CreateAsync();
        using var server = new IngestionServer(network.Here);
        int port = await _program.AllowAsync(server.Port, $"{network.Here}");
        await _program.DoAsync("config", "set", "RequireServerName", "false");
        await _program.DoAsync("config", "set", "IdleTimeoutSeconds", "10");
        await _program.DoAsync("config", "set", "LogLevel", "Debug");
        using RunningGateway gateway = _program.Start(network.Launcher);
        await gateway.WaitForAsync("[101]");
        await network.NarrowAsync(megabits: 30);
        using var stop = new CancellationTokenSource();
        // No agent renews its connection: a cut in the middle of a handshake ends at another deadline.
        UploadingAgent[] agents = [.. Enumerable.Range(0, Agents).Select(
            n => new UploadingAgent(n, new IPEndPoint(network.There, port), $"{network.Here}", server.Port) { UploadsPerConnection = int.MaxValue })];
        Task[] working = [.. agents.Select(a => a.RunAsync(stop.Token))];
        while (agents.Any(a => a.Acknowledged < 12)) await Task.Delay(50);
        Assert.Equal((0, 0), (server.Damaged, agents.Sum(a => a.Retries)));
        Assert.True(await LostPacketsAsync() > 0, "The link has lost nothing, so the test has shown nothing.");

        await network.CutAsync();
        var time = Stopwatch.StartNew();
        await stop.CancelAsync();
        while (Closed("IdleTimeout") < Agents && time.Elapsed < Patience.Limit) await Task.Delay(100);

        Assert.Equal(Agents, Closed("IdleTimeout"));
        // Not before, as a connection that is reset would, and not when TCP gives up, which is after a quarter of an hour (tcp(7)).
        Assert.InRange(time.Elapsed, TimeSpan.FromSeconds(5), Patience.Limit);
        gateway.Signal("INT");
        Assert.Equal(0, await gateway.ExitCodeAsync());

        int Closed(string outcome) => gateway.Lines.Count(l => l.Contains($"Closed: {outcome};", StringComparison.Ordinal));

        async Task<int> LostPacketsAsync()
        {
            string statistics = (await ProgramRunner.RunAsync(network.Launcher[0], [.. network.Launcher[1..], "tc", "-s", "qdisc"])).Output;
            return System.Text.RegularExpressions.Regex.Matches(statistics, @"dropped (\d+)")
                .Sum(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
