using System.Globalization;

namespace OmsGateway.Benchmarks;

/// <summary>How many connections this machine lets a process have.</summary>
internal static class FileLimit
{
    // What a gateway keeps open besides its tunnels. OMS Gateway keeps most: 200 for itself, one in a hundred for clients that it refuses,
    // and 1,000 for second attempts to connect. It refuses tunnels rather than run out, which would count as failed here.
    private const int Reserve = 1500;

    /// <summary>Most tunnels a gateway can hold: two connections each, out of the process's limit of open files.</summary>
    public static int Tunnels { get; } = (Read() - Reserve) / 2;

    private static int Read()
    {
        string line = File.ReadLines("/proc/self/limits").First(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        string hard = line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[2];
        return int.TryParse(hard, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : int.MaxValue;
    }
}
