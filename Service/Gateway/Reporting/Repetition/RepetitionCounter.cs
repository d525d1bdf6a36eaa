using System.Collections.Concurrent;
using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Gateway.Reporting.Repetition;

/// <summary>
/// Tells the first event about a client and a subject from its repetitions, and counts those. As in Linux's printk_ratelimit the number of
/// what is not written is written, but on each subject, and with the whole text: rsyslog's manual says of "last message repeated n times"
/// that tools that read logs cannot handle it ($RepeatedMsgReduction).
/// </summary>
internal sealed class RepetitionCounter(TimeProvider time)
{
    /// <summary>Time between two summaries: scripts read the refusals of the last hour.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromMinutes(30);

    /// <summary>Subjects that one client is refused and that are told from each other: two for each host, since event 103 precedes event 105.</summary>
    internal const int RefusalsPerClient = 100;

    // A client that has been silent for a day is news again; where room is short, one that has been silent for a whole period.
    private const int LongSilence = 48;
    private const int ShortSilence = 2;

    // The number of clients with too many subjects that are named in a period.
    private const int Warnings = 20;

    // Two look-ups without a lock for each event; if they find nothing, it is decided under the lock.
    private readonly ConcurrentDictionary<Subject, Topic> _topics = new();
    private readonly ConcurrentDictionary<(Topic Topic, ClientKey Client), Entry> _entries = new();
    private readonly Lock _lock = new();
    // 1,000 agents with ten hosts each, events 103 and 107, and as many first events at a start.
    private readonly RepetitionPool _ordinary = new(entries: 20_000, topics: 2_000, perClient: 400, firsts: 20_000, refill: 100, summaries: 10, crowded: 0.9);
    private readonly RepetitionPool _refused = new(entries: 5_000, topics: 2_000, RefusalsPerClient, firsts: 2_000, refill: 50, summaries: 20, crowded: 0.2);
    private long _periodStart = time.GetTimestamp();
    private int _warnings = Warnings;

    /// <summary>Takes note of an occurrence. May be called by any thread.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="record">The connection; the last one that is counted on a subject is kept for its summary.</param>
    public Occurrence Add(in Subject subject, TunnelRecord record)
    {
        ClientKey client = ClientKey.Of(record.Client.Address);
        return TryCount(subject, client, record) ? Occurrence.Repeated : AddNew(subject, client, record);
    }

    /// <summary>What was repeated since the last summaries, when it is time for some.</summary>
    public IReadOnlyList<Summary> TakeDue() => time.GetElapsedTime(Volatile.Read(ref _periodStart)) < Period ? [] : Take();

    /// <summary>What was repeated since the last summaries; the next period begins.</summary>
    public IReadOnlyList<Summary> Take()
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            TimeSpan period = time.GetElapsedTime(_periodStart, now);
            CountEntries();
            var summaries = new List<Summary>();
            foreach (RepetitionPool pool in (RepetitionPool[])[_ordinary, _refused])
            {
                foreach (IGrouping<int, (Subject Subject, Topic Topic)> ofId in _topics.Where(t => t.Value.Pool == pool && t.Value.Count > 0)
                    .Select(t => (t.Key, t.Value)).GroupBy(t => TunnelEvents.Of(t.Key.Event).Id).OrderBy(g => g.Key))
                {
                    // What many clients suffer from comes first; one client alone must not push it out.
                    (Subject Subject, Topic Topic)[] all = [.. ofId.OrderByDescending(t => t.Topic.Clients).ThenByDescending(t => t.Topic.Count)];
                    foreach ((Subject subject, Topic topic) in all.Take(pool.Summaries))
                    {
                        TimeSpan known = time.GetElapsedTime(topic.Created, now);
                        summaries.Add(topic.Summarize(subject.Event, known < period ? known : period));
                    }

                    foreach ((Subject subject, Topic topic) in all.Skip(pool.Summaries)) pool.Overflow(subject.Event, topic.Count);
                }

                summaries.AddRange(pool.TakeOverflow(period));
            }

            foreach ((Subject subject, Topic topic) in _topics)
            {
                topic.Reset();
                if (topic.Entries == 0) _topics.TryRemove(subject, out _);
            }

            Volatile.Write(ref _periodStart, now);
            _warnings = Warnings;
            return summaries;
        }
    }

    private bool TryCount(in Subject subject, ClientKey client, TunnelRecord record)
    {
        if (!_topics.TryGetValue(subject, out Topic? topic) || !_entries.TryGetValue((topic, client), out Entry? entry)) return false;
        // Before it counts, so that whatever is counted has one.
        topic.Last = record;
        return entry.TryCount();
    }

    private Occurrence AddNew(in Subject subject, ClientKey client, TunnelRecord record)
    {
        lock (_lock)
        {
            // Another thread may have been faster.
            if (TryCount(subject, client, record)) return Occurrence.Repeated;
            RepetitionPool pool = subject.IsOrdinary ? _ordinary : _refused;
            bool isTopic = !_topics.TryGetValue(subject, out Topic? topic);
            bool isStranger = !subject.IsOrdinary && !_ordinary.Knows(client);
            PoolClient? share = pool.ShareOf(client, isStranger);
            if (share is null || !pool.TryEnter(share, isTopic, isStranger)) return AddOverflow(subject, topic, pool, share, record);

            if (topic is null) _topics[subject] = topic = new Topic(pool, time.GetTimestamp());
            var entry = new Entry();
            _entries[(topic, client)] = entry;
            topic.Entries++;
            if (pool.TryTakeFirst(isStranger)) return Occurrence.First;
            topic.Last = record;
            entry.TryCount();
            return Occurrence.Repeated;
        }
    }

    private Occurrence AddOverflow(in Subject subject, Topic? topic, RepetitionPool pool, PoolClient? share, TunnelRecord record)
    {
        if (topic is not null)
        {
            topic.Others++;
            topic.Last = record;
            return Occurrence.Repeated;
        }

        pool.Overflow(subject.Event, 1);
        if (share is null) return Occurrence.Repeated;
        share.Overflow++;
        if (share.IsWarned || subject.IsOrdinary || !pool.IsAtLimit(share) || _warnings == 0) return Occurrence.Repeated;
        share.IsWarned = true;
        _warnings--;
        return Occurrence.TooMany;
    }

    /// <summary>Adds up the entries for each topic, and removes the silent ones.</summary>
    private void CountEntries()
    {
        foreach ((var key, Entry entry) in _entries)
        {
            (Topic topic, ClientKey client) = key;
            long count = entry.Take();
            if (count > 0)
            {
                entry.SilentPeriods = 0;
                topic.Add(client, count);
            }
            else if (++entry.SilentPeriods >= (topic.Pool.IsCrowded(client) ? ShortSilence : LongSilence) && entry.TryClose())
            {
                _entries.TryRemove(key, out _);
                topic.Entries--;
                topic.Pool.Leave(client, isTopic: topic.Entries == 0);
            }
        }
    }

    /// <summary>A subject. Everything but <see cref="Last"/> belongs to the lock.</summary>
    private sealed class Topic(RepetitionPool pool, long created)
    {
        private int _clients;
        private long _count;
        private long _most;
        private ClientKey _mostBy;
        private volatile TunnelRecord? _last;

        public RepetitionPool Pool => pool;

        public long Created => created;

        public int Entries { get; set; }

        /// <summary>Occurrences by clients that have no entry.</summary>
        public long Others { get; set; }

        public long Count => _count + Others;

        public int Clients => _clients;

        public TunnelRecord? Last
        {
            get => _last;
            set => _last = value;
        }

        public void Add(ClientKey client, long count)
        {
            _clients++;
            _count += count;
            if (count > _most) (_most, _mostBy) = (count, client);
        }

        public Summary Summarize(OutcomeEvent told, TimeSpan period) => new(told, _last, Count, _clients, Others > 0, _mostBy, period);

        public void Reset() => (_clients, _count, _most, Others) = (0, 0, 0, 0);
    }

    /// <summary>A client's occurrences on a subject.</summary>
    private sealed class Entry
    {
        // Of an entry that is being removed: a thread that has found it just before must look for another.
        private const long Closed = -1;
        private long _count;

        /// <summary>Periods without one.</summary>
        public int SilentPeriods { get; set; }

        /// <summary>Counts one, unless the entry is closed.</summary>
        public bool TryCount()
        {
            long count = Volatile.Read(ref _count);
            while (count != Closed)
            {
                long seen = Interlocked.CompareExchange(ref _count, count + 1, count);
                if (seen == count) return true;
                count = seen;
            }

            return false;
        }

        public long Take() => Interlocked.Exchange(ref _count, 0);

        public bool TryClose() => Interlocked.CompareExchange(ref _count, Closed, 0) == 0;
    }
}
