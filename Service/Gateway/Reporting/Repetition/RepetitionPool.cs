using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Gateway.Reporting.Repetition;

/// <summary>
/// What there is room for. What is allowed and what is refused have a pool each, and every client a share of it, so that a client that invents
/// names takes nothing from the others. Where strangers, whom nothing was allowed yet, come in masses, half is left to the clients that the
/// gateway works for. Not thread-safe.
/// </summary>
/// <param name="entries">Pairs of a client and a subject that are told from each other.</param>
/// <param name="topics">Subjects among them.</param>
/// <param name="perClient">Subjects that one client may have.</param>
/// <param name="firsts">First events that are written at once when the gateway starts; it is the most that can be saved up too.</param>
/// <param name="refill">How many more in each period.</param>
/// <param name="summaries">Subjects of one event id that are summed up one by one in a period.</param>
/// <param name="crowded">Part of the places that may be taken before what is silent has to go, 0 to 1.</param>
internal sealed class RepetitionPool(int entries, int topics, int perClient, int firsts, int refill, int summaries, double crowded)
{
    private readonly Dictionary<ClientKey, PoolClient> _clients = [];
    private readonly long[] _overflow = new long[Enum.GetValues<OutcomeEvent>().Length];
    private int _entries;
    private int _topics;
    private int _firstsTaken;

    /// <summary>Subjects of one event id that are summed up one by one in a period.</summary>
    public int Summaries => summaries;

    /// <summary>The client's share of the pool, or null when too many other clients have one.</summary>
    /// <param name="client">The client.</param>
    /// <param name="isStranger">Whether it leaves half of the shares to others.</param>
    public PoolClient? ShareOf(ClientKey client, bool isStranger)
    {
        if (_clients.TryGetValue(client, out PoolClient? share)) return share;
        if (_clients.Count >= (isStranger ? entries / 2 : entries)) return null;
        _clients.Add(client, share = new PoolClient());
        return share;
    }

    /// <summary>Whether a client has a share.</summary>
    public bool Knows(ClientKey client) => _clients.ContainsKey(client);

    /// <summary>Whether a client has all the subjects it may have.</summary>
    public bool IsAtLimit(PoolClient share) => share.Entries >= perClient;

    /// <summary>Takes a place for a client's subject.</summary>
    /// <param name="share">The client's.</param>
    /// <param name="isTopic">Whether no other client has the subject.</param>
    /// <param name="isStranger">Whether the client is one that leaves half of the places to others.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryEnter(PoolClient share, bool isTopic, bool isStranger)
    {
        int part = isStranger ? 2 : 1;
        if (IsAtLimit(share) || _entries >= entries / part || (isTopic && _topics >= topics / part)) return false;
        share.Entries++;
        _entries++;
        if (isTopic) _topics++;
        return true;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(ClientKey client, bool isTopic)
    {
        _clients[client].Entries--;
        _entries--;
        if (isTopic) _topics--;
    }

    /// <summary>Whether what is silent must go soon, since there may be no room for what is not.</summary>
    public bool IsCrowded(ClientKey client) => _entries > entries * crowded || _topics > topics * crowded || IsAtLimit(_clients[client]);

    /// <summary>Whether one more first event may be written now.</summary>
    public bool TryTakeFirst(bool isStranger)
    {
        if (_firstsTaken >= (isStranger ? firsts / 2 : firsts)) return false;
        _firstsTaken++;
        return true;
    }

    /// <summary>Counts what has no place of its own.</summary>
    public void Overflow(OutcomeEvent told, long count) => _overflow[(int)told] += count;

    /// <summary>What had no place of its own in this period, and begins the next one.</summary>
    public IEnumerable<Summary> TakeOverflow(TimeSpan period)
    {
        KeyValuePair<ClientKey, PoolClient>[] over = [.. _clients.Where(c => c.Value.Overflow > 0)];
        ClientKey most = over.Length == 0 ? default : over.MaxBy(c => c.Value.Overflow).Key;
        for (int i = 0; i < _overflow.Length; i++)
        {
            if (_overflow[i] > 0) yield return new Summary((OutcomeEvent)i, null, _overflow[i], over.Length, false, most, period);
            _overflow[i] = 0;
        }

        foreach ((ClientKey client, PoolClient old) in _clients)
        {
            (old.Overflow, old.IsWarned) = (0, false);
            if (old.Entries == 0) _clients.Remove(client);
        }

        _firstsTaken = Math.Max(0, _firstsTaken - refill);
    }
}

/// <summary>One client's share of a pool.</summary>
internal sealed class PoolClient
{
    /// <summary>Subjects that have a place.</summary>
    public int Entries { get; set; }

    /// <summary>Occurrences in this period on subjects that have none.</summary>
    public long Overflow { get; set; }

    /// <summary>Whether that was said in this period.</summary>
    public bool IsWarned { get; set; }
}
