using System.Collections.Concurrent;

namespace OmsGateway.Gateway.Tunnels;

/// <summary>The open connections: checks their deadlines and waits for them at the end.</summary>
internal sealed class TunnelRegistry : IDisposable
{
    /// <summary>
    /// In how many turns a second the tunnels are looked at, each time another part of them. Thousands whose time is over together would else be
    /// closed together, and then come again together, and a client that comes with them waits until all have been served.
    /// </summary>
    private const int Turns = 10;

    // Deadlines are in whole seconds; one timer for all tunnels is far cheaper than one for each.
    private static readonly TimeSpan TurnInterval = TimeSpan.FromSeconds(1) / Turns;

    private readonly ConcurrentDictionary<long, Tunnel>[] _parts = [.. Enumerable.Range(0, Turns).Select(_ => new ConcurrentDictionary<long, Tunnel>())];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TaskCompletionSource? _empty;
    private uint _turn;
    private long _sent;
    private long _received;

    public TunnelRegistry(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => CheckDeadlines(), null, TurnInterval, TurnInterval);
    }

    /// <summary>Open connections.</summary>
    public int Count => _parts.Sum(p => p.Count);

    /// <summary>What all connections have transferred.</summary>
    public TunnelTraffic Traffic => new(Interlocked.Read(ref _sent), Interlocked.Read(ref _received));

    private bool IsEmpty => _parts.All(p => p.IsEmpty);

    public void Add(Tunnel tunnel) => PartOf(tunnel)[tunnel.Id] = tunnel;

    public void Remove(Tunnel tunnel)
    {
        PartOf(tunnel).TryRemove(tunnel.Id, out _);
        AddTraffic(tunnel);
        if (Volatile.Read(ref _empty) is { } empty && IsEmpty) empty.TrySetResult();
    }

    /// <summary>Stops every tunnel, or only those that are not being pumped yet.</summary>
    public void Stop(bool sparesPumping)
    {
        foreach (Tunnel tunnel in _parts.SelectMany(p => p.Values)) tunnel.Stop(sparesPumping);
    }

    /// <summary>Completes when no connection is open. Only to be called after the last one was added.</summary>
    public Task WhenEmptyAsync()
    {
        TaskCompletionSource empty = Interlocked.CompareExchange(ref _empty, new(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? _empty;
        // Checked after it is published: either this or the last Remove completes it.
        if (IsEmpty) empty.TrySetResult();
        return empty.Task;
    }

    public void Dispose() => _timer.Dispose();

    private void CheckDeadlines()
    {
        long now = _time.GetTimestamp();
        foreach ((_, Tunnel tunnel) in _parts[Interlocked.Increment(ref _turn) % Turns])
        {
            tunnel.CheckDeadline(now);
            AddTraffic(tunnel);
        }
    }

    private ConcurrentDictionary<long, Tunnel> PartOf(Tunnel tunnel) => _parts[tunnel.Id % Turns];

    private void AddTraffic(Tunnel tunnel)
    {
        (long sent, long received) = tunnel.TakeTraffic();
        if (sent != 0) Interlocked.Add(ref _sent, sent);
        if (received != 0) Interlocked.Add(ref _received, received);
    }
}
