using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Tests.Reporting.Repetition;

namespace OmsGateway.Gateway.Tests.Reporting;

public class DailyEventTests
{
    private static string[] Days(ReporterTrial trial) => trial.Written(EventIds.Information);

    [Fact]
    public void When_the_day_is_over_one_event_has_its_figures()
    {
        using var trial = new ReporterTrial();
        DateTimeOffset start = TimeZoneInfo.ConvertTime(trial.Time.GetUtcNow(), trial.Time.LocalTimeZone);
        for (int i = 0; i < 1500; i++) trial.Send("192.0.2.1", "a.test.com", 1_000_000);
        trial.Send("192.0.2.2", "a.test.com", 5);
        trial.Send("192.0.2.2", "b.test.com", 4);
        for (int i = 0; i < 2; i++) trial.Refuse("192.0.2.3", "evil.test.com");
        trial.Refuse("192.0.2.3", "a.test.com", TunnelOutcome.ServerNameMissing);
        trial.Reporter.ClientRefused(new System.Net.IPEndPoint(System.Net.IPAddress.Parse("198.51.100.1"), 1));
        Assert.Empty(Days(trial));

        trial.Time.Advance(TimeSpan.FromDays(1));

        DateTimeOffset end = start.Date.AddDays(1);
        Assert.Equal(
            $"From {start:yyyy-MM-dd HH:mm} to {end:yyyy-MM-dd HH:mm}: tunnels 1,502, clients 3, bytes sent 1,500,000,009, bytes received 0. "
            + "Refused or failed: ForbiddenHost 2, ForbiddenClient 1, ServerNameMissing 1. "
            + "Busiest clients: 192.0.2.1 (tunnels 1,500, bytes 1,500,000,000), 192.0.2.2 (tunnels 2, bytes 9). "
            + "Busiest hosts: a.test.com (tunnels 1,501, bytes 1,500,000,005), b.test.com (tunnels 1, bytes 4).",
            Assert.Single(Days(trial)));

        // A day without agents is worth knowing of as well.
        trial.Time.Advance(TimeSpan.FromDays(1));
        Assert.EndsWith(": tunnels 0, clients 0, bytes sent 0, bytes received 0. Nothing was refused.", Days(trial)[1]);
        Assert.All(trial.Log.Events.Where(e => e.Id == EventIds.Information), e => Assert.Equal(LogLevel.Information, e.Level));
    }

    [Fact]
    public void A_stop_ends_the_day_unless_nothing_was()
    {
        using var trial = new ReporterTrial();
        trial.Reporter.Flush();
        Assert.Empty(Days(trial));
        trial.Send("192.0.2.1", "a.test.com");
        trial.Reporter.Flush();
        Assert.Contains(": tunnels 1, clients 1, ", Assert.Single(Days(trial)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_is_set_back_loses_no_figures()
    {
        using var trial = new ReporterTrial();
        trial.Send("192.0.2.1", "a.test.com");
        trial.Time.DateShift = TimeSpan.FromDays(-3);
        trial.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(": tunnels 1, clients 1, ", Assert.Single(Days(trial)), StringComparison.Ordinal);
        trial.Time.Advance(TimeSpan.FromHours(1));
        Assert.Single(Days(trial));
    }

    [Fact]
    public void Of_more_clients_than_it_tells_apart_it_says_so()
    {
        var figures = new DayFigures(DateTimeOffset.UnixEpoch);
        using var trial = new ReporterTrial();
        for (int i = 0; i <= DayFigures.MaximumClients; i++)
        {
            TunnelRecord record = trial.Record($"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}", $"{i}.test.com");
            (record.IsVerified, record.Outcome) = (true, TunnelOutcome.Completed);
            figures.Add(record);
        }

        Assert.Contains(": tunnels 10,001, clients more than 10,000, ", figures.Describe(DateTimeOffset.UnixEpoch), StringComparison.Ordinal);
    }
}
