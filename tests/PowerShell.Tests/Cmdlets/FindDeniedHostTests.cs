using OmsGateway.Configuration;
using OmsGateway.Configuration.Status;
using OmsGateway.PowerShell.Diagnostics;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

public sealed class FindDeniedHostTests : CmdletTrial
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Now;

    private static string Forbidden(string host, string client = "192.0.2.7:50368") =>
        $"2026-01-01 00:00:00 ERROR [7] Target host ({host}) is forbidden. It is not on the allow list; client {client} asked for it.";

    private DeniedHostSummary[] Find(FindDeniedHostCommand? command, params (DateTimeOffset, string)[] events) =>
        [.. Do(command ?? new FindDeniedHostCommand(), e => e.Events.AddRange(events)).Output.Cast<DeniedHostSummary>()];

    private void Remember(params DeniedHost[] hosts)
    {
        System.IO.Directory.CreateDirectory(Directory);
        new GatewayStatus { ProcessId = Environment.ProcessId, Started = Now, Written = Now, DeniedHosts = hosts }.Write(Store.StatusPath);
    }

    [Fact]
    public void It_counts_the_events_of_each_host_the_latest_first()
    {
        DeniedHostSummary[] found = Find(null,
            (Now.AddMinutes(-3), Forbidden("a.test.com", "[2001:db8::1]:5000")), (Now.AddMinutes(-2), Forbidden("b.test.com")),
            (Now.AddMinutes(-1), Forbidden("A.test.com.", "192.0.2.9:1")), (Now, "Listening on [::]:8080."));
        Assert.Equal([("a.test.com", 2, "192.0.2.9"), ("b.test.com", 1, "192.0.2.7")], found.Select(f => (f.Host, f.Count, f.Client)));
        Assert.Equal("a.test.com", found[0].ToString());
    }

    /// <summary>In the words of the gateway's tests, RepetitionTests.</summary>
    [Fact]
    public void A_summary_counts_for_all_that_it_sums_up_and_what_LogLevel_Debug_adds_for_nothing()
    {
        string event105 = Forbidden("a.test.com", "192.0.2.8:1");
        DeniedHostSummary found = Assert.Single(Find(null,
            (Now.AddMinutes(-40), Forbidden("a.test.com")), (Now.AddMinutes(-39), Forbidden("a.test.com") + " (repeated)"),
            (Now.AddMinutes(-35), event105 + " (298 times in the last 30 minutes, by 12 clients, most by 192.0.2.7)"),
            (Now.AddMinutes(-5), event105 + " (once in the last 30 minutes)")));
        Assert.Equal(("a.test.com", 300, "192.0.2.8"), (found.Host, found.Count, found.Client));
        Assert.Equal(1, Assert.Single(Find(null, (Now, Forbidden("a.test.com") + " (repeated)"))).Count);
    }

    [Fact]
    public void It_reads_the_events_of_Microsoft_s_gateway()
    {
        DeniedHostSummary found = Assert.Single(Find(null, (Now,
            "2020-02-28 13:19:05 [47] ERROR GatewayLogic - Target host (winatp-gw-uks.microsoft.com) is forbidden. Destination server is not listed.")));
        Assert.Equal(("winatp-gw-uks.microsoft.com", null), (found.Host, found.Client));
    }

    [Fact]
    public void It_asks_for_event_105_of_the_gateway_s_log()
    {
        DateTime since = DateTime.Now.AddHours(-1);
        FakeEngine engine = Do(new FindDeniedHostCommand { Since = since });
        Assert.Equal(("OMS Gateway Log", EventIds.Forbidden, (DateTimeOffset)since), engine.EventsAskedFor);
    }

    [Theory]
    [InlineData("*.test.com")]
    [InlineData("a b")]
    [InlineData("a.test.com; Remove-Item C:")]
    [InlineData("")]
    public void What_is_no_host_name_is_left_out(string host) => Assert.Empty(Find(null, (Now, Forbidden(host))));

    [Fact]
    public void It_adds_what_the_running_gateway_remembers_but_counts_no_refusal_twice()
    {
        Remember(new DeniedHost("a.test.com", "::1", 5, Now), new DeniedHost("old.test.com", "::1", 1, Now.AddDays(-2)));
        DeniedHostSummary found = Assert.Single(Find(null, (Now.AddMinutes(-1), Forbidden("a.test.com"))));
        Assert.Equal(("a.test.com", 5, "::1"), (found.Host, found.Count, found.Client));
        Assert.Equal(2, Find(new FindDeniedHostCommand { Since = DateTime.Now.AddDays(-3) }).Length);
    }

    [Fact]
    public void What_is_allowed_by_now_is_left_out_unless_asked_for()
    {
        Administration.Hosts.Add("*.test.com");
        Assert.Empty(Find(null, (Now, Forbidden("a.test.com"))));
        Assert.Single(Do(new FindDeniedHostCommand(), e => e.Events.Add((Now, Forbidden("a.test.com"))), "IncludeAllowed").Output);
    }
}
