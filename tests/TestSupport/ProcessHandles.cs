namespace OmsGateway.TestSupport;

/// <summary>Open file descriptors, from /proc.</summary>
public static class ProcessHandles
{
    /// <summary>Those of a process; of this one without an id.</summary>
    public static int Count(int? process = null) => Directory.GetFiles($"/proc/{process?.ToString() ?? "self"}/fd").Length;

    /// <summary>Waits until there are no more than this many, which lets closing connections finish.</summary>
    public static async Task<int> WhenAtMostAsync(int count, int? process = null)
    {
        for (int attempt = 0; Count(process) > count && attempt < 100; attempt++) await Task.Delay(50);
        return Count(process);
    }
}
