using System.Collections.Concurrent;

namespace OmsGateway.Gateway.Tunnels;

/// <summary>The open connections: checks their deadlines and waits for them at the end.</summary>
internal sealed class TunnelRegistry : IDisposable
{
    // Deadlines are in whole seconds; one timer for all tunnels is far cheaper than one for each.
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, Tunnel> _tunnels = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TaskCompletionSource? _empty;
    private long _sent;
    private long _received;

    public TunnelRegistry(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => CheckDeadlines(), null, CheckInterval, CheckInterval);
    }

    /// <summary>Open connections.</summary>
    public int Count => _tunnels.Count;

    /// <summary>What all connections have transferred.</summary>
    public TunnelTraffic Traffic => new(Interlocked.Read(ref _sent), Interlocked.Read(ref _received));

    public void Add(Tunnel tunnel) => _tunnels[tunnel.Id] = tunnel;

    public void Remove(Tunnel tunnel)
    {
        _tunnels.TryRemove(tunnel.Id, out _);
        AddTraffic(tunnel);
        if (Volatile.Read(ref _empty) is { } empty && _tunnels.IsEmpty) empty.TrySetResult();
    }

    /// <summary>Stops every tunnel, or only those that are not transferring yet.</summary>
    public void Stop(bool sparesTransfers)
    {
        foreach (Tunnel tunnel in _tunnels.Values) tunnel.Stop(sparesTransfers);
    }

    /// <summary>Completes when no connection is open. Only to be called after the last one was added.</summary>
    public Task WhenEmptyAsync()
    {
        TaskCompletionSource empty = Interlocked.CompareExchange(ref _empty, new(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? _empty;
        // Checked after it is published: either this or the last Remove completes it.
        if (_tunnels.IsEmpty) empty.TrySetResult();
        return empty.Task;
    }

    public void Dispose() => _timer.Dispose();

    private void CheckDeadlines()
    {
        long now = _time.GetTimestamp();
        foreach ((_, Tunnel tunnel) in _tunnels)
        {
            tunnel.CheckDeadline(now);
            AddTraffic(tunnel);
        }
    }

    private void AddTraffic(Tunnel tunnel)
    {
        (long sent, long received) = tunnel.TakeTraffic();
        if (sent != 0) Interlocked.Add(ref _sent, sent);
        if (received != 0) Interlocked.Add(ref _received, received);
    }
}
