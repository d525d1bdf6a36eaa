using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Reporting.Repetition;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Reporting.Repetition;

public class RepetitionTests
{
    private static readonly TimeSpan Period = RepetitionCounter.Period;

    [Fact]
    public void The_first_of_a_client_and_a_host_is_written_at_once_and_what_repeats_it_in_one_event()
    {
        using var trial = new ReporterTrial();
        for (int i = 0; i < 100; i++) trial.Send("192.0.2.1", "a.test.com");
        trial.Send("192.0.2.1", "b.test.com");
        trial.Send("192.0.2.2", "a.test.com");
        Assert.Equal(
            ["Got request from 192.0.2.1:50000: CONNECT a.test.com:443", "Got request from 192.0.2.1:50000: CONNECT b.test.com:443",
                "Got request from 192.0.2.2:50000: CONNECT a.test.com:443"],
            trial.Written(EventIds.ConnectReceived));
        Assert.Equal(3, trial.Written(EventIds.TlsVerified).Length);

        trial.Time.Advance(Period);

        Assert.Equal("Got request from 192.0.2.1:50000: CONNECT a.test.com:443 (99 times in the last 30 minutes)",
            Assert.Single(trial.Written(EventIds.ConnectReceived)[3..]));
        Assert.Equal(
            "TLS session is successfully verified: 192.0.2.1:50000 with a.test.com:443, TLS 1.3 (99 times in the last 30 minutes)",
            Assert.Single(trial.Written(EventIds.TlsVerified)[3..]));
        Assert.All(trial.Log.Events.Where(e => e.Id != EventIds.Information), e => Assert.Equal(LogLevel.Information, e.Level));

        trial.Time.Advance(Period);
        Assert.Equal(4, trial.Written(EventIds.ConnectReceived).Length);
    }

    [Fact]
    public void Many_clients_of_one_host_are_one_summary_with_their_number_and_the_busiest()
    {
        using var trial = new ReporterTrial();
        for (int i = 0; i < 5; i++) trial.Refuse("192.0.2.7", "a.test.com", group: "pos");
        for (int i = 0; i < 2; i++) trial.Refuse("2001:db8::1", "a.test.com", group: "pos");
        Assert.Equal(2, trial.Written(EventIds.Forbidden).Length);

        trial.Time.Advance(TimeSpan.FromMinutes(30));

        LoggedEvent summary = trial.Log.Events.Last(e => e.Id == EventIds.Forbidden);
        Assert.Equal(LogLevel.Error, summary.Level);
        // The last connection's number, phrase, group and client: whoever reads event 105 reads a summary as well.
        Assert.Equal(
            "[7] Target host (a.test.com) is forbidden. It is not on the allow list of group pos; client [2001:db8::1]:50000 asked for it. "
            + $"If the host is needed, add it with {SystemCommand.OfGroup("Add-OMSGatewayAllowedHost a.test.com", "hosts add a.test.com", "pos")}. "
            + "(5 times in the last 30 minutes, by 2 clients, most by 192.0.2.7)",
            summary.Message);
    }

    /// <summary>What begins a pause is all that the log has of it, so that it must not wait for the next summary.</summary>
    [Fact]
    public void What_begins_something_that_lasts_is_written_at_once()
    {
        using var trial = new ReporterTrial();
        for (int i = 0; i < 3; i++)
        {
            TunnelRecord record = trial.Record("192.0.2.1", "a.test.com");
            (record.Outcome, record.Detail, record.IsNews) = (TunnelOutcome.RelayProxyAuthenticationFailed, "It is refused.", i == 2);
            trial.Reporter.Closed(record);
        }

        Assert.Equal(2, trial.Written(EventIds.Network).Length);
    }

    [Fact]
    public void Each_reason_is_told_for_itself()
    {
        using var trial = new ReporterTrial(LogLevel.Warning);
        for (int i = 0; i < 3; i++)
        {
            trial.Refuse("192.0.2.1", "a.test.com", TunnelOutcome.ServerNameMissing, "No name.");
            trial.Refuse("192.0.2.1", "a.test.com", TunnelOutcome.ServerNameMismatch, "Another name.");
            trial.Refuse("192.0.2.1", "a.test.com", TunnelOutcome.HandshakeTimeout, "Too late.");
            trial.Refuse("192.0.2.1", "a.test.com", TunnelOutcome.ConnectFailed, "Refused.");
            trial.Refuse("192.0.2.1", "a.test.com", TunnelOutcome.InvalidClientCertificate, "CN=a");
            trial.Refuse("192.0.2.1", "a.test.com", TunnelOutcome.InvalidClientCertificate, "CN=b");
            trial.Refuse("192.0.2.1", "a.test.com", TunnelOutcome.TooManyTunnelsOfClient, "Limit.");
        }

        int[] ids = [106, 106, 402, 403, 105, 105, 400];
        Assert.Equal(ids, trial.Log.Events.Select(e => e.Id));
        trial.Time.Advance(Period);
        LoggedEvent[] summaries = [.. trial.Log.Events.Skip(ids.Length)];
        Assert.Equal(ids.Order(), summaries.Select(e => e.Id).Order());
        Assert.All(summaries, e => Assert.EndsWith(" (2 times in the last 30 minutes)", e.Message));
    }

    /// <summary>Those of Microsoft's gateway, by which scripts and alerts find them (docs/administrators-guide.md, Troubleshoot).</summary>
    [Theory]
    [InlineData(TunnelOutcome.ForbiddenHost, null, "Target host (a.test.com) is forbidden")]
    [InlineData(TunnelOutcome.InvalidClientCertificate, "CN=a, O=Contoso", "Invalid Client certificate: CN=a, O=Contoso.")]
    public void The_known_phrases_are_kept(TunnelOutcome outcome, string? detail, string phrase)
    {
        using var trial = new ReporterTrial(LogLevel.Warning);
        trial.Refuse("192.0.2.1", "a.test.com", outcome, detail);
        Assert.StartsWith(phrase, Assert.Single(trial.Written(EventIds.Forbidden)));
    }

    /// <summary>Scripts and alerts look for event 105 of the last hour, and agents try again at very different intervals.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(47)]
    [InlineData(29 * 60)]
    public void As_long_as_a_host_is_refused_every_hour_has_its_event(int everySeconds)
    {
        using var trial = new ReporterTrial(LogLevel.Warning);
        var seen = new List<long>();
        int asked = 0;
        for (int second = 0; second < 12 * 3600; second += everySeconds)
        {
            trial.Refuse("192.0.2.1", "a.test.com");
            asked++;
            trial.Time.Advance(TimeSpan.FromSeconds(everySeconds));
            while (seen.Count < trial.Log.Events.Count) seen.Add(trial.Time.GetTimestamp());
        }

        Assert.All(trial.Log.Events, e => Assert.Contains("Target host (a.test.com) is forbidden", e.Message, StringComparison.Ordinal));
        Assert.All(seen.Zip(seen.Skip(1)), t => Assert.True(t.Second - t.First <= TimeSpan.TicksPerHour, "An hour is without an event."));
        Assert.InRange(seen.Count, 12, 25);
        // And none of them is lost.
        trial.Reporter.Flush();
        Assert.Equal(asked, trial.Log.Events.Sum(e => Times(e.Message)));
    }

    [Fact]
    public void At_LogLevel_Debug_each_is_written_at_its_own_id()
    {
        using var trial = new ReporterTrial(LogLevel.Debug);
        for (int i = 0; i < 3; i++) trial.Refuse("192.0.2.1", "a.test.com");
        LoggedEvent[] events = [.. trial.Log.Events.Where(e => e.Id == EventIds.Forbidden)];
        Assert.Equal([LogLevel.Error, LogLevel.Debug, LogLevel.Debug], events.Select(e => e.Level));
        Assert.All(events[1..], e => Assert.EndsWith(" (repeated)", e.Message));
    }

    [Fact]
    public void What_is_not_written_is_not_counted_either()
    {
        using var trial = new ReporterTrial(LogLevel.Error);
        for (int i = 0; i < 3; i++) trial.Send("192.0.2.1", "a.test.com");
        trial.Level = LogLevel.Information;
        trial.Time.Advance(Period);
        Assert.Empty(trial.Log.Events);
        trial.Send("192.0.2.1", "a.test.com");
        Assert.Equal([EventIds.ConnectReceived, EventIds.TlsVerified], trial.Log.Events.Select(e => e.Id));
    }

    [Fact]
    public void A_client_that_comes_seldom_is_no_news_and_one_that_was_away_for_a_day_is()
    {
        using var trial = new ReporterTrial();
        for (int hour = 0; hour < 24; hour += 2)
        {
            trial.Send("192.0.2.1", "a.test.com");
            trial.Time.Advance(TimeSpan.FromHours(2));
        }

        Assert.Single(trial.Written(EventIds.ConnectReceived), e => !e.EndsWith(')'));
        trial.Time.Advance(TimeSpan.FromHours(25));
        trial.Send("192.0.2.1", "a.test.com");
        Assert.Equal(2, trial.Written(EventIds.ConnectReceived).Count(e => !e.EndsWith(')')));
    }

    [Fact]
    public void What_was_counted_is_told_when_the_gateway_stops()
    {
        using var trial = new ReporterTrial();
        for (int i = 0; i < 3; i++) trial.Send("192.0.2.1", "a.test.com");
        trial.Time.Advance(TimeSpan.FromMinutes(4));
        trial.Reporter.Flush();
        Assert.EndsWith(" (2 times in the last 4 minutes)", trial.Written(EventIds.ConnectReceived)[^1]);
        int written = trial.Log.Events.Count;
        trial.Reporter.Flush();
        Assert.Equal(written, trial.Log.Events.Count);
    }

    [Fact]
    public void LogRepetition_switches_it_off_and_loses_nothing()
    {
        using var trial = new ReporterTrial();
        for (int i = 0; i < 3; i++) trial.Send("192.0.2.1", "a.test.com");
        trial.Reporter.Repetition = LogRepetitionMode.Each;
        for (int i = 0; i < 3; i++) trial.Send("192.0.2.1", "a.test.com");
        string[] written = trial.Written(EventIds.ConnectReceived);
        Assert.Equal(5, written.Length);
        Assert.EndsWith(" (2 times in the last minute)", written[1]);
        Assert.All(written[2..], e => Assert.EndsWith(":443", e));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("fe80::1%7", "fe80::%7/64")]
    public void A_client_is_an_IPv4_address_or_the_network_that_an_IPv6_host_has_its_addresses_in(string address, string client) =>
        Assert.Equal(client, ClientKey.Of(IPAddress.Parse(address)).ToString());

    [Fact]
    public async Task Each_is_counted_once_whoever_counts()
    {
        using var trial = new ReporterTrial();
        const int Threads = 4, Times = 100_000;
        TunnelRecord[] records = [.. Enumerable.Range(0, 3).Select(i => trial.Record($"192.0.2.{i}", "a.test.com"))];
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(t => Task.Run(() =>
        {
            for (int i = 0; i < Times; i++) trial.Reporter.Requested(records[i % records.Length], TunnelOutcome.Open);
        })).Append(Task.Run(() =>
        {
            for (int i = 0; i < 100; i++) trial.Time.Advance(Period);
        })));
        trial.Reporter.Flush();
        Assert.Equal(Threads * Times, trial.Log.Events.Where(e => e.Id == EventIds.ConnectReceived).Sum(e => RepetitionTests.Times(e.Message)));
    }

    // As the PowerShell module reads it.
    private static int Times(string message)
    {
        int at = message.LastIndexOf(" (", StringComparison.Ordinal);
        if (at < 0 || !message.Contains(" in the last ", StringComparison.Ordinal) || message.Contains(" (once ", StringComparison.Ordinal)) return 1;
        return int.Parse(message[(at + 2)..message.IndexOf(' ', at + 2)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
