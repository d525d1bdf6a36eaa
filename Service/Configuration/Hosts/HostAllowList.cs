namespace OmsGateway.Configuration.Hosts;

/// <summary>An allow-list entry and where it comes from.</summary>
/// <param name="Pattern">The entry.</param>
/// <param name="Source">Where it stands, for example <c>allowedlist_server.txt</c> or <c>workspace 1234…</c>.</param>
public sealed record AllowedHost(HostPattern Pattern, string Source);

/// <summary>The hosts that may be reached, from all sources; immutable, safe for any number of readers.</summary>
public sealed class HostAllowList
{
    private readonly Dictionary<string, AllowedHost> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AllowedHost> _suffixes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, AllowedHost>> _prefixes = new(StringComparer.Ordinal);

    /// <summary>Merges entries; where two are equal the first one's source is kept.</summary>
    public HostAllowList(IEnumerable<AllowedHost> entries)
    {
        foreach (AllowedHost entry in entries)
        {
            string key = entry.Pattern.Prefix ?? entry.Pattern.Name;
            Dictionary<string, AllowedHost> target = entry.Pattern.Prefix is not null ? PrefixesOf(entry.Pattern.Name)
                : entry.Pattern.IsWildcard ? _suffixes : _exact;
            if (!target.ContainsKey(key)) target.Add(key, entry);
        }
    }

    /// <summary>A list that allows nothing.</summary>
    public static HostAllowList Empty { get; } = new([]);

    /// <summary>Number of distinct entries.</summary>
    public int Count => _exact.Count + _suffixes.Count + _prefixes.Values.Sum(p => p.Count);

    /// <summary>All entries, exact hosts first.</summary>
    public IEnumerable<AllowedHost> Entries => _exact.Values.Concat(_prefixes.Values.SelectMany(p => p.Values)).Concat(_suffixes.Values);

    /// <summary>
    /// The entry that allows the host, or null. Takes one look-up per label, and where prefixes are listed for its suffix one per
    /// character of its first label, whatever the list's length.
    /// </summary>
    public AllowedHost? Find(HostName host)
    {
        if (_exact.TryGetValue(host.Value, out AllowedHost? entry)) return entry;
        if (host.Address is not null) return null;
        if (_prefixes.Count > 0 && FindByPrefix(host.Value) is { } narrow) return narrow;
        if (_suffixes.Count == 0) return null;
        for (int dot = host.Value.IndexOf('.'); dot >= 0; dot = host.Value.IndexOf('.', dot + 1))
        {
            if (_suffixes.TryGetValue(host.Value.Substring(dot + 1), out entry)) return entry;
        }

        return null;
    }

    // The longest prefix is the one that says most.
    private AllowedHost? FindByPrefix(string host)
    {
        int dot = host.IndexOf('.');
        if (dot < 0 || !_prefixes.TryGetValue(host.Substring(dot + 1), out Dictionary<string, AllowedHost>? prefixes)) return null;
        for (int length = dot - 1; length > 0; length--)
        {
            if (prefixes.TryGetValue(host.Substring(0, length), out AllowedHost? entry)) return entry;
        }

        return null;
    }

    private Dictionary<string, AllowedHost> PrefixesOf(string suffix)
    {
        if (!_prefixes.TryGetValue(suffix, out Dictionary<string, AllowedHost>? prefixes))
            _prefixes.Add(suffix, prefixes = new Dictionary<string, AllowedHost>(StringComparer.Ordinal));
        return prefixes;
    }
}
