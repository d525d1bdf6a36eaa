using OmsGateway.Host.WindowsService;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.WindowsService;

public sealed class ServiceProgressTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<ServiceReport> _reports = [];

    private ServiceProgress Create() => new(_reports.Add, _time);

    [Fact]
    public void What_is_pending_raises_the_checkpoint_within_the_wait_hint()
    {
        using ServiceProgress progress = Create();
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.All(_reports, r => Assert.Equal(ServiceState.StartPending, r.State));
        Assert.Equal([1, 2, 3, 4], _reports.Select(r => r.CheckPoint));
        Assert.All(_reports, r => Assert.True(r.WaitHint > TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Running_is_reported_once_without_a_checkpoint()
    {
        using ServiceProgress progress = Create();
        progress.Running();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([ServiceState.StartPending, ServiceState.Running], _reports.Select(r => r.State));
        Assert.Equal((0, TimeSpan.Zero), (_reports[^1].CheckPoint, _reports[^1].WaitHint));
    }

    [Fact]
    public void Stopping_goes_on_raising_checkpoints_until_stopped()
    {
        using ServiceProgress progress = Create();
        progress.Running();
        progress.Stopping();
        _time.Advance(TimeSpan.FromSeconds(25));
        progress.Stopped(ExitCode.Success);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(new ServiceReport(ServiceState.Stopped, 0, TimeSpan.Zero, ExitCode.Success, AcceptsStop: false), _reports[^1]);
        int[] checkPoints = [.. _reports.Where(r => r.State is ServiceState.StopPending).Select(r => r.CheckPoint)];
        Assert.Equal(Enumerable.Range(1, 26), checkPoints);
    }

    [Fact]
    public void A_stop_during_the_start_is_not_taken_back()
    {
        using ServiceProgress progress = Create();
        progress.Stopping();
        progress.Running();
        Assert.Equal(ServiceState.StopPending, _reports[^1].State);
    }

    [Fact]
    public void A_start_that_waits_can_be_stopped_and_goes_on_raising_checkpoints()
    {
        using ServiceProgress progress = Create();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.All(_reports, r => Assert.False(r.AcceptsStop));

        progress.Waiting();
        _time.Advance(TimeSpan.FromSeconds(119));

        ServiceReport last = _reports[^1];
        Assert.Equal((ServiceState.StartPending, 121, true), (last.State, last.CheckPoint, last.AcceptsStop));
        progress.Stopping();
        Assert.False(_reports[^1].AcceptsStop);
    }

    [Fact]
    public void A_failed_start_ends_with_its_exit_code()
    {
        using ServiceProgress progress = Create();
        progress.Stopped(ExitCode.InvalidConfiguration);
        Assert.Equal((ServiceState.Stopped, ExitCode.InvalidConfiguration), (_reports[^1].State, _reports[^1].ExitCode));
    }
}
