using System.Buffers.Binary;
using System.Text;

namespace OmsGateway.MsiBuilder.CompoundFile;

// The Object Type of [MS-CFB] 2.6.1; every other number is invalid.
internal enum EntryType : byte
{
    Unallocated = 0,
    Storage = 1,
    Stream = 2,
    Root = 5,
}

/// <summary>
/// One of the directory's 128-byte entries ([MS-CFB] 2.6.1). Times stay zero, so that equal input gives equal bytes.
/// </summary>
internal sealed class DirectoryEntry
{
    /// <summary>A name has at most 31 code units and a terminator.</summary>
    public const int MaxNameLength = 31;

    public string Name { get; init; } = "";
    public EntryType Type { get; init; }
    public bool Black { get; set; } = true;
    public uint Left { get; set; } = Sectors.NoStream;
    public uint Right { get; set; } = Sectors.NoStream;
    public uint Child { get; set; } = Sectors.NoStream;
    public Guid ClassId { get; init; }
    public uint Start { get; set; }
    public long Length { get; set; }
    public StreamContent? Content { get; init; }

    public void Write(Span<byte> target)
    {
        target.Clear();
        var nameBytes = Encoding.Unicode.GetBytes(Name, target);
        // In bytes, the terminator included.
        BinaryPrimitives.WriteUInt16LittleEndian(target[64..], (ushort)(nameBytes + 2));
        target[66] = (byte)Type;
        target[67] = Black ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32LittleEndian(target[68..], Left);
        BinaryPrimitives.WriteUInt32LittleEndian(target[72..], Right);
        BinaryPrimitives.WriteUInt32LittleEndian(target[76..], Child);
        ClassId.TryWriteBytes(target[80..]);
        // Both are 0 for a storage ([MS-CFB] 2.6.3).
        BinaryPrimitives.WriteUInt32LittleEndian(target[116..], Start);
        BinaryPrimitives.WriteUInt32LittleEndian(target[120..], (uint)Length);
    }

    public static void WriteUnallocated(Span<byte> target)
    {
        target.Clear();
        // Neither siblings nor a child, even in an entry that is not used ([MS-CFB] 2.6).
        target.Slice(68, 12).Fill(0xFF);
    }

    public static DirectoryEntry Read(ReadOnlySpan<byte> source)
    {
        var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(source[64..]);
        var type = (EntryType)source[66];
        if (type != EntryType.Unallocated && (nameBytes is < 2 or > 64 || nameBytes % 2 != 0))
            throw new CompoundFileException($"A directory entry's name has {nameBytes} bytes.");
        return new DirectoryEntry
        {
            Name = type == EntryType.Unallocated ? "" : Encoding.Unicode.GetString(source[..(nameBytes - 2)]),
            Type = type,
            Black = source[67] == 1,
            Left = BinaryPrimitives.ReadUInt32LittleEndian(source[68..]),
            Right = BinaryPrimitives.ReadUInt32LittleEndian(source[72..]),
            Child = BinaryPrimitives.ReadUInt32LittleEndian(source[76..]),
            ClassId = new Guid(source.Slice(80, 16)),
            Start = BinaryPrimitives.ReadUInt32LittleEndian(source[116..]),
            // Old writers may have left garbage in the high half, which must be ignored in version 3 ([MS-CFB] 2.6.1).
            Length = BinaryPrimitives.ReadUInt32LittleEndian(source[120..]),
        };
    }
}
