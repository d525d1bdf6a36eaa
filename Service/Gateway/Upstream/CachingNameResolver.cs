using System.Collections.Concurrent;
using System.Net;

namespace OmsGateway.Gateway.Upstream;

/// <summary>
/// Shares one look-up among all tunnels that want the same host, and remembers its answer briefly: a thousand agents ask for
/// the same few hosts, and a resolver that hangs must hold one thread per host, not one per tunnel, and
/// not more threads than there are for look-ups.
/// </summary>
internal sealed class CachingNameResolver(INameResolver inner, TimeProvider time) : INameResolver
{
    // Below the 60 s that Azure's traffic manager commonly gives its records, so that a failover is followed.
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    // The operating system's resolver gives up sooner by itself. One that never answers must not make its host unreachable
    // for as long as the service runs.
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Allow lists hold tens of hosts; a wildcard can match many names, which beyond this only cost a look-up each.
    private const int MaximumEntries = 1000;

    /// <summary>Look-ups under way at once, each with a thread and a socket.</summary>
    internal const int MaximumLookUps = 64;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _lookUps;

    /// <inheritdoc/>
    /// <exception cref="LookUpsBusyException">As many other names are being looked up as may be.</exception>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel)
    {
        long now = time.GetTimestamp();
        if (!_entries.TryGetValue(host, out Entry? entry) || entry.IsStale(time, now)) entry = Renew(host, entry, now);
        Task<IPAddress[]> answer = entry.Answer.Value;
        return answer.IsCompleted ? answer : answer.WaitAsync(cancel);
    }

    private Entry Renew(string host, Entry? stale, long now)
    {
        Task<IPAddress[]>? known = stale is { Answer.IsValueCreated: true } ? stale.Answer.Value : null;
        if (_entries.Count >= MaximumEntries) RemoveStale(now);
        // Lazy: of tunnels that come here at the same moment only the one whose entry is kept may look up.
        var fresh = new Entry(now, new Lazy<Task<IPAddress[]>>(() => LookUp(host, known)));
        return _entries.Count >= MaximumEntries
            ? fresh
            // Only in the place of the one that was found stale: another tunnel may have renewed it meanwhile.
            : _entries.AddOrUpdate(host, fresh, (_, current) => ReferenceEquals(current, stale) ? fresh : current);
    }

    private Task<IPAddress[]> LookUp(string host, Task<IPAddress[]>? known)
    {
        if (Interlocked.Increment(ref _lookUps) <= MaximumLookUps) return LookUpAsync(host);
        Interlocked.Decrement(ref _lookUps);
        // An expired answer is good enough for a host that was reached through it a moment ago.
        return known is { IsCompletedSuccessfully: true } ? known : Task.FromException<IPAddress[]>(new LookUpsBusyException());
    }

    private async Task<IPAddress[]> LookUpAsync(string host)
    {
        try
        {
            // One waiter's deadline must not end the look-up for the others, so it has no cancellation of its own.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return await inner.ResolveAsync(host, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _lookUps);
        }
    }

    private void RemoveStale(long now)
    {
        foreach ((string host, Entry entry) in _entries)
        {
            if (entry.IsStale(time, now)) _entries.TryRemove(host, out _);
        }
    }

    private sealed record Entry(long Started, Lazy<Task<IPAddress[]>> Answer)
    {
        // A failure is shared by those already waiting and forgotten at once; a look-up under way is waited for.
        public bool IsStale(TimeProvider time, long now)
        {
            TimeSpan age = time.GetElapsedTime(Started, now);
            return Answer is { IsValueCreated: true, Value.IsCompleted: true }
                ? !Answer.Value.IsCompletedSuccessfully || age >= Lifetime
                : age >= Patience;
        }
    }
}
