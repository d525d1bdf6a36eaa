using System.Globalization;

namespace OmsGateway.Benchmarks;

/// <summary>The figures of one run of one peer under one load.</summary>
/// <param name="Load">What the load generator saw, by name.</param>
/// <param name="CpuSeconds">CPU time of all the peer's processes during the load.</param>
/// <param name="MemoryBefore">Proportional set size before the load, in bytes.</param>
/// <param name="MemoryPeak">Its highest value during the load, in bytes.</param>
/// <param name="ThreadsPeak">The most threads seen during the load.</param>
internal sealed record Sample(IReadOnlyDictionary<string, string> Load, double CpuSeconds, long MemoryBefore, long MemoryPeak, int ThreadsPeak)
{
    /// <summary>Proportional set size before any load, a second after the start, in bytes.</summary>
    public long MemoryAtRest { get; init; }

    /// <summary>Proportional set size <see cref="Mode.SecondsToSettle"/> after the load, in bytes.</summary>
    public long MemorySettled { get; init; }

    public double Seconds => Number("seconds");

    public long Finished => (long)Number("finished");

    public long Failed => (long)Number("failed");

    public long Open => (long)Number("open");

    /// <summary>99th percentile of the load's latency, in milliseconds.</summary>
    public double P99 => Number("p99");

    /// <summary>Share of one processor that the load generator took.</summary>
    public double GeneratorBusy => Number("busy");

    public double MegabytesPerSecond => Number("bytes") / 1e6 / Seconds;

    public double CpuSecondsPerGigabyte => CpuSeconds / (Number("bytes") / 1e9);

    public double SetupsPerSecond => Finished / Seconds;

    public double CpuMicrosecondsPerSetup => CpuSeconds * 1e6 / Finished;

    private double Number(string name) => double.Parse(Load[name], CultureInfo.InvariantCulture);
}
