using System.Globalization;
using System.Text;
using OmsGateway.Benchmarks.Peers;

namespace OmsGateway.Benchmarks;

/// <summary>
/// The gateway beside that of another commit. Each round measures both, one after the other, and compares them with each other only: what the
/// machine does meanwhile changes from minute to minute, and mostly reaches both. Which is first changes with each round.
/// </summary>
internal sealed class Pairs
{
    private const string Now = "now";

    private readonly Contest _contest;
    private readonly string _before;

    /// <param name="revision">The other commit.</param>
    /// <param name="programs">Has both programs.</param>
    /// <param name="origin">The port of the origin.</param>
    /// <param name="modes">The loads.</param>
    public Pairs(string revision, BuiltPrograms programs, int origin, IReadOnlyList<Mode> modes)
    {
        _before = revision;
        _contest = new Contest("pairs", "", revision, modes, [Gateway(revision, programs.Against), Gateway(Now, programs.Native)]);

        Peer Gateway(string name, string program) => OurGateway.Create(program, origin) with { Name = name };
    }

    /// <summary>Measures one pair.</summary>
    public async Task MeasureAsync(int round, LoadGenerator load, WorkDirectory work, int seconds)
    {
        foreach (Peer peer in round % 2 == 1 ? _contest.Peers : _contest.Peers.Reverse())
        {
            Console.Error.Write($"round {round}: {peer.Name}");
            await _contest.MeasureAsync(peer, load, work, seconds);
        }
    }

    /// <summary>A table of the ratios, and a line for each figure that has become worse.</summary>
    /// <param name="percent">By how many percent the median of a figure's ratios may be worse; one that is not worse in every pair is chance.</param>
    public (string Report, IReadOnlyList<string> Worse) Compare(double percent)
    {
        var text = new StringBuilder($"### Beside {_before}: ratios of pairs\n\n| | | median | least | most |\n|---|---|---:|---:|---:|\n");
        List<string> worse = [];
        foreach ((Mode mode, Dictionary<string, List<Sample>> samples) in _contest.Samples)
        {
            foreach (Report.Column<Sample> column in Report.Columns(mode).Where(c => c.HasRatio))
            {
                double[] ratios = [.. samples[_before].Zip(samples[Now], (before, now) => column.Value(now) / column.Value(before))];
                double median = Report.Median(ratios);
                string row = string.Create(
                    CultureInfo.InvariantCulture, $"| {mode.Title} | {column.Title} | {median:0.00} × | {ratios.Min():0.00} × | {ratios.Max():0.00} × |");
                text.Append(row).Append('\n');
                double[] worsenings = Check.IsBetterWithMore(column.Title) ? [.. ratios.Select(r => 1 / r)] : ratios;
                if (Report.Median(worsenings) > 1 + (percent / 100) && worsenings.Min() > 1) worse.Add(row);
            }

            long failed = samples[Now].Sum(s => s.Failed), failedBefore = samples[_before].Sum(s => s.Failed);
            if (failed > failedBefore) worse.Add($"| {mode.Title} | failed | {failed}, before {failedBefore} |");
        }

        return (text.ToString(), worse);
    }
}
