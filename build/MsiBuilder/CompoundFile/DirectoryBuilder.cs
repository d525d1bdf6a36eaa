using System.Numerics;

namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>
/// Lays a tree of storages out as directory entries, the children of each as a red-black tree ([MS-CFB] 2.6.4).
/// </summary>
internal sealed class DirectoryBuilder
{
    private readonly List<DirectoryEntry> _entries = [];

    public static IReadOnlyList<DirectoryEntry> Build(CompoundStorage root)
    {
        var builder = new DirectoryBuilder();
        // [MS-CFB] 2.6.2 prescribes the name.
        var entry = new DirectoryEntry { Name = "Root Entry", Type = EntryType.Root, ClassId = root.ClassId };
        builder._entries.Add(entry);
        entry.Child = builder.AddChildren(root);
        return builder._entries;
    }

    private uint AddChildren(CompoundStorage storage)
    {
        // Streams and storages are siblings in one tree ([MS-CFB] 2.6.4).
        var children = new SortedDictionary<string, uint>(EntryNameComparer.Instance);
        foreach (var (name, content) in storage.Streams)
        {
            var length = content.Length;
            if (length > Sectors.MaxFileLength)
                throw new CompoundFileException($"The stream {name} has {length} bytes, and a compound file can hold 2 GB.");
            Add(children, new DirectoryEntry { Name = name, Type = EntryType.Stream, Length = length, Content = content });
        }

        foreach (var (name, child) in storage.Storages)
        {
            var entry = new DirectoryEntry { Name = name, Type = EntryType.Storage, ClassId = child.ClassId };
            Add(children, entry);
            entry.Child = AddChildren(child);
        }

        return Link([.. children.Values]);
    }

    private void Add(SortedDictionary<string, uint> children, DirectoryEntry entry)
    {
        // The four characters are illegal in names ([MS-CFB] 2.6.1).
        if (entry.Name.Length is 0 or > DirectoryEntry.MaxNameLength || entry.Name.AsSpan().ContainsAny("/\\:!"))
            throw new CompoundFileException($"'{entry.Name}' cannot name an entry of a compound file.");
        if (!children.TryAdd(entry.Name, (uint)_entries.Count))
            throw new CompoundFileException($"There are two entries named '{entry.Name}' in one storage.");
        _entries.Add(entry);
    }

    /// <summary>
    /// Halving a sorted list gives a tree whose levels are full but for the last: with that one red and the others black
    /// no red entry has a red parent, and every path has as many black ones.
    /// </summary>
    private uint Link(ReadOnlySpan<uint> sorted) => Link(sorted, BitOperations.Log2((uint)sorted.Length + 1));

    private uint Link(ReadOnlySpan<uint> sorted, int blackLevels)
    {
        if (sorted.IsEmpty)
            return Sectors.NoStream;
        var middle = sorted.Length / 2;
        var entry = _entries[(int)sorted[middle]];
        entry.Black = blackLevels > 0;
        entry.Left = Link(sorted[..middle], blackLevels - 1);
        entry.Right = Link(sorted[(middle + 1)..], blackLevels - 1);
        return sorted[middle];
    }
}
