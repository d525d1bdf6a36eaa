using OmsGateway.Configuration.Inventory;

namespace OmsGateway.Gateway.Reporting.Inventory;

/// <summary>A host that TLS sessions were verified for. Tunnels of all threads count in it.</summary>
/// <param name="name">The host.</param>
/// <param name="group">The group of the clients, or null.</param>
/// <param name="firstUsed">When it was first used, in ticks, UTC.</param>
internal sealed class HostEntry(string name, string? group, long firstUsed) : IInventoryEntry
{
    private readonly long _firstUsed = firstUsed;
    private long _lastUsed = firstUsed;
    private long _tunnels;
    private long _sent;
    private long _received;
    private int _open;

    /// <summary>The host.</summary>
    public string Name => name;

    /// <inheritdoc/>
    public long LastSeen => Interlocked.Read(ref _lastUsed);

    /// <inheritdoc/>
    public bool IsInUse => Volatile.Read(ref _open) > 0;

    /// <summary>The entry of one that was kept.</summary>
    public static HostEntry From(UsedHost host) => new(host.Host, host.Group, host.FirstUsed.UtcTicks)
    {
        _lastUsed = host.LastUsed.UtcTicks, _tunnels = host.Tunnels, _sent = host.BytesSent, _received = host.BytesReceived,
    };

    /// <summary>A TLS session with it was verified.</summary>
    /// <param name="now">The time in ticks, UTC.</param>
    public void Verified(long now)
    {
        Interlocked.Exchange(ref _lastUsed, now);
        Interlocked.Increment(ref _tunnels);
        Interlocked.Increment(ref _open);
    }

    /// <summary>A tunnel whose session was verified is over.</summary>
    public void Closed(long now, long sent, long received)
    {
        Interlocked.Exchange(ref _lastUsed, now);
        Interlocked.Add(ref _sent, sent);
        Interlocked.Add(ref _received, received);
        Interlocked.Decrement(ref _open);
    }

    /// <summary>What is known of it; one that has tunnels open is used now.</summary>
    public UsedHost Read(long now) => new(name, group)
    {
        FirstUsed = new DateTimeOffset(_firstUsed, TimeSpan.Zero), LastUsed = new DateTimeOffset(IsInUse ? now : LastSeen, TimeSpan.Zero),
        Tunnels = Interlocked.Read(ref _tunnels), BytesSent = Interlocked.Read(ref _sent), BytesReceived = Interlocked.Read(ref _received),
    };
}
