using OmsGateway.Configuration.Lists;

namespace OmsGateway.Configuration.Administration;

/// <summary>Reads and changes one list file.</summary>
internal sealed class ListChange<T>(ConfigurationStore store, string path, Func<string, byte[]?, ListFile<T>> open, EntryParser<T> parse)
    where T : class, IEquatable<T>
{
    /// <summary>The entries, each once.</summary>
    /// <param name="warn">Told of each line that is none, which the gateway skips.</param>
    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    public IEnumerable<T> Read(Action<string>? warn)
    {
        ListFile<T> list = open(path, StoreTransaction.Read(path));
        foreach (ConfigurationProblem problem in list.Problems) warn?.Invoke($"{problem} ({ListFile<T>.Skipped})");
        return list.Entries.Select(e => e.Entry).Distinct();
    }

    /// <summary>Adds an entry; false when the list holds it.</summary>
    /// <exception cref="ConfigurationException">The text is no entry, or the list cannot be written.</exception>
    public bool Add(string text) => Add([Parse(text)]).Count > 0;

    /// <summary>Adds entries at once and returns those that the list did not hold.</summary>
    /// <exception cref="ConfigurationException">The list cannot be written.</exception>
    public IReadOnlyList<T> Add(IReadOnlyList<T> entries)
    {
        List<T> added = [];
        StoreTransaction.Run(store, path, old => Add(old, entries, added));
        return added;
    }

    /// <summary>The entries that <see cref="Add(IReadOnlyList{T})"/> would add; nothing is written.</summary>
    /// <exception cref="ConfigurationException">The list cannot be read.</exception>
    public IReadOnlyList<T> FindNew(IReadOnlyList<T> entries)
    {
        List<T> added = [];
        Add(StoreTransaction.Read(path), entries, added);
        return added;
    }

    /// <summary>Removes an entry, or a line of the file that is none; false when there is no such line.</summary>
    public bool Remove(string text) => StoreTransaction.Run(store, path, old => Remove(old, text));

    /// <summary>Removes entries at once; those that the list does not hold are left out.</summary>
    /// <exception cref="ConfigurationException">The list cannot be written.</exception>
    public void Remove(IReadOnlyList<T> entries) => StoreTransaction.Run(store, path, old =>
    {
        ListFile<T> list = open(path, old);
        return list.Remove([.. entries]) ? list.ToBytes() : null;
    });

    /// <summary>What <see cref="Remove(string)"/> would remove, as the list spells it, or null; nothing is written.</summary>
    public string? Find(string text)
    {
        ListFile<T> list = open(path, StoreTransaction.Read(path));
        if (list.RemoveInvalid(text)) return text.Trim();
        T entry = Parse(text);
        return list.Remove(entry) ? entry.ToString() : null;
    }

    /// <summary>The entry that a text means.</summary>
    /// <exception cref="ConfigurationException">The text is no entry.</exception>
    public T Parse(string text)
    {
        if (text.IndexOfAny(['\r', '\n']) >= 0) throw new ConfigurationException("An entry is one line; give entries one by one.");
        if (parse(text.Trim(), out T? entry, out string? error)) return entry!;
        throw new ConfigurationException($"'{Printable.Shorten(text, 120)}' cannot be listed: {error}.");
    }

    private byte[]? Add(byte[]? old, IReadOnlyList<T> entries, List<T> added)
    {
        ListFile<T> list = open(path, old);
        added.AddRange(entries.Distinct().Where(list.Add));
        return added.Count > 0 ? list.ToBytes() : null;
    }

    private byte[]? Remove(byte[]? old, string text)
    {
        ListFile<T> list = open(path, old);
        bool isRemoved = list.RemoveInvalid(text) || list.Remove(Parse(text));
        return isRemoved ? list.ToBytes() : null;
    }
}
