using System.Globalization;
using OmsGateway.Soak.Gateway;
using OmsGateway.TestSupport;

namespace OmsGateway.Soak.Measuring;

/// <summary>Reads a process from /proc, and its heap from the file that <c>StartupHook</c> writes.</summary>
internal sealed class ProcessMeter(int id, GatewayFiles files)
{
    public Sample Read() => new(ReadMemory(), ReadHeap(), Directory.GetFiles($"/proc/{id}/fd").Length);

    /// <summary>Reads after a garbage collection.</summary>
    public async Task<Sample> ReadCollectedAsync()
    {
        // A native program has no hooks.
        if (!File.Exists(files.HeapFile)) return Read();
        string answer = files.HeapFile + StartupHook.Answer;
        await File.WriteAllTextAsync(files.HeapFile + StartupHook.Request, "");
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (!File.Exists(answer)) await Task.Delay(100, limit.Token);
        Sample collected = Read() with { Heap = ReadSize(answer) };
        File.Delete(answer);
        return collected;
    }

    private long ReadMemory()
    {
        string line = File.ReadLines($"/proc/{id}/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private long ReadHeap() => File.Exists(files.HeapFile) ? ReadSize(files.HeapFile) : 0;

    private static long ReadSize(string file) => long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
}
