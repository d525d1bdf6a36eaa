using OmsGateway.Benchmarks;
using OmsGateway.Benchmarks.Peers;

Options options;
string? earlier;
try
{
    options = Options.Parse(args);
    // Before anything is measured, and before it is replaced.
    earlier = options.Earlier is { } file ? ResultsFile.Read(file) : null;
}
catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException)
{
    Console.Error.WriteLine($"bench: {e.Message}");
    return 2;
}

var programs = new BuiltPrograms();
using var work = new WorkDirectory();
int originPort = RunningProgram.FreePort();
using RunningProgram origin = await LoadGenerator.StartOriginAsync(programs.LoadGenerator, originPort, work.File("origin.out"));
var load = new LoadGenerator(programs.LoadGenerator, originPort);
if (options.Against is { } revision) return await MeasurePairsAsync(revision);

int otherPort = RunningProgram.FreePort();
using RunningProgram otherOrigin = await LoadGenerator.StartOriginAsync(programs.LoadGenerator, otherPort, work.File("other-origin.out"));
using SyslogSink sink = new(reads: true), stuck = new(reads: false);
using var wine = new WinePrefix(work.NewDirectory());
Contest[] contests = [.. Contests.All(programs, originPort, otherPort, sink, stuck, wine).Where(c => IsSelected(options.Contests, c.Name)).Select(Select)];
for (int round = 1; round <= options.Rounds; round++)
{
    foreach (Contest contest in contests.Where(c => options.Contests.Count > 0 || round <= c.MostRounds))
    {
        foreach (Peer peer in contest.Peers)
        {
            Console.Error.Write($"round {round} of {options.Rounds}: {contest.Title}{peer.Name}");
            try
            {
                await contest.MeasureAsync(peer, load, work, options.Seconds);
            }
            catch (InvalidOperationException e)
            {
                // A program that did not start once must not take half an hour's figures with it.
                Console.Error.WriteLine($" (not counted: {e.Message.Trim()})");
            }
        }
    }

    // After each round, since whoever breaks off the last one has the others.
    if (options.Output is { } output) ResultsFile.Replace(output, Render());
}

string report = Render();
Console.WriteLine(report);
if (earlier is null) return 0;
Peer[] others = [.. Others.All(originPort, programs.LoadGenerator)];
return Judge(
    Check.FindWorse(earlier, report, row => !others.Any(o => row.StartsWith(o.Name, StringComparison.Ordinal)), options.Tolerance), $"in {options.Earlier}");

string Render() => Report.Render(contests)
    + Report.Sizes([("oms-gateway for Linux, NativeAOT", programs.Native), ("OMSGatewayService.exe, NativeAOT", programs.WindowsNative),
        ("OMSGatewayService.exe and its files, CoreCLR", Path.GetDirectoryName(programs.WindowsCoreClr)!), ("OMS Gateway.msi", programs.Package)]);

async Task<int> MeasurePairsAsync(string before)
{
    var pairs = new Pairs(before, programs, originPort, [.. Mode.All.Where(m => IsSelected(options.Modes, m.Name))]);
    for (int round = 1; round <= options.Rounds; round++) await pairs.MeasureAsync(round, load, work, options.Seconds);
    (string table, IReadOnlyList<string> worse) = pairs.Compare(options.Tolerance);
    Console.WriteLine(table);
    return Judge(worse, $"with {before}");
}

int Judge(IReadOnlyList<string> worse, string than)
{
    foreach (string line in worse) Console.WriteLine($"Worse: {line}");
    Console.WriteLine(worse.Count == 0 ? $"No ratio is worse than {than} by more than {options.Tolerance} %."
        : $"{worse.Count} figures are worse than {than}.");
    return worse.Count == 0 ? 0 : 1;
}

Contest Select(Contest contest) => new(
    contest.Name, contest.Title, contest.Reference, [.. contest.Modes.Where(m => IsSelected(options.Modes, m.Name))],
    [.. contest.Peers.Where(p => IsSelected(options.Peers, p.Name))]) { MostRounds = contest.MostRounds, ShowsLaunches = contest.ShowsLaunches };

static bool IsSelected(IReadOnlyList<string> names, string name) =>
    names.Count == 0 || names.Any(n => name.StartsWith(n, StringComparison.OrdinalIgnoreCase));
