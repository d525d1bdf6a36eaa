using OmsGateway.Host.Running;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Running;

public sealed class StopSignalsTests
{
    [Fact]
    public async Task Closing_the_console_asks_for_a_stop_and_holds_Windows_up_until_the_run_has_ended()
    {
        var signals = new StopSignals();
        Task handler = Task.Run(signals.Close);
        await Task.Delay(Timeout.InfiniteTimeSpan, signals.Stop).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.False(handler.IsCompleted);

        signals.Dispose();

        await handler.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task Closing_the_console_ends_the_drain_in_time_for_the_last_events()
    {
        using var signals = new StopSignals();
        Task handler = Task.Run(signals.Close);
        await Task.Delay(Timeout.InfiniteTimeSpan, signals.Abort).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Patience.Limit);
        Assert.False(handler.IsCompleted);
    }
}
