namespace OmsGateway.TestSupport;

/// <summary>Open file descriptors, from /proc.</summary>
public static class ProcessHandles
{
    /// <summary>Those of a process.</summary>
    public static int Count(int process) => Directory.GetFiles($"/proc/{process}/fd").Length;

    /// <summary>Those of this process that are sockets; of others the runtime opens some for itself.</summary>
    public static int CountSockets() => Directory.GetFiles("/proc/self/fd").Count(IsSocket);

    /// <summary>Waits until a process has no more than this many, which lets closing connections finish.</summary>
    public static async Task WhenAtMostAsync(int count, int process)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (Count(process) > count) await Task.Delay(50, limit.Token);
    }

    private static bool IsSocket(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return false;
        }
    }
}
