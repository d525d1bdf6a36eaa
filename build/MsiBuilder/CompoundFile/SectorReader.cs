using System.Buffers.Binary;

namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>
/// Reads sectors of a file that nobody vouches for: every number is checked, and no chain is longer than the file.
/// </summary>
internal sealed class SectorReader
{
    private readonly Stream _file;
    private readonly uint _sectorCount;
    private readonly uint[] _fat;

    public SectorReader(Stream file)
    {
        _file = file;
        if (file.Length is < Sectors.Size or > Sectors.MaxFileLength)
            throw new CompoundFileException("This is not a compound file: its length is out of bounds.");
        // All but the header; a last sector that is cut short counts too.
        _sectorCount = (uint)((file.Length - 1) / Sectors.Size);
        var first = new byte[Sectors.Size];
        file.Position = 0;
        file.ReadExactly(first);
        Header = CompoundFileHeader.Read(first);
        _fat = ReadFat();
    }

    public CompoundFileHeader Header { get; }

    public uint Count => _sectorCount;

    /// <summary>The sector numbers of the chain that begins at <paramref name="start"/>.</summary>
    public List<uint> Chain(uint start) => Chain(start, _fat, _sectorCount);

    public static List<uint> Chain(uint start, uint[] table, uint limit)
    {
        var chain = new List<uint>();
        for (var sector = start; sector != Sectors.EndOfChain; sector = table[sector])
        {
            if (sector >= table.Length || sector >= limit || chain.Count >= limit)
                throw new CompoundFileException($"A chain that begins at sector {start} leaves the file or runs in a circle.");
            chain.Add(sector);
        }

        return chain;
    }

    public void Read(uint sector, int offset, Span<byte> target)
    {
        // Sector 0 comes after the header, which takes the place of one.
        _file.Position = ((long)sector + 1) * Sectors.Size + offset;
        // The last sector of a file may be cut short; what is missing reads as zero.
        var read = _file.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        target[read..].Clear();
    }

    public byte[] ReadChain(uint start)
    {
        var chain = Chain(start);
        var bytes = new byte[chain.Count * Sectors.Size];
        for (var i = 0; i < chain.Count; i++)
            Read(chain[i], 0, bytes.AsSpan(i * Sectors.Size, Sectors.Size));
        return bytes;
    }

    public static uint[] ToNumbers(ReadOnlySpan<byte> bytes)
    {
        var numbers = new uint[bytes.Length / 4];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * 4)..]);
        return numbers;
    }

    private uint[] ReadFat()
    {
        var sectors = Header.Difat.ToList();
        var sector = new byte[Sectors.Size];
        var seen = 0u;
        for (var next = Header.DifatStart; next is not (Sectors.EndOfChain or Sectors.Free);)
        {
            // Each of these sectors lists 127 sectors of the FAT, so a file has far fewer of them than this.
            if (next >= _sectorCount || seen++ > _sectorCount / Sectors.PerFatSector)
                throw new CompoundFileException("The list of FAT sectors leaves the file or runs in a circle.");
            Read(next, 0, sector);
            var numbers = ToNumbers(sector);
            sectors.AddRange(numbers[..Sectors.PerDifatSector]);
            next = numbers[Sectors.PerDifatSector];
        }

        if (Header.FatCount > sectors.Count || Header.FatCount > _sectorCount)
            throw new CompoundFileException("The header names more FAT sectors than there are.");
        var fat = new byte[Header.FatCount * Sectors.Size];
        for (var i = 0; i < Header.FatCount; i++)
        {
            if (sectors[i] >= _sectorCount)
                throw new CompoundFileException("A FAT sector is outside the file.");
            Read(sectors[i], 0, fat.AsSpan(i * Sectors.Size, Sectors.Size));
        }

        return ToNumbers(fat);
    }
}
