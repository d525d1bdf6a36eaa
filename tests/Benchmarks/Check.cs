using System.Globalization;
using System.Text.RegularExpressions;

namespace OmsGateway.Benchmarks;

/// <summary>
/// Compares the ratios of a run with those of an earlier report. Absolute figures belong to one machine on one day; what a program needs beside
/// another in the same run can be compared with what it needed then.
/// </summary>
internal static partial class Check
{
    // The rest is time, memory or failures, of which less is better.
    private static readonly string[] MoreIsBetter = ["MB/s", "set-ups/s"];

    [GeneratedRegex(@"^[\d.]+ \((?<ratio>[\d.]+) ×\)$")]
    private static partial Regex Cell { get; }

    /// <summary>Whether more of a figure is better.</summary>
    public static bool IsBetterWithMore(string column) => MoreIsBetter.Contains(column);

    /// <summary>What has become worse, a line for each figure; figures that only one of the reports has are passed over.</summary>
    /// <param name="before">The earlier report.</param>
    /// <param name="now">The report of this run.</param>
    /// <param name="ours">Which rows are the product's.</param>
    /// <param name="percent">By how many percent a ratio may be worse.</param>
    public static IReadOnlyList<string> FindWorse(string before, string now, Func<string, bool> ours, double percent)
    {
        Dictionary<(string Table, string Row, string Column), double> old = Ratios(before);
        return
        [
            .. Ratios(now).Where(r => ours(r.Key.Row) && old.ContainsKey(r.Key)).Select(r => (r.Key, Before: old[r.Key], Now: r.Value))
                .Where(r => Worsening(r.Key.Column, r.Before, r.Now) > 1 + (percent / 100))
                .Select(
                    r => string.Create(CultureInfo.InvariantCulture, $"{r.Key.Table}: {r.Key.Row}, {r.Key.Column}: {r.Now:0.00} ×, before {r.Before:0.00} ×")),
        ];
    }

    // Ratios have two digits, and a difference in the last of them is none.
    private static double Worsening(string column, double before, double now) =>
        IsBetterWithMore(column) ? before / (now + 0.01) : now / (before + 0.01);

    private static Dictionary<(string Table, string Row, string Column), double> Ratios(string report)
    {
        var ratios = new Dictionary<(string, string, string), double>();
        string table = "";
        string[] columns = [];
        foreach (string line in report.Split('\n'))
        {
            if (line.StartsWith("### ", StringComparison.Ordinal)) table = line[4..];
            if (!line.StartsWith("| ", StringComparison.Ordinal)) continue;
            string[] cells = [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
            if (cells[0].Length == 0) columns = cells;
            for (int i = 1; i < cells.Length; i++)
            {
                if (Cell.Match(cells[i]) is { Success: true } match)
                    ratios[(table, cells[0], columns[i])] = double.Parse(match.Groups["ratio"].Value, CultureInfo.InvariantCulture);
            }
        }

        return ratios;
    }
}
