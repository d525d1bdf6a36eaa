using System.Globalization;

namespace OmsGateway.TestSupport;

/// <summary>How long a test waits for what has to happen.</summary>
public static class Patience
{
    // The load is no limit by itself: a machine may say that thousands wait for a disk.
    private const double MostSlowdown = 15;

    /// <summary>
    /// Two minutes, times <see cref="Slowdown"/>: what is waited for comes within a second where the machine has nothing else to do, and late
    /// where it has much. Only a failure takes as long.
    /// </summary>
    public static TimeSpan Limit => TimeSpan.FromMinutes(2) * Slowdown;

    /// <summary>
    /// How many times as long as on a quiet machine things take at the moment, 1 at least: how many want to run for each processor, on average
    /// over the last minute (proc(5), /proc/loadavg). 1 on Windows, which does not count them.
    /// </summary>
    public static double Slowdown => OperatingSystem.IsWindows() ? 1 : Math.Clamp(ReadLoad() / Environment.ProcessorCount, 1, MostSlowdown);

    private static double ReadLoad() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
