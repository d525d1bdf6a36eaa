using OmsGateway.Benchmarks;
using OmsGateway.Benchmarks.Peers;

// ./build.sh bench builds what the two variables name.
string generator = Environment.GetEnvironmentVariable("OMSGATEWAY_LOAD") ?? throw new InvalidOperationException("Run ./build.sh bench.");
string service = Environment.GetEnvironmentVariable("OMSGATEWAY_SERVICE") ?? throw new InvalidOperationException("Run ./build.sh bench.");
Options options;
try
{
    options = Options.Parse(args);
}
catch (ArgumentException e)
{
    Console.Error.WriteLine($"bench: {e.Message}");
    return 2;
}

using var work = new WorkDirectory();
int originPort = RunningProgram.FreePort();
using RunningProgram origin = LoadGenerator.StartOrigin(generator, originPort, work.File("origin.out"));
await origin.WaitUntilListeningAsync(originPort, work.File("origin.out"));
var load = new LoadGenerator(generator, originPort);
Peer[] peers = [.. Others.All(originPort).Append(OurGateway.Create(service, originPort)).Where(p => Selected(options.Peers, p.Name))];
Mode[] modes = [.. Mode.All.Where(m => Selected(options.Modes, m.Name))];
var results = modes.SelectMany(m => peers.Select(p => (m, p.Name))).ToDictionary(key => key, _ => new List<Sample>());

for (int round = 1; round <= options.Rounds; round++)
{
    foreach (Peer peer in peers) await MeasureAsync(peer, round);
}

string report = Report.Render(results);
Console.WriteLine(report);
if (options.Output is { } file) ResultsFile.Replace(file, report);
return 0;

async Task MeasureAsync(Peer peer, int round)
{
    Console.Error.Write($"round {round} of {options.Rounds}: {peer.Name}");
    string directory = work.NewDirectory();
    string output = Path.Combine(directory, "output");
    int port = RunningProgram.FreePort();
    using RunningProgram program = RunningProgram.Start(peer.Prepare(directory, port), output);
    await program.WaitUntilListeningAsync(port, output);
    var meter = new ProcessMeter(program.Id);
    // Pools, caches and the just-in-time compiler of whoever has them.
    await load.RunAsync(peer, port, meter, "setup", 16, 2);
    await load.RunAsync(peer, port, meter, "upload", 8, 1);
    foreach (Mode mode in modes)
    {
        Console.Error.Write($", {mode.Name}");
        results[(mode, peer.Name)].Add(await load.RunAsync(peer, port, meter, mode.Name, mode.Tunnels, mode.Seconds > 0 ? mode.Seconds : options.Seconds));
    }

    Console.Error.WriteLine();
}

static bool Selected(IReadOnlyList<string> names, string name) =>
    names.Count == 0 || names.Any(n => name.StartsWith(n, StringComparison.OrdinalIgnoreCase));
