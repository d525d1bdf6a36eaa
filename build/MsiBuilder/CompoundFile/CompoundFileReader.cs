namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>
/// Reads a version 3 compound file. Streams are read when opened, so the file must stay open as long as they are
/// used.
/// </summary>
public sealed class CompoundFileReader
{
    // Deeper than any file of use, and shallow enough for the stack.
    private const int MaxDepth = 16;

    private readonly SectorReader _sectors;
    private readonly List<DirectoryEntry> _entries = [];
    private readonly HashSet<uint> _visited = [];
    private readonly uint[] _miniFat;
    private readonly List<uint> _miniChain;
    private long _claimed;

    private CompoundFileReader(Stream file)
    {
        _sectors = new SectorReader(file);
        var directory = _sectors.ReadChain(_sectors.Header.DirectoryStart);
        for (var i = 0; i < directory.Length; i += Sectors.EntrySize)
            _entries.Add(DirectoryEntry.Read(directory.AsSpan(i, Sectors.EntrySize)));
        if (_entries.Count == 0 || _entries[0].Type != EntryType.Root)
            throw new CompoundFileException("The directory has no root entry.");
        _miniFat = SectorReader.ToNumbers(_sectors.ReadChain(_sectors.Header.MiniFatStart));
        // The root's own stream holds the mini sectors of all small streams ([MS-CFB] 2.6.2).
        _miniChain = _entries[0].Length == 0 ? [] : _sectors.Chain(_entries[0].Start);
    }

    /// <summary>Reads the directory of <paramref name="file"/>, which must be seekable.</summary>
    /// <exception cref="CompoundFileException">The file is malformed.</exception>
    public static CompoundStorage Read(Stream file)
    {
        var reader = new CompoundFileReader(file);
        // The root is nobody's child: a link to it would be a circle.
        reader._visited.Add(0);
        return reader.ReadStorage(reader._entries[0], 0);
    }

    private CompoundStorage ReadStorage(DirectoryEntry entry, int depth)
    {
        if (depth > MaxDepth)
            throw new CompoundFileException("Storages are nested too deep.");
        var storage = new CompoundStorage { ClassId = entry.ClassId };
        // The siblings are a tree by left and right, walked without recursion: nobody vouches for its depth.
        var pending = new Stack<uint>([entry.Child]);
        while (pending.TryPop(out var index))
        {
            if (index == Sectors.NoStream)
                continue;
            if (index >= _entries.Count || !_visited.Add(index))
                throw new CompoundFileException("The directory's links leave it or run in a circle.");
            var child = _entries[(int)index];
            pending.Push(child.Left);
            pending.Push(child.Right);
            var added = child.Type switch
            {
                EntryType.Stream => storage.Streams.TryAdd(child.Name, ContentOf(child)),
                EntryType.Storage => storage.Storages.TryAdd(child.Name, ReadStorage(child, depth + 1)),
                _ => false,
            };
            if (!added)
                throw new CompoundFileException(
                    $"The directory entry '{child.Name}' is a duplicate or neither stream nor storage.");
        }

        return storage;
    }

    private StreamContent ContentOf(DirectoryEntry entry)
    {
        // A stream's length alone says which of the two tables its chain is in ([MS-CFB] 2.2, Mini Stream Cutoff Size).
        var mini = entry.Length < Sectors.MiniStreamCutoff;
        var size = mini ? Sectors.MiniSize : Sectors.Size;
        // The mini FAT fills whole sectors, so it may have entries beyond the end of the mini stream.
        var miniLimit = (uint)Math.Min(_miniFat.Length, _miniChain.Count * (long)Sectors.Size / Sectors.MiniSize);
        List<uint> chain = entry.Length == 0 ? []
            : mini ? SectorReader.Chain(entry.Start, _miniFat, miniLimit)
            : _sectors.Chain(entry.Start);
        if (chain.Count < Sectors.CountFor(entry.Length, size))
            throw new CompoundFileException($"The stream '{entry.Name}' is longer than its chain.");
        // No sector is in two chains, so together they are no longer than the file and its mini stream.
        _claimed += chain.Count;
        if (_claimed > (long)_sectors.Count + _miniFat.Length)
            throw new CompoundFileException("Streams share sectors.");
        return new ChainContent(_sectors, chain, entry.Length, mini ? _miniChain : null);
    }
}
