using System.Globalization;
using OmsGateway.Soak.Gateway;

namespace OmsGateway.Soak.Measuring;

/// <summary>Reads a process from /proc, and its heap from the file that <c>StartupHook</c> writes.</summary>
internal sealed class ProcessMeter(int id, GatewayFiles files)
{
    public Sample Read() => new(ReadMemory(), ReadHeap(), Directory.GetFiles($"/proc/{id}/fd").Length);

    /// <summary>Reads after a garbage collection.</summary>
    public async Task<Sample> ReadCollectedAsync()
    {
        string request = files.HeapFile + ".collect";
        await File.WriteAllTextAsync(request, "");
        for (int attempt = 0; File.Exists(request) && attempt < 100; attempt++) await Task.Delay(100);
        // The figure is written just after the request is taken away.
        await Task.Delay(300);
        return Read();
    }

    private long ReadMemory()
    {
        string line = File.ReadLines($"/proc/{id}/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private long ReadHeap() => File.Exists(files.HeapFile) ? long.Parse(File.ReadAllText(files.HeapFile), CultureInfo.InvariantCulture) : 0;
}
