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

// ./build.sh bench builds what the variables name.
string generator = Built("OMSGATEWAY_LOAD"), native = Built("OMSGATEWAY_NATIVE"), coreClr = Built("OMSGATEWAY_CORECLR"),
    windowsNative = Built("OMSGATEWAY_WINDOWS_NATIVE"), windowsCoreClr = Built("OMSGATEWAY_WINDOWS_CORECLR");
using var work = new WorkDirectory();
int originPort = RunningProgram.FreePort();
using RunningProgram origin = LoadGenerator.StartOrigin(generator, originPort, work.File("origin.out"));
await origin.WaitUntilListeningAsync(originPort, work.File("origin.out"));
var load = new LoadGenerator(generator, originPort);
using var sink = new SyslogSink();
using var wine = new WinePrefix(work.NewDirectory());
Contest[] contests =
[
    Contest("", "squid", Mode.All,
        [.. Others.All(originPort, generator), OurGateway.Create(native, originPort), OurGateway.Create(coreClr, originPort, OurGateway.OnCoreClr),
            OurGateway.WithGroups(native, originPort)]),
    Contest("Features of OMS Gateway: ", OurGateway.EverythingOff, Mode.OfFeatures,
        [OurGateway.WithEverythingOff(native, originPort), OurGateway.WithEverythingOn(native, originPort, sink.Port),
            OurGateway.WithRelayProxies(native, originPort), OurGateway.WithEverythingOff(coreClr, originPort, OurGateway.OnCoreClr),
            OurGateway.WithEverythingOn(coreClr, originPort, sink.Port, OurGateway.OnCoreClr)]),
    Contest("Under Wine: ", "CoreCLR", Mode.UnderWine,
        [wine.Run("CoreCLR", windowsCoreClr, originPort), wine.Run("NativeAOT", windowsNative, originPort)]),
];

for (int round = 1; round <= options.Rounds; round++)
{
    foreach (Contest contest in contests)
    {
        foreach (Peer peer in contest.Peers)
        {
            Console.Error.Write($"round {round} of {options.Rounds}: {contest.Title}{peer.Name}");
            await contest.MeasureAsync(peer, load, work, options.Seconds);
        }
    }
}

string report = Report.Render(contests)
    + Report.Sizes([("oms-gateway for Linux, NativeAOT", native), ("OMSGatewayService.exe, NativeAOT", windowsNative),
        ("OMSGatewayService.exe and its files, CoreCLR", Path.GetDirectoryName(windowsCoreClr)!), ("OMS Gateway.msi", Built("OMSGATEWAY_MSI"))]);
Console.WriteLine(report);
if (options.Output is { } output) ResultsFile.Replace(output, report);
if (earlier is null) return 0;
HashSet<string> ours = [.. contests.SelectMany(c => c.Peers).Select(p => p.Name).Except(Others.All(originPort, generator).Select(p => p.Name))];
IReadOnlyList<string> worse = Check.FindWorse(earlier, report, ours.Contains, options.Tolerance);
foreach (string line in worse) Console.WriteLine($"Worse: {line}");
Console.WriteLine(worse.Count == 0 ? $"No ratio is worse than in {options.Earlier} by more than {options.Tolerance} %." : $"{worse.Count} ratios are worse than in {options.Earlier}.");
return worse.Count == 0 ? 0 : 1;

Contest Contest(string title, string reference, IReadOnlyList<Mode> modes, Peer[] peers) =>
    new(title, reference, [.. modes.Where(m => Selected(options.Modes, m.Name))], [.. peers.Where(p => Selected(options.Peers, p.Name))]);

static bool Selected(IReadOnlyList<string> names, string name) =>
    names.Count == 0 || names.Any(n => name.StartsWith(n, StringComparison.OrdinalIgnoreCase));

static string Built(string variable) =>
    Environment.GetEnvironmentVariable(variable) ?? throw new InvalidOperationException("Run ./build.sh bench.");
