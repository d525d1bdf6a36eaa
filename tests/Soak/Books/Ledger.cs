using System.Net;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.TestSupport;

namespace OmsGateway.Soak.Books;

/// <summary>The driver's books: every connection it opened beside the gateway's record of it. Thread-safe.</summary>
internal sealed class Ledger
{
    // Records come within moments; what has none after this long never gets one.
    private static readonly TimeSpan Moments = TimeSpan.FromSeconds(15);
    private const int ShownDifferences = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPEndPoint, LinkedList<TunnelEntry>> _open = [];
    private readonly HashSet<long> _ids = [];
    private long _lowestMissingId = 1;

    /// <summary>Connections the driver opened.</summary>
    public long Opened { get; private set; }

    /// <summary>Records of the gateway.</summary>
    public long Records { get; private set; }

    /// <summary>Connections that were lost with the backlog of a port that the gateway left.</summary>
    public long LostInMoves { get; private set; }

    /// <summary>Bytes of all records, both directions.</summary>
    public long Bytes { get; private set; }

    /// <summary>Records by outcome.</summary>
    public SortedDictionary<TunnelOutcome, long> Outcomes { get; } = [];

    /// <summary>Where the books differ; at most the first twenty.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Connections that are not settled yet.</summary>
    public int Unsettled
    {
        get
        {
            lock (_lock) return _open.Values.Sum(entries => entries.Count);
        }
    }

    public TunnelEntry Open(string scenario, IPEndPoint client)
    {
        var entry = new TunnelEntry(scenario, client);
        lock (_lock)
        {
            Opened++;
            if (!_open.TryGetValue(client, out LinkedList<TunnelEntry>? entries)) _open.Add(client, entries = []);
            entries.AddLast(entry);
        }

        return entry;
    }

    public void End(TunnelEntry entry, IReadOnlySet<TunnelOutcome> expected, bool isExact, bool mayBeUnknown)
    {
        lock (_lock)
        {
            entry.End(expected, isExact, mayBeUnknown);
            Settle(entry);
        }
    }

    /// <summary>Takes a record of the gateway.</summary>
    public void Add(ClosedRecord record)
    {
        lock (_lock)
        {
            Records++;
            Bytes += record.BytesSent + record.BytesReceived;
            Outcomes[record.Outcome] = Outcomes.GetValueOrDefault(record.Outcome) + 1;
            if (record.Id < _lowestMissingId || !_ids.Add(record.Id)) Differ($"connection {record.Id} has two records");
            while (_ids.Remove(_lowestMissingId)) _lowestMissingId++;
            TunnelEntry? entry = Find(record);
            if (entry is null)
            {
                Differ($"the gateway recorded {record.Outcome} for {record.Client}, which the driver did not open");
                return;
            }

            entry.Record = record;
            if (entry.EndedAt is not null) Settle(entry);
        }
    }

    /// <summary>Gives up on what has waited too long for its record.</summary>
    /// <param name="all">Everything that is left, because the gateway has ended.</param>
    public void GiveUp(bool all = false)
    {
        double patience = (Moments * Patience.Slowdown).TotalMilliseconds;
        lock (_lock)
        {
            TunnelEntry[] late = [.. _open.Values.SelectMany(e => e).Where(e => all || Environment.TickCount64 - e.EndedAt > patience)];
            foreach (TunnelEntry entry in late)
            {
                if (entry.MayBeUnknown) LostInMoves++;
                else Differ($"{entry} has no record");
                Remove(entry);
            }

            if (all && _ids.Count > 0) Differ($"connection {_lowestMissingId} has no record although later ones have");
        }
    }

    /// <summary>Enters something that the driver saw and that must not be.</summary>
    public void Differ(string difference)
    {
        lock (_lock)
        {
            if (Differences.Count < ShownDifferences) Differences.Add(difference);
        }
    }

    /// <summary>The connection that a record is about. Where a client that broke left its port to another, it is the one that fits.</summary>
    private TunnelEntry? Find(ClosedRecord record)
    {
        TunnelEntry[] candidates = [.. _open.GetValueOrDefault(record.Client)?.Where(e => e.Record is null) ?? []];
        return Array.Find(candidates, e => e.EndedAt is not null && e.FindDifference(record) is null)
            ?? Array.Find(candidates, e => e.EndedAt is null)
            ?? candidates.FirstOrDefault();
    }

    private void Settle(TunnelEntry entry)
    {
        if (entry.Record is not { } record) return;
        if (entry.FindDifference(record) is { } difference) Differ(difference);
        Remove(entry);
    }

    private void Remove(TunnelEntry entry)
    {
        LinkedList<TunnelEntry> entries = _open[entry.Client];
        entries.Remove(entry);
        if (entries.Count == 0) _open.Remove(entry.Client);
    }
}
