using System.Globalization;
using System.Text;

namespace OmsGateway.Benchmarks;

/// <summary>Medians over the rounds as Markdown tables, each figure with its ratio to squid's in the same run.</summary>
internal static class Report
{
    private const string Reference = "squid";

    // Above this share of one processor the load generator itself may be what is measured.
    private const double GeneratorLimit = 0.95;

    private sealed record Column(string Title, string Format, Func<Sample, double> Value, bool HasRatio = true);

    public static string Render(IReadOnlyDictionary<(Mode Mode, string Peer), List<Sample>> results)
    {
        var text = new StringBuilder();
        foreach (IGrouping<Mode, KeyValuePair<(Mode Mode, string Peer), List<Sample>>> mode in results.GroupBy(r => r.Key.Mode))
            AddTable(text, mode.Key, mode.ToDictionary(r => r.Key.Peer, r => r.Value));
        return text.ToString();
    }

    private static void AddTable(StringBuilder text, Mode mode, Dictionary<string, List<Sample>> samples)
    {
        Column[] columns = Columns(mode);
        text.Append(CultureInfo.InvariantCulture, $"### {mode.Title}\n\n| |{string.Concat(columns.Select(c => $" {c.Title} |"))}\n");
        text.Append(CultureInfo.InvariantCulture, $"|---|{string.Concat(columns.Select(_ => "---:|"))}\n");
        foreach ((string peer, List<Sample> runs) in samples)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {peer} |");
            foreach (Column column in columns)
            {
                double value = Median(runs, column.Value);
                text.Append(' ').Append(value.ToString(column.Format, CultureInfo.InvariantCulture));
                if (column.HasRatio && peer != Reference && samples.TryGetValue(Reference, out List<Sample>? reference))
                    text.Append(CultureInfo.InvariantCulture, $" ({value / Median(reference, column.Value):0.00} ×)");
                text.Append(" |");
            }

            text.Append('\n');
        }

        IEnumerable<string> limited = samples.Where(s => Median(s.Value, x => x.GeneratorBusy) > GeneratorLimit).Select(s => s.Key);
        if (limited.Any()) text.Append(CultureInfo.InvariantCulture, $"\nThe load generator was the limit for: {string.Join(", ", limited)}.\n");
        text.Append('\n');
    }

    private static Column[] Columns(Mode mode)
    {
        var failed = new Column("failed", "0", s => s.Failed, HasRatio: false);
        return mode.Name switch
        {
            "upload" or "download" =>
                [new("MB/s", "0", s => s.MegabytesPerSecond), new("CPU s/GB", "0.000", s => s.CpuSecondsPerGigabyte), failed],
            "setup" => [new("set-ups/s", "0", s => s.SetupsPerSecond), new("CPU µs/set-up", "0.0", s => s.CpuMicrosecondsPerSetup),
                new("99 % ms", "0.00", s => s.P99), failed],
            "idle" => [new("open", "0", s => s.Open, HasRatio: false), new("MB in all", "0.0", s => s.MemoryPeak / 1e6),
                new("kB/tunnel", "0.00", s => (s.MemoryPeak - s.MemoryBefore) / 1e3 / mode.Tunnels), failed],
            _ => [new("uploads", "0", s => s.Finished, HasRatio: false), new("99 % ms", "0.00", s => s.P99),
                new("CPU s", "0.00", s => s.CpuSeconds), new("MB in all", "0.0", s => s.MemoryPeak / 1e6), failed],
        };
    }

    private static double Median(List<Sample> samples, Func<Sample, double> value)
    {
        double[] sorted = [.. samples.Select(value).Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2] + sorted[(sorted.Length / 2) - 1]) / 2;
    }
}
