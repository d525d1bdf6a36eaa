using OmsGateway.Benchmarks.Backgrounds;
using OmsGateway.Benchmarks.Peers;

namespace OmsGateway.Benchmarks;

/// <summary>Programs that are measured in the same way, in turn.</summary>
/// <param name="Name">What <c>--contests</c> calls it.</param>
/// <param name="Title">What the tables' headings begin with; empty for the main contest.</param>
/// <param name="Reference">The peer that ratios refer to.</param>
/// <param name="Modes">The loads.</param>
/// <param name="Peers">The programs.</param>
internal sealed record Contest(string Name, string Title, string Reference, IReadOnlyList<Mode> Modes, IReadOnlyList<Peer> Peers)
{
    /// <summary>The most rounds that it takes unless it is asked for by its name, so that a run of everything ends in time.</summary>
    public int MostRounds { get; init; } = int.MaxValue;

    /// <summary>Whether its launches are worth a table.</summary>
    public bool ShowsLaunches { get; init; } = true;

    /// <summary>The launches of each peer.</summary>
    public Dictionary<string, List<Launch>> Launches { get; } = Peers.ToDictionary(p => p.Name, _ => new List<Launch>());

    /// <summary>The samples of each peer under each load.</summary>
    public Dictionary<Mode, Dictionary<string, List<Sample>>> Samples { get; } =
        Modes.ToDictionary(m => m, _ => Peers.ToDictionary(p => p.Name, _ => new List<Sample>()));

    /// <summary>The peer that a peer's ratios refer to.</summary>
    public string ReferenceOf(string peer) => Peers.First(p => p.Name == peer).Reference ?? Reference;

    /// <summary>One round of one peer: a launch, a warm-up and every load.</summary>
    public async Task MeasureAsync(Peer peer, LoadGenerator load, WorkDirectory work, int seconds)
    {
        string directory = work.NewDirectory(), output = Path.Combine(directory, "output");
        int port = RunningProgram.FreePort();
        string[] command = peer.Prepare(directory, port);
        long started = TimeProvider.System.GetTimestamp();
        using RunningProgram program = RunningProgram.Start(command, output);
        await program.WaitUntilListeningAsync(port, output);
        TimeSpan launch = TimeProvider.System.GetElapsedTime(started);
        var meter = new ProcessMeter(program.Id);
        await Task.Delay(TimeSpan.FromSeconds(1));
        var launched = new Launch(launch.TotalMilliseconds, meter.Memory, meter.Threads);
        Launches[peer.Name].Add(launched);

        // Pools, caches and the just-in-time compiler of whoever has them.
        await load.RunAsync(peer, port, meter, "setup", 16, 2);
        await load.RunAsync(peer, port, meter, "upload", 8, 1);
        var prepared = new PreparedProgram(directory, output, port, program.Id);
        foreach (Mode mode in Modes)
        {
            Console.Error.Write($", {mode.Name}");
            double duration = mode.Seconds > 0 ? mode.Seconds : seconds;
            await using IBackground? background = peer.Background is { } start ? await start(prepared) : null;
            Sample sample = await load.RunAsync(peer, port, meter, mode.Name, mode.Tunnels, duration);
            if (background is not null) await background.EndAsync();
            await Task.Delay(TimeSpan.FromSeconds(mode.SecondsToSettle));
            Samples[mode][peer.Name].Add(sample with { MemoryAtRest = launched.Memory, MemorySettled = meter.Memory });
        }

        Console.Error.WriteLine();
    }
}
