using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using OmsGateway.Configuration.History;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Reporting.Repetition;

namespace OmsGateway.Gateway.Reporting;

/// <summary>What went through the gateway, and what was refused, since a moment. Memory is bounded: of what comes last no client or host is known.</summary>
/// <param name="from">The moment.</param>
internal sealed class DayFigures(DateTimeOffset from)
{
    /// <summary>Clients that are told from each other.</summary>
    internal const int MaximumClients = 10_000;

    /// <summary>Hosts that are told from each other: of those that TLS sessions were verified for.</summary>
    internal const int MaximumHosts = 1_000;

    private const int Busiest = 3;

    private readonly Bounded<ClientKey> _clients = new(MaximumClients);
    private readonly Bounded<string> _hosts = new(MaximumHosts);
    private readonly Tally _all = new();
    private readonly long[] _refusals = new long[Enum.GetValues<TunnelOutcome>().Length];
    private long _reported;

    /// <summary>When they begin.</summary>
    public DateTimeOffset From => from;

    /// <summary>All of it together.</summary>
    public TrafficFigures Totals => new()
    {
        Tunnels = _all.Tunnels,
        Refusals = _refusals.Select((_, reason) => Volatile.Read(ref _refusals[reason])).Sum(),
        BytesSent = _all.Sent,
        BytesReceived = _all.Received,
    };

    /// <summary>Whether there is anything to tell.</summary>
    public bool IsEmpty => _clients.Count == 0 && _refusals.All(count => count == 0);

    /// <summary>A connection is over.</summary>
    public void Add(TunnelRecord record)
    {
        if (OutcomeTable.Of(record.Outcome).IsRefusal) Refused(record.Outcome);
        if (record.Request is not { } request) return;
        _all.Add(record);
        _clients.Find(ClientKey.Of(record.Client.Address))?.Add(record);
        if (record.IsVerified) _hosts.Find(request.Host.Value)?.Add(record);
    }

    /// <summary>A connection was refused, or has failed, for a reason.</summary>
    public void Refused(TunnelOutcome reason) => Interlocked.Increment(ref _refusals[(int)reason]);

    /// <summary>A host off the allow list was let through.</summary>
    public void Reported() => Interlocked.Increment(ref _reported);

    /// <summary>The figures in sentences. Reasons are the names that metrics and event 200 have for them.</summary>
    /// <param name="to">When they end.</param>
    public string Describe(DateTimeOffset to)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture, $"From {from:yyyy-MM-dd HH:mm} to {to:yyyy-MM-dd HH:mm}: tunnels {Number(_all.Tunnels)}, clients {_clients.Words}, ")
            .Append(CultureInfo.InvariantCulture, $"bytes sent {Number(_all.Sent)}, bytes received {Number(_all.Received)}.");
        string refusals = string.Join(", ", _refusals.Select((count, outcome) => (Count: count, Outcome: (TunnelOutcome)outcome))
            .Where(r => r.Count > 0).OrderByDescending(r => r.Count).Select(r => $"{r.Outcome} {Number(r.Count)}"));
        text.Append(refusals.Length == 0 ? " Nothing was refused." : $" Refused or failed: {refusals}.");
        if (_reported > 0) text.Append(CultureInfo.InvariantCulture, $" Let through by ReportOnly: {Number(_reported)}.");
        if (_clients.Top(Busiest) is { Length: > 0 } clients) text.Append(CultureInfo.InvariantCulture, $" Busiest clients: {clients}.");
        if (_hosts.Top(Busiest) is { Length: > 0 } hosts) text.Append(CultureInfo.InvariantCulture, $" Busiest hosts: {hosts}.");
        return text.ToString();
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Tally
    {
        private long _tunnels;
        private long _sent;
        private long _received;

        public long Tunnels => Interlocked.Read(ref _tunnels);

        public long Sent => Interlocked.Read(ref _sent);

        public long Received => Interlocked.Read(ref _received);

        public void Add(TunnelRecord record)
        {
            if (record.IsVerified) Interlocked.Increment(ref _tunnels);
            Interlocked.Add(ref _sent, record.BytesSent);
            Interlocked.Add(ref _received, record.BytesReceived);
        }
    }

    /// <summary>A tally for each of the first so many keys.</summary>
    private sealed class Bounded<TKey>(int maximum)
        where TKey : notnull
    {
        private readonly ConcurrentDictionary<TKey, Tally> _tallies = new();
        private int _count;
        private bool _areMore;

        /// <summary>How many there are.</summary>
        public int Count => Volatile.Read(ref _count);

        public string Words => $"{(_areMore ? "more than " : "")}{Number(Count)}";

        public Tally? Find(TKey key)
        {
            if (_tallies.TryGetValue(key, out Tally? tally)) return tally;
            // Two threads may take the last place at the same time; one too many does no harm.
            if (Count >= maximum)
            {
                _areMore = true;
                return null;
            }

            if (!_tallies.TryAdd(key, tally = new Tally())) return _tallies.GetValueOrDefault(key);
            Interlocked.Increment(ref _count);
            return tally;
        }

        public string Top(int count) => string.Join(", ", _tallies.OrderByDescending(t => t.Value.Sent + t.Value.Received).Take(count)
            .Where(t => t.Value.Tunnels > 0)
            .Select(t => $"{t.Key} (tunnels {Number(t.Value.Tunnels)}, bytes {Number(t.Value.Sent + t.Value.Received)})"));
    }
}
