using OmsGateway.Host.Running;

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

        await handler.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task ClosingTheConsole_EndsTheDrainInTimeForTheLastEvents()
    {
        using var signals = new StopSignals();
        Task handler = Task.Run(signals.Close);
        await Task.Delay(Timeout.InfiniteTimeSpan, signals.Abort).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(8));
        Assert.False(handler.IsCompleted);
    }
}
