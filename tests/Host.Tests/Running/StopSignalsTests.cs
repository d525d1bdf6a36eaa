using OmsGateway.Host.Running;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Running;

public sealed class StopSignalsTests
{
    [Fact]
    public async Task ClosingTheConsole_AsksForAStop_AndHoldsWindowsUpUntilTheRunHasEnded()
    {
        var signals = new StopSignals();
        Task handler = Task.Run(signals.Close);
        await Task.Delay(Timeout.InfiniteTimeSpan, signals.Stop).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.False(handler.IsCompleted);

        signals.Dispose();

        await handler.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task ClosingTheConsole_EndsTheDrainInTimeForTheLastEvents()
    {
        using var signals = new StopSignals();
        Task handler = Task.Run(signals.Close);
        await Task.Delay(Timeout.InfiniteTimeSpan, signals.Abort).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Patience.Limit);
        Assert.False(handler.IsCompleted);
    }
}
