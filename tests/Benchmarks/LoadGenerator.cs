using System.Diagnostics;
using OmsGateway.Benchmarks.Peers;

namespace OmsGateway.Benchmarks;

/// <summary>Runs the load generator (load/) and watches the peer meanwhile.</summary>
internal sealed class LoadGenerator(string program, int originPort)
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Starts the server behind the gateways and waits for it.</summary>
    public static async Task<RunningProgram> StartOriginAsync(string program, int port, string outputFile)
    {
        RunningProgram origin = RunningProgram.Start([program, "origin", $"{port}"], outputFile);
        await origin.WaitUntilListeningAsync(port, outputFile);
        return origin;
    }

    /// <summary>Puts a load on a peer that listens on a port.</summary>
    public async Task<Sample> RunAsync(Peer peer, int port, ProcessMeter meter, string mode, int tunnels, double seconds)
    {
        long memoryBefore = meter.Memory, memoryPeak = memoryBefore;
        int threadsPeak = meter.Threads;
        double cpuBefore = meter.CpuSeconds;
        string[] arguments = ["load", $"{(peer.SpeaksConnect ? port : -port)}", Peer.OriginHost, $"{originPort}", mode, $"{tunnels}", $"{seconds}"];
        using Process load = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        Task<string> output = load.StandardOutput.ReadToEndAsync();
        while (await Task.WhenAny(output, Task.Delay(WatchInterval)) != output)
        {
            memoryPeak = Math.Max(memoryPeak, meter.Memory);
            threadsPeak = Math.Max(threadsPeak, meter.Threads);
        }

        double cpu = meter.CpuSeconds - cpuBefore;
        return new Sample(Parse(await output), cpu, memoryBefore, memoryPeak, threadsPeak);
    }

    private static Dictionary<string, string> Parse(string line) =>
        line.Trim().Split(' ').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
