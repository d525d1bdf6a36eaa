namespace OmsGateway.Host.Running;

/// <summary>
/// Gives memory back to the system when a burst is over. .NET collects when something is allocated, so that a gateway that has
/// become idle would keep what it needed at its busiest.
/// </summary>
/// <param name="allocatedBytes">Bytes allocated since the start.</param>
/// <param name="collect">Collects all garbage and gives back what is free.</param>
internal sealed class MemoryTrim(Func<long> allocatedBytes, Action collect)
{
    /// <summary>Bytes allocated between two calls of <see cref="Tick"/> below which the burst is over: some hundred tunnels.</summary>
    public const long QuietBytes = 1 << 20;

    /// <summary>Bytes allocated since the last collection that make another worth its pause, some milliseconds for a thousand tunnels.</summary>
    public const long WorthwhileBytes = 16 << 20;

    /// <summary>Tunnels closed since the last collection that make another worth its pause.</summary>
    public const long WorthwhileTunnels = 1_000;

    private long _atLastTick = allocatedBytes();
    private long _atLastTrim = allocatedBytes();
    private long _mostOpen;

    /// <summary>The one of this process.</summary>
    public static MemoryTrim OfProcess() => new(
        () => GC.GetTotalAllocatedBytes(),
        // Aggressive is the mode that gives memory back to the system, and it must block and compact (Microsoft, "GCCollectionMode Enum").
        () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    /// <summary>Trims if it is time to; to be called about once a second.</summary>
    /// <param name="openTunnels">Tunnels that are open.</param>
    public void Tick(long openTunnels)
    {
        long allocated = allocatedBytes(), recently = allocated - _atLastTick;
        _atLastTick = allocated;
        _mostOpen = Math.Max(_mostOpen, openTunnels);
        // What a tunnel had becomes garbage when it closes, which itself allocates little.
        bool isWorthwhile = allocated - _atLastTrim >= WorthwhileBytes || _mostOpen - openTunnels >= WorthwhileTunnels;
        if (recently >= QuietBytes || !isWorthwhile) return;
        (_atLastTrim, _mostOpen) = (allocated, openTunnels);
        collect();
    }
}
