using OmsGateway.Configuration.Status;
using OmsGateway.PowerShell.Diagnostics;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

public sealed class StatusTests : CmdletTrial
{
    private static readonly GatewayStatus Written = new()
    {
        ProcessId = 42, Version = "2.0.0", Written = DateTimeOffset.UnixEpoch, ListenEndpoints = ["[::]:8080"],
        ConfigurationProblem = "wrong", Errors = 3,
    };

    private static ServiceStatus Read(int secondsLater, bool isAlive) =>
        GetStatusCommand.Read(Written, DateTimeOffset.UnixEpoch.AddSeconds(secondsLater), _ => isAlive);

    [Fact]
    public void ARunningGatewayIsShownWithItsNumbers()
    {
        ServiceStatus status = Read(5, isAlive: true);
        Assert.True(status.IsRunning);
        Assert.Equal((42, "2.0.0", "wrong", 3L), (status.ProcessId, status.Version, status.ConfigurationProblem, status.Errors));
        Assert.Equal(["[::]:8080"], status.ListenEndpoints);
    }

    [Fact]
    public void ADeadOrSilentProcessIsNotRunning()
    {
        Assert.False(Read(5, isAlive: false).IsRunning);
        Assert.True(Read(24, isAlive: true).IsRunning);
        Assert.False(Read(26, isAlive: true).IsRunning);
    }

    [Fact]
    public void WithoutAStatusNothingRuns() => Assert.False(((ServiceStatus)Assert.Single(Do(new GetStatusCommand()).Output)).IsRunning);

    [Fact]
    public void TheStatusOfThisProcessIsFound()
    {
        System.IO.Directory.CreateDirectory(Directory);
        (Written with { ProcessId = Environment.ProcessId, Written = DateTimeOffset.UtcNow }).Write(Store.StatusPath);
        Assert.True(((ServiceStatus)Assert.Single(Do(new GetStatusCommand()).Output)).IsRunning);
    }
}
