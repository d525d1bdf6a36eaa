namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>Sizes and reserved sector numbers of a version 3 compound file ([MS-CFB] 2.1 and 2.2).</summary>
internal static class Sectors
{
    public const int Size = 512;
    public const int MiniSize = 64;
    public const int MiniStreamCutoff = 4096;
    public const int EntrySize = 128;
    public const int PerFatSector = Size / 4;

    /// <summary>FAT sector numbers that fit into the header.</summary>
    public const int DifatInHeader = 109;

    /// <summary>FAT sector numbers in a DIFAT sector, whose last entry is the number of the next one.</summary>
    public const int PerDifatSector = PerFatSector - 1;

    public const uint DifatSector = 0xFFFFFFFC;
    public const uint FatSector = 0xFFFFFFFD;
    public const uint EndOfChain = 0xFFFFFFFE;
    public const uint Free = 0xFFFFFFFF;

    /// <summary>A directory entry's "no such sibling or child".</summary>
    public const uint NoStream = 0xFFFFFFFF;

    /// <summary>A version 3 file keeps the high half of a stream's length zero, and readers take the length as signed.</summary>
    public const long MaxFileLength = int.MaxValue;

    public static long CountFor(long bytes, int size = Size) => (bytes + size - 1) / size;
}
