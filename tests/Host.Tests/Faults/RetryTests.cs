using OmsGateway.Configuration;
using OmsGateway.Gateway;
using OmsGateway.Host.Running;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Faults;

public sealed class RetryTests
{
    [Fact]
    public async Task AnEndpointThatWasTakenIsTriedAgain_AndReportedOnce()
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

        await AdvanceUntilAsync(() => tries == 3);
        Assert.Equal("port 8081 is taken", loop.Problem);
        Assert.Single(log.Events, e => e.Message.Contains("is taken", StringComparison.Ordinal));
        isTaken = false;
        await AdvanceUntilAsync(() => inForce.Settings.ListenPort == 8081);

        await log.WaitForAsync(e => e.Message.Contains("ListenPort 8080 -> 8081", StringComparison.Ordinal));
        Assert.Null(loop.Problem);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        async Task AdvanceUntilAsync(Func<bool> condition)
        {
            for (int second = 0; !condition() && second < 200; second++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(10);
            }

            Assert.True(condition());
        }
    }
}
