namespace OmsGateway.Fuzzing.Coverage;

/// <summary>How often each basic block of the instrumented assemblies has run. Public, since those assemblies call it.</summary>
public static class BlockCounters
{
    private static byte[] _counts = [];

    /// <summary>Whether anything is instrumented.</summary>
    public static bool IsActive => _counts.Length > 0;

    /// <summary>The counts since the last reset; 255 stands for more as well.</summary>
    internal static ReadOnlySpan<byte> Counts => _counts;

    /// <summary>Called at the start of each basic block. Threads may lose each other's counts, which does no harm.</summary>
    public static void Hit(int block)
    {
        ref byte count = ref _counts[block];
        if (count < byte.MaxValue) count++;
    }

    internal static void Allocate(int blocks) => _counts = new byte[blocks];

    internal static void Reset() => Array.Clear(_counts);
}
