using OmsGateway.Configuration;
using OmsGateway.Gateway;
using OmsGateway.Host.Running;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Faults;

public sealed class RetryTests
{
    [Fact]
    public async Task A_gateway_that_listens_nowhere_is_tried_every_second_and_nothing_is_said_to_stay_in_force()
    {
        using var folder = new TemporaryFolder();
        var monitor = new ConfigurationMonitor(ConfigurationStore.Open(folder.Root));
        var log = new RecordingLogger();
        var time = new ManualTimeProvider();
        int tries = 0;
        var loop = new ConfigurationLoop(monitor, monitor.Poll()!.Configuration!, (_, _) =>
        {
            tries++;
            throw new ListenException("listens NOWHERE", new InvalidOperationException()) { ListensNowhere = true };
        }, log, time);
        using var stop = new CancellationTokenSource();
        Task running = loop.RunAsync(stop.Token);
        folder.Write("OMSGateway.config", "<OMSGateway><ListenPort>8081</ListenPort></OMSGateway>");
        await AdvanceAsync(loop, time, until: () => tries == 1);
        // A mistake made in this moment must not end the tries.
        folder.Write("OMSGateway.config", "<OMSGateway><ListenPort>none</ListenPort></OMSGateway>");

        // Where something listens it would be tried every 15 seconds, which is 75 for five tries.
        Assert.Equal(5, await AdvanceAsync(loop, time, until: () => tries == 6));

        // Once, and again after the other problem has been told.
        Assert.Equal(2, log.Events.Count(e => e.Message == "listens NOWHERE"));
        Assert.DoesNotContain(log.Events, e => e.Message.Contains("stays in force", StringComparison.Ordinal));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_mistake_costs_a_gateway_that_listens_nowhere_no_try()
    {
        using var folder = new TemporaryFolder();
        var monitor = new ConfigurationMonitor(ConfigurationStore.Open(folder.Root));
        var time = new ManualTimeProvider();
        var log = new RecordingLogger();
        bool isMistaken = false;
        var triedAgain = new TaskCompletionSource();
        int tries = 0;
        var loop = new ConfigurationLoop(monitor, monitor.Poll()!.Configuration!, (_, _) =>
        {
            tries++;
            if (isMistaken) triedAgain.TrySetResult();
            throw new ListenException("listens NOWHERE", new InvalidOperationException()) { ListensNowhere = true };
        }, log, time);
        using var stop = new CancellationTokenSource();
        Task running = loop.RunAsync(stop.Token);
        folder.Write("OMSGateway.config", "<OMSGateway><ListenPort>8081</ListenPort></OMSGateway>");
        await AdvanceAsync(loop, time, until: () => tries == 1);

        folder.Write("OMSGateway.config", "<OMSGateway><ListenPort>none</ListenPort></OMSGateway>");
        isMistaken = true;
        time.Advance(TimeSpan.FromSeconds(1));

        // In the look that finds the mistake: there is none after it until the clock moves again.
        await triedAgain.Task.WaitAsync(Patience.Limit);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task An_endpoint_that_was_taken_is_tried_again_and_reported_once()
    {
        using var folder = new TemporaryFolder();
        ConfigurationStore store = ConfigurationStore.Open(folder["conf"]);
        var monitor = new ConfigurationMonitor(store);
        var log = new RecordingLogger();
        var time = new ManualTimeProvider();
        bool isTaken = true;
        int tries = 0;
        GatewayConfiguration inForce = monitor.Poll()!.Configuration!;
        var loop = new ConfigurationLoop(monitor, inForce, (next, _) =>
        {
            tries++;
            if (isTaken) throw new ListenException("port 8081 is taken", new InvalidOperationException());
            inForce = next;
            return Task.CompletedTask;
        }, log, time);
        using var stop = new CancellationTokenSource();
        Task running = loop.RunAsync(stop.Token);
        Directory.CreateDirectory(folder["conf"]);
        folder.Write(Path.Combine("conf", "OMSGateway.config"), "<OMSGateway><ListenPort>8081</ListenPort></OMSGateway>");

        Assert.InRange(await AdvanceAsync(loop, time, until: () => tries == 3), 30, 31);
        Assert.Equal("port 8081 is taken", loop.Problem);
        Assert.Single(log.Events, e => e.Message.Contains("is taken", StringComparison.Ordinal));
        isTaken = false;
        await AdvanceAsync(loop, time, until: () => inForce.Settings.ListenPort == 8081);

        await log.WaitForAsync(e => e.Message.Contains("ListenPort 8080 -> 8081", StringComparison.Ordinal));
        Assert.Null(loop.Problem);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    /// <summary>Moves the clock by seconds, each of which the loop has seen; returns how many.</summary>
    private static async Task<int> AdvanceAsync(ConfigurationLoop loop, ManualTimeProvider time, Func<bool> until)
    {
        int seconds = 0;
        for (; !until() && seconds < 200; seconds++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            var seen = new TaskCompletionSource();
            loop.Reload(seen.SetResult);
            await seen.Task.WaitAsync(Patience.Limit);
        }

        Assert.True(until());
        return seconds;
    }
}
