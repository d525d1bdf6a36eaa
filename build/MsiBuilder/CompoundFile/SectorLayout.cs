namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>
/// Where everything in the file goes, worked out from lengths alone so that it can be written front to back:
/// large streams, mini stream, mini FAT, directory, FAT, DIFAT. Every chain is a run of consecutive sectors.
/// </summary>
internal sealed class SectorLayout
{
    private readonly List<uint> _runEnds = [];
    private uint _next;

    public SectorLayout(IReadOnlyList<DirectoryEntry> entries)
    {
        foreach (var entry in entries.Where(e => e.Type == EntryType.Stream))
        {
            if (entry.Length >= Sectors.MiniStreamCutoff)
                entry.Start = Run(Sectors.CountFor(entry.Length));
            else if (entry.Length > 0)
                // Mini sectors have numbers of their own, from the start of the mini stream.
                (entry.Start, MiniSectors) = (MiniSectors, MiniSectors + (uint)Sectors.CountFor(entry.Length, Sectors.MiniSize));
            else
                entry.Start = Sectors.EndOfChain;
        }

        // The root's entry gives place and size of the mini stream ([MS-CFB] 2.6.2).
        var root = entries[0];
        root.Length = (long)MiniSectors * Sectors.MiniSize;
        root.Start = Run(Sectors.CountFor(root.Length));
        MiniFatCount = (uint)Sectors.CountFor(MiniSectors, Sectors.PerFatSector);
        MiniFatStart = Run(MiniFatCount);
        DirectoryCount = (uint)Sectors.CountFor((long)entries.Count * Sectors.EntrySize);
        DirectoryStart = Run(DirectoryCount);
        CountFatSectors();
        // One more: the header takes the place of a sector.
        if ((long)(FatStart + FatCount + DifatCount + 1) * Sectors.Size > Sectors.MaxFileLength)
            throw new CompoundFileException("The file would be larger than 2 GB.");
    }

    public uint MiniSectors { get; }
    public uint MiniFatStart { get; }
    public uint MiniFatCount { get; }
    public uint DirectoryStart { get; }
    public uint DirectoryCount { get; }
    public uint FatStart => _next;
    public uint FatCount { get; private set; }
    public uint DifatStart => DifatCount == 0 ? Sectors.EndOfChain : FatStart + FatCount;
    public uint DifatCount { get; private set; }

    /// <summary>The last sector of each chain, ascending.</summary>
    public IReadOnlyList<uint> RunEnds => _runEnds;

    private uint Run(long sectors)
    {
        if (sectors == 0)
            return Sectors.EndOfChain;
        if (_next + sectors > Sectors.MaxFileLength / Sectors.Size)
            throw new CompoundFileException("The file would be larger than 2 GB.");
        var start = _next;
        _next += (uint)sectors;
        _runEnds.Add(_next - 1);
        return start;
    }

    /// <summary>The FAT describes its own sectors and the DIFAT's too, so the counts are raised until they agree.</summary>
    private void CountFatSectors()
    {
        uint fat = 0, difat = 0;
        do
        {
            (FatCount, DifatCount) = (fat, difat);
            fat = (uint)Sectors.CountFor(_next + fat + difat, Sectors.PerFatSector);
            difat = fat <= Sectors.DifatInHeader
                ? 0 : (uint)Sectors.CountFor(fat - Sectors.DifatInHeader, Sectors.PerDifatSector);
        }
        while (fat != FatCount || difat != DifatCount);
    }
}
