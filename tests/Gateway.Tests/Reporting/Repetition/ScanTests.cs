using OmsGateway.Configuration;
using OmsGateway.Gateway.Reporting.Repetition;

namespace OmsGateway.Gateway.Tests.Reporting.Repetition;

/// <summary>Whoever asks for ever new names. Memory is the whole process's, so that nothing else may run beside it.</summary>
[Collection(nameof(ScanTests))]
[CollectionDefinition(nameof(ScanTests), DisableParallelization = true)]
public class ScanTests
{
    /// <summary>
    /// A million names of one client, while agents work and a new one is refused. What a scan may write is held against what Linux allows a
    /// source of messages (printk_ratelimit: a burst, and of the rest the number): 50 names, one warning, and the number.
    /// </summary>
    [Fact]
    public void A_scan_of_a_million_names_grows_no_memory_and_drowns_nothing()
    {
        using var trial = new ReporterTrial();
        trial.Send("192.0.2.1", "agents.test.com");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 1_000_000; i++) trial.Refuse("192.0.2.66", $"{i}.scan.example.com");
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(grown, long.MinValue, 1 << 20);
        Assert.Equal(
            RepetitionCounter.RefusalsPerClient / 2, trial.Written(EventIds.Forbidden).Count(e => e.StartsWith("Target host", StringComparison.Ordinal)));
        Assert.StartsWith("Client 192.0.2.66:50000 was refused so many different things", trial.Written(EventIds.Forbidden)[^1]);

        int written = trial.Log.Events.Count;
        trial.Refuse("192.0.2.1", "new.test.com");
        Assert.Equal([103, 105], trial.Log.Events.Skip(written).Select(e => e.Id));
        trial.Refuse("192.0.2.1", "new.test.com");
        trial.Time.Advance(RepetitionCounter.Period);

        string[] summaries = trial.Written(EventIds.Forbidden)[^2..];
        Assert.StartsWith("Target host (new.test.com) is forbidden.", summaries[0]);
        Assert.Equal(
            "999950 requests for target hosts that are forbidden in the last 30 minutes are not listed one by one, since there were too many different ones; "
            + "most were of client 192.0.2.66.", summaries[1]);
    }

    /// <summary>From as many addresses as a botnet or an IPv6 prefix has; the agents' own refusals are still told at once.</summary>
    [Fact]
    public void A_scan_from_thirty_thousand_networks_grows_no_memory_and_drowns_no_agent()
    {
        using var trial = new ReporterTrial();
        trial.Send("192.0.2.1", "agents.test.com");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 30_000; i++)
            trial.Refuse($"2001:db8:{i >> 8:x}:{i & 255:x}::1", $"{i}.{new string('a', 60)}.{new string('b', 60)}.{new string('c', 60)}.com");
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before - trial.Log.Events.Sum(e => 2L * e.Message.Length + 100);
        Assert.InRange(grown, long.MinValue, 16 << 20);
        Assert.InRange(trial.Log.Events.Count, 1000, 1010);

        int written = trial.Log.Events.Count;
        trial.Refuse("192.0.2.1", "new.test.com");
        Assert.Equal([103, 105], trial.Log.Events.Skip(written).Select(e => e.Id));
        written = trial.Log.Events.Count;
        trial.Time.Advance(RepetitionCounter.Period);
        Assert.InRange(trial.Log.Events.Count - written, 1, 50);
    }
}
