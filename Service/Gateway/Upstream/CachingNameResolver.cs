using System.Collections.Concurrent;
using System.Net;

namespace OmsGateway.Gateway.Upstream;

/// <summary>
/// Shares one look-up among all tunnels that want the same host, and remembers its answer briefly: a thousand agents ask for
/// the same few hosts, and a resolver that hangs must hold one thread per host, not one per tunnel.
/// </summary>
internal sealed class CachingNameResolver(INameResolver inner, TimeProvider time) : INameResolver
{
    // Below the 60 s that Azure's traffic manager commonly gives its records, so that a failover is followed.
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    // The operating system's resolver gives up sooner by itself. One that never answers must not make its host unreachable
    // for as long as the service runs.
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Allow lists hold tens of hosts; a wildcard could make many names, which then only cost a look-up each.
    private const int MaximumEntries = 1000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel)
    {
        long now = time.GetTimestamp();
        if (!_entries.TryGetValue(host, out Entry? entry) || entry.IsStale(time, now))
        {
            if (_entries.Count >= MaximumEntries) RemoveStale(now);
            var fresh = new Entry(now, new Lazy<Task<IPAddress[]>>(() => LookUpAsync(host)));
            entry = _entries.Count >= MaximumEntries
                ? fresh
                : _entries.AddOrUpdate(host, fresh, (_, current) => ReferenceEquals(current, entry) ? fresh : current);
        }

        Task<IPAddress[]> answer = entry.Answer.Value;
        return answer.IsCompleted ? answer : answer.WaitAsync(cancel);
    }

    private async Task<IPAddress[]> LookUpAsync(string host)
    {
        // One waiter's deadline must not end the look-up for the others, so it has no cancellation of its own.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await inner.ResolveAsync(host, CancellationToken.None).ConfigureAwait(false);
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
