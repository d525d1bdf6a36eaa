using System.Management.Automation;
using OmsGateway.Configuration.Status;
using OmsGateway.PowerShell.Diagnostics;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

public sealed class StatusTests : CmdletTrial
{
    private static readonly GatewayStatus Written = new()
    {
        ProcessId = 42, Version = "2.0.0", Written = DateTimeOffset.UnixEpoch, ListenEndpoints = ["[::]:8080"],
        ConfigurationProblem = "wrong", Errors = 3, MaximumTunnels = 480, TunnelLimitReason = "the limit of 1,024 open files",
        RelayProxies = [new RelayProxyStatus("http://a:3128", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), "It is gone."), new RelayProxyStatus("http://b:3128", null, null, null)],
    };

    private FakeEngine Run(GatewayRunState state, GatewayStatus? status = null) =>
        Run(new GetStatusCommand { Inquiry = _ => new GatewayReport(state, status, "What was found.") });

    [Fact]
    public void ARunningGatewayIsShownWithItsNumbers()
    {
        FakeEngine engine = Run(GatewayRunState.Running, Written);
        var status = (ServiceStatus)Assert.Single(engine.Output);
        Assert.Empty(engine.Errors);
        Assert.True(status.IsRunning);
        Assert.Equal((42, "2.0.0", "wrong", 3L), (status.ProcessId, status.Version, status.ConfigurationProblem, status.Errors));
        Assert.Equal((480, "the limit of 1,024 open files"), (status.MaximumTunnels, status.TunnelLimitReason));
        Assert.Equal(["[::]:8080"], status.ListenEndpoints);
        Assert.Equal(["http://a:3128 (down)", "http://b:3128"], status.RelayProxies.Select(proxy => proxy.ToString()));
        RelayProxyState down = Assert.Single(status.RelayProxies, proxy => !proxy.IsWorking);
        Assert.Equal((DateTime.UnixEpoch.ToLocalTime(), DateTime.UnixEpoch.AddHours(1).ToLocalTime(), "It is gone."), (down.DownSince, down.LastTried, down.Problem));
    }

    [Fact]
    public void AVersionThatDidNotSayHowManyTunnelsAreAtMost_IsNotShownWithNone() => Assert.Null(
        ((ServiceStatus)Assert.Single(Run(GatewayRunState.Running, Written with { MaximumTunnels = 0 }).Output)).MaximumTunnels);

    [Fact]
    public void AGatewayThatEndedWithoutAStop_IsNotRunning_AndShownWithWhatItSaidLast()
    {
        var status = (ServiceStatus)Assert.Single(Run(GatewayRunState.NotRunning, Written).Output);
        Assert.Equal((false, "What was found.", 3L), (status.IsRunning, status.Explanation, status.Errors));
    }

    [Theory]
    [InlineData(GatewayRunState.AccessDenied, "AccessDenied", ErrorCategory.PermissionDenied)]
    [InlineData(GatewayRunState.Silent, "NotAnswering", ErrorCategory.ResourceUnavailable)]
    public void WhatIsNotKnownIsAnError_AndNeverThatNothingRuns(GatewayRunState state, string id, ErrorCategory category)
    {
        FakeEngine engine = Run(state);
        Assert.Empty(engine.Output);
        (Exception exception, string failure, ErrorCategory kind, object? target) = Assert.Single(engine.Errors);
        Assert.Equal(("What was found.", id, category, Directory), (exception.Message, failure, kind, target));
    }

    [Fact]
    public void WhoMayNotAskTheGateway_IsToldSoByTheDeniedHosts_AndSeesTheLog()
    {
        FakeEngine engine = Run(
            new FindDeniedHostCommand { Inquiry = _ => new GatewayReport(GatewayRunState.AccessDenied, null, "What was found.") },
            e => e.Events.Add((DateTimeOffset.Now, "Target host (a.test.com) is forbidden.")));
        Assert.Equal("AccessDenied", Assert.Single(engine.Errors).Id);
        Assert.Equal("a.test.com", Assert.Single(engine.Output).ToString());
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
