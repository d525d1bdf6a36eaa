using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace OmsGateway.Gateway.Reporting.Inventory;

/// <summary>
/// So many entries at most. A known one is found without a lock; a new one goes through a lock and, when there is no place left, takes that of
/// one that was not seen for long, or gets none.
/// </summary>
/// <param name="capacity">The number of places.</param>
/// <param name="idle">How long an entry must not have been seen to lose its place to a new one.</param>
/// <param name="since">Since when the table is kept.</param>
internal sealed class InventoryTable<TKey, TEntry>(int capacity, TimeSpan idle, DateTimeOffset since)
    where TKey : notnull
    where TEntry : class, IInventoryEntry
{
    // Places freed in one go, since the search takes a while, and the time without another search after one that found none.
    private const int Share = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TKey, TEntry> _entries = new();
    private readonly Lock _lock = new();
    private long _completeSince = since.UtcTicks;
    private long? _foundNone;
    private int _count;

    /// <summary>Since when, in ticks (UTC), nothing was left out, or was forgotten, that was seen then or later.</summary>
    public long CompleteSince => Interlocked.Read(ref _completeSince);

    /// <summary>The entries, as they are found while they change.</summary>
    public IEnumerable<TEntry> Entries => _entries.Select(e => e.Value);

    /// <summary>An entry that is known.</summary>
    public bool TryFind(TKey key, [NotNullWhen(true)] out TEntry? entry) => _entries.TryGetValue(key, out entry);

    /// <summary>The entry of a key, made if need be; null when there is no place for it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="now">The time in ticks, UTC.</param>
    /// <param name="make">Makes a new one.</param>
    public TEntry? FindOrAdd(TKey key, long now, Func<TEntry> make)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out TEntry? entry)) return entry;
            if (_count >= capacity && !MakeRoom(now))
            {
                _completeSince = now;
                return null;
            }

            _entries[key] = entry = make();
            _count++;
            return entry;
        }
    }

    /// <summary>Takes an entry out; null when there is none.</summary>
    public TEntry? Take(TKey key)
    {
        lock (_lock)
        {
            if (!_entries.TryRemove(key, out TEntry? entry)) return null;
            _count--;
            return entry;
        }
    }

    /// <summary>Forgets what was not seen since a time, in ticks (UTC).</summary>
    public void Forget(long before)
    {
        lock (_lock)
        {
            foreach (KeyValuePair<TKey, TEntry> old in _entries.Where(e => !e.Value.IsInUse && e.Value.LastSeen < before)) Remove(old);
        }
    }

    private bool MakeRoom(long now)
    {
        // In either direction, since the clock may be set.
        if (_foundNone is { } last && Math.Abs(now - last) < Pause.Ticks) return false;
        // Read once for each, since it changes meanwhile.
        (KeyValuePair<TKey, TEntry> Entry, long LastSeen)[] silent =
        [
            .. _entries.Select(e => (Entry: e, e.Value.LastSeen)).Where(e => !e.Entry.Value.IsInUse && now - e.LastSeen >= idle.Ticks)
                .OrderBy(e => e.LastSeen).Take(Math.Max(1, capacity / Share)),
        ];
        foreach ((KeyValuePair<TKey, TEntry> entry, _) in silent) Remove(entry);
        _foundNone = silent.Length == 0 ? now : null;
        return silent.Length > 0;
    }

    private void Remove(KeyValuePair<TKey, TEntry> entry)
    {
        if (!_entries.TryRemove(entry)) return;
        _count--;
        _completeSince = Math.Max(_completeSince, entry.Value.LastSeen);
    }
}
