using System.Globalization;

namespace OmsGateway.Benchmarks;

/// <summary>CPU time, memory and threads of a process and everything it started, from /proc.</summary>
internal sealed class ProcessMeter(int root)
{
    // USER_HZ, which the kernel's interface fixes at 100 on every common platform (proc(5), times(2)).
    private const double TicksPerSecond = 100;

    /// <summary>CPU seconds in user and kernel mode, of ended children too.</summary>
    public double CpuSeconds => Members().Sum(pid => Fields(pid) is { } f ? f[11..15].Sum(double.Parse) : 0) / TicksPerSecond;

    /// <summary>Proportional set size in bytes: shared pages are shared out among their users.</summary>
    public long Memory => Members().Sum(ReadMemory);

    /// <summary>Threads that live now.</summary>
    public int Threads => Members().Sum(pid => Fields(pid) is { } f ? int.Parse(f[17], CultureInfo.InvariantCulture) : 0);

    private static long ReadMemory(int pid)
    {
        try
        {
            string line = File.ReadLines($"/proc/{pid}/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return 0;
        }
    }

    private List<int> Members()
    {
        Dictionary<int, int> parents = [];
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out int pid) && Fields(pid) is { } fields)
                parents[pid] = int.Parse(fields[1], CultureInfo.InvariantCulture);
        }

        return [.. parents.Keys.Where(pid => IsBelowRoot(pid, parents))];
    }

    private bool IsBelowRoot(int pid, Dictionary<int, int> parents)
    {
        for (int depth = 0; depth < 100; depth++)
        {
            if (pid == root) return true;
            if (!parents.TryGetValue(pid, out pid)) return false;
        }

        return false;
    }

    // The fields after the program's name in parentheses, which may hold anything.
    private static string[]? Fields(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
