using System.Globalization;
using System.Text;

namespace OmsGateway.Benchmarks;

/// <summary>Medians over the rounds as Markdown tables, each figure with its ratio to the reference's in the same run.</summary>
internal static class Report
{
    // Above this share of one processor the load generator itself may be what is measured.
    private const double GeneratorLimit = 0.95;

    /// <summary>A figure of a table.</summary>
    /// <param name="Title">Its heading.</param>
    /// <param name="Format">How it is written.</param>
    /// <param name="Value">Reads it.</param>
    /// <param name="HasRatio">Whether more or less of it is better or worse.</param>
    internal sealed record Column<T>(string Title, string Format, Func<T, double> Value, bool HasRatio = true);

    private static readonly Column<Launch>[] LaunchColumns =
    [
        new("start-up ms", "0", l => l.Milliseconds), new("MB at rest", "0.0", l => l.Memory / 1e6),
        new("threads", "0", l => l.Threads, HasRatio: false),
    ];

    /// <summary>A table for the launches and one for each load.</summary>
    public static string Render(IEnumerable<Contest> contests)
    {
        var text = new StringBuilder();
        foreach (Contest contest in contests.Where(c => c.Peers.Count > 0))
        {
            foreach ((Mode mode, Dictionary<string, List<Sample>> samples) in contest.Samples)
            {
                AddTable(text, contest.Title + mode.Title, contest.ReferenceOf, Columns(mode), samples);
                AddGeneratorLimit(text, samples);
            }

            if (!contest.ShowsLaunches) continue;
            AddTable(text, $"{contest.Title}From start to the first accepted connection, and memory a second later",
                contest.ReferenceOf, LaunchColumns, contest.Launches);
        }

        return text.ToString();
    }

    /// <summary>A table of the sizes of files, or of folders with all they hold.</summary>
    public static string Sizes(IEnumerable<(string Name, string Path)> files)
    {
        var text = new StringBuilder("### Size on disk\n\n| | MB |\n|---|---:|\n");
        foreach ((string name, string path) in files) text.Append(CultureInfo.InvariantCulture, $"| {name} | {Size(path) / 1e6:0.0} |\n");
        return text.Append('\n').ToString();
    }

    private static long Size(string path) => File.Exists(path)
        ? new FileInfo(path).Length
        : new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    private static void AddTable<T>(
        StringBuilder text, string title, Func<string, string> referenceOf, Column<T>[] columns, Dictionary<string, List<T>> samples)
    {
        text.Append(CultureInfo.InvariantCulture, $"### {title}\n\n| |{string.Concat(columns.Select(c => $" {c.Title} |"))}\n");
        text.Append(CultureInfo.InvariantCulture, $"|---|{string.Concat(columns.Select(_ => "---:|"))}\n");
        foreach ((string peer, List<T> runs) in samples)
        {
            string reference = referenceOf(peer);
            text.Append(CultureInfo.InvariantCulture, $"| {peer} |");
            foreach (Column<T> column in columns)
            {
                if (runs.Count == 0)
                {
                    text.Append(" – |");
                    continue;
                }

                double value = Median(runs, column.Value);
                text.Append(' ').Append(value.ToString(column.Format, CultureInfo.InvariantCulture));
                if (column.HasRatio && peer != reference && samples.TryGetValue(reference, out List<T>? other) && other.Count > 0
                    && Median(other, column.Value) is var of and > 0)
                    text.Append(CultureInfo.InvariantCulture, $" ({value / of:0.00} ×)");
                text.Append(" |");
            }

            text.Append('\n');
        }

        text.Append('\n');
    }

    private static void AddGeneratorLimit(StringBuilder text, Dictionary<string, List<Sample>> samples)
    {
        string[] limited = [.. samples.Where(s => s.Value.Count > 0 && Median(s.Value, x => x.GeneratorBusy) > GeneratorLimit).Select(s => s.Key)];
        if (limited.Length > 0) text.Append(CultureInfo.InvariantCulture, $"The load generator was the limit for: {string.Join(", ", limited)}.\n\n");
    }

    /// <summary>What is told of a load.</summary>
    internal static Column<Sample>[] Columns(Mode mode)
    {
        var failed = new Column<Sample>("failed", "0", s => s.Failed, HasRatio: false);
        return mode.Name switch
        {
            _ when mode.SecondsToSettle > 0 =>
                [new("open", "0", s => s.Open, HasRatio: false), new("MB at rest", "0.0", s => s.MemoryAtRest / 1e6),
                    new("MB with all", "0.0", s => s.MemoryPeak / 1e6), new("MB a minute later", "0.0", s => s.MemorySettled / 1e6),
                    new("MB left", "0.0", s => (s.MemorySettled - s.MemoryAtRest) / 1e6, HasRatio: false), failed],
            "upload" or "download" =>
                [new("MB/s", "0", s => s.MegabytesPerSecond), new("CPU s/GB", "0.000", s => s.CpuSecondsPerGigabyte), failed],
            "setup" => [new("set-ups/s", "0", s => s.SetupsPerSecond), new("CPU µs/set-up", "0.0", s => s.CpuMicrosecondsPerSetup),
                new("99 % ms", "0.00", s => s.P99), failed],
            "idle" => [new("open", "0", s => s.Open, HasRatio: false), new("MB in all", "0.0", s => s.MemoryPeak / 1e6),
                new("kB/tunnel", "0.00", s => (s.MemoryPeak - s.MemoryBefore) / 1e3 / mode.Tunnels),
                new("threads", "0", s => s.ThreadsPeak, HasRatio: false), failed],
            _ => [new("uploads", "0", s => s.Finished, HasRatio: false), new("99 % ms", "0.00", s => s.P99),
                new("CPU s", "0.00", s => s.CpuSeconds), new("MB in all", "0.0", s => s.MemoryPeak / 1e6), failed],
        };
    }

    private static double Median<T>(List<T> samples, Func<T, double> value) => Median(samples.Select(value));

    /// <summary>The middle one, or the mean of the middle two.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2] + sorted[(sorted.Length / 2) - 1]) / 2;
    }
}
