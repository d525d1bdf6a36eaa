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
        RelayProxies = [new RelayProxyStatus("http://a:3128", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), "It is gone."),
            new RelayProxyStatus("http://b:3128", null, null, null)],
    };

    private FakeEngine Run(GatewayRunState state, GatewayStatus? status = null) =>
        Run(new GetStatusCommand { Inquiry = _ => new GatewayReport(state, status, "What was found.") });

    [Fact]
    public void A_running_gateway_is_shown_with_its_numbers()
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
        Assert.Equal(
            (DateTime.UnixEpoch.ToLocalTime(), DateTime.UnixEpoch.AddHours(1).ToLocalTime(), "It is gone."), (down.DownSince, down.LastTried, down.Problem));
    }

    [Fact]
    public void A_version_that_did_not_say_how_many_tunnels_are_at_most_is_not_shown_with_none() => Assert.Null(
        ((ServiceStatus)Assert.Single(Run(GatewayRunState.Running, Written with { MaximumTunnels = 0 }).Output)).MaximumTunnels);

    [Fact]
    public void A_gateway_that_ended_without_a_stop_is_not_running_and_shown_with_what_it_said_last()
    {
        var status = (ServiceStatus)Assert.Single(Run(GatewayRunState.NotRunning, Written).Output);
        Assert.Equal((false, "What was found.", 3L), (status.IsRunning, status.Explanation, status.Errors));
    }

    [Theory]
    [InlineData(GatewayRunState.AccessDenied, "AccessDenied", ErrorCategory.PermissionDenied)]
    [InlineData(GatewayRunState.Silent, "NotAnswering", ErrorCategory.ResourceUnavailable)]
    public void What_is_not_known_is_an_error_and_never_that_nothing_runs(GatewayRunState state, string id, ErrorCategory category)
    {
        FakeEngine engine = Run(state);
        Assert.Empty(engine.Output);
        (Exception exception, string failure, ErrorCategory kind, object? target) = Assert.Single(engine.Errors);
        Assert.Equal(("What was found.", id, category, Directory), (exception.Message, failure, kind, target));
    }

    [Fact]
    public void Who_may_not_ask_the_gateway_is_told_so_by_the_denied_hosts_and_sees_the_log()
    {
        FakeEngine engine = Run(
            new FindDeniedHostCommand { Inquiry = _ => new GatewayReport(GatewayRunState.AccessDenied, null, "What was found.") },
            e => e.Events.Add((DateTimeOffset.Now, "Target host (a.test.com) is forbidden.")));
        Assert.Equal("AccessDenied", Assert.Single(engine.Errors).Id);
        Assert.Equal("a.test.com", Assert.Single(engine.Output).ToString());
    }

    [Fact]
    public void Without_a_status_nothing_runs() => Assert.False(((ServiceStatus)Assert.Single(Do(new GetStatusCommand()).Output)).IsRunning);

    [Fact]
    public void The_status_of_this_process_is_found()
    {
        System.IO.Directory.CreateDirectory(Directory);
        (Written with { ProcessId = Environment.ProcessId, Written = DateTimeOffset.UtcNow }).Write(Store.StatusPath);
        Assert.True(((ServiceStatus)Assert.Single(Do(new GetStatusCommand()).Output)).IsRunning);
    }
}
