using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Reporting;
using OmsGateway.TestSupport;
using Xunit.Abstractions;

namespace OmsGateway.Gateway.Tests.Reporting.Repetition;

/// <summary>
/// How long the 16 MB of the event log (Product/EventLog.wxs) last under the load that Microsoft has documented for its gateway: 1,000 agents,
/// an upload every six seconds. The sizes are those of real records: in the logs of Windows 10 that github.com/omerbenamram/evtx has as
/// samples (Application_no_crc32.evtx, 2-vss_7-System.evtx) each record of an event that was written by ReportEvent without user and data, as the
/// gateway does, takes 203 bytes and its strings, rounded up to 8, and the first one of a chunk up to 1,400 more for the templates. A file is
/// 4 KB and chunks of 64 KB with a head of 512 bytes, which no record crosses (libyal, "Windows XML Event Log (EVTX) format").
/// </summary>
public class EventLogCapacityTests(ITestOutputHelper output)
{
    private const int FileSize = 16 << 20;
    private const int FileHead = 4096;
    private const int ChunkSize = 64 << 10;
    private const int ChunkHead = 512 + 1400;
    private const int Agents = 1000;
    private const string Workspace = "11111111-2222-3333-4444-555555555555";

    // What an agent asks for, and how often, in seconds.
    private static readonly (string Host, int Every)[] Hosts =
    [
        ($"{Workspace}.ods.opinsights.azure.com", 6),
        ($"{Workspace}.oms.opinsights.azure.com", 60),
        ($"{Workspace}.agentsvc.azure-automation.net", 30),
        ("scadvisorcontent.blob.core.windows.net", 900),
    ];

    [Fact]
    public void The_documented_load_fills_it_in_no_less_than_a_month()
    {
        using var trial = new ReporterTrial();
        TunnelRecord[][] agents = Records(trial);
        int written = 0;
        // The first half hour has the first event of each agent and host; the second one is like all others.
        LoggedEvent[] first = Run(), next = Run();
        Assert.Equal(2 * Agents * Hosts.Length, first.Count(e => !e.Message.EndsWith(')')));
        Assert.Contains(next, e => e.Message.Contains(" (300000 times in the last 30 minutes, by 1000 clients, most by 10.0.", StringComparison.Ordinal));

        trial.Reporter.Flush();
        LoggedEvent day = trial.Log.Events[^1];
        Assert.Equal(100, day.Id);
        double chunks = Chunks(first), perDay = Chunks(next) * 48 + Chunks([day]);
        double days = ((FileSize - FileHead) / ChunkSize - chunks) / perDay;
        output.WriteLine($"{next.Average(e => Size(e)):F0} bytes a summary, {first.Take(8000).Average(e => Size(e)):F0} a first event, {next.Length * 48} "
            + $"events a day, {days:F0} days");
        Assert.InRange(days, 31, 365);

        LoggedEvent[] Run()
        {
            for (int second = 0; second < 1800; second += 6)
            {
                for (int host = 0; host < Hosts.Length; host++)
                {
                    if (second % Hosts[host].Every == 0)
                    {
                        foreach (TunnelRecord record in agents[host]) trial.Send(record, bytes: 200_000);
                    }
                }

                trial.Time.Advance(TimeSpan.FromSeconds(6));
            }

            LoggedEvent[] run = [.. trial.Log.Events.Skip(written)];
            written += run.Length;
            return run;
        }
    }

    [Fact]
    public void Without_summaries_it_is_full_in_minutes()
    {
        using var trial = new ReporterTrial(LogLevel.Information, LogRepetitionMode.Each);
        foreach (TunnelRecord record in Records(trial)[0]) trial.Send(record);
        double minutes = (FileSize - FileHead) / ChunkSize / Chunks(trial.Log.Events) * 6 / 60;
        output.WriteLine($"{minutes:F1} minutes");
        Assert.InRange(minutes, 0, 5);
    }

    private static TunnelRecord[][] Records(ReporterTrial trial) =>
        [.. Hosts.Select(h => Enumerable.Range(0, Agents).Select(i => trial.Record($"10.0.{i / 250}.{i % 250}", h.Host)).ToArray())];

    private static double Chunks(IEnumerable<LoggedEvent> events) => events.Sum(Size) / (double)(ChunkSize - ChunkHead - 600);

    // The text and its final zero in UTF-16; of a chunk a record's worth remains unused.
    private static int Size(LoggedEvent e) => (203 + 2 * (e.Message.Length + 1) + 7) / 8 * 8;
}
