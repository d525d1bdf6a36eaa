using System.Buffers.Binary;

namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>The first 512 bytes ([MS-CFB] 2.2).</summary>
internal sealed class CompoundFileHeader
{
    private static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public required uint FatCount { get; init; }
    public required uint DirectoryStart { get; init; }
    public required uint MiniFatStart { get; init; }
    public required uint DifatStart { get; init; }
    public required uint[] Difat { get; init; }

    public static void Write(SectorLayout layout, Stream target)
    {
        var header = new byte[Sectors.Size];
        var span = header.AsSpan();
        Signature.CopyTo(span);
        // Minor and major version, byte order, and the sizes of sectors and mini sectors as powers of two. What is not written stays 0, as the
        // number of directory sectors and the transaction's in version 3.
        BinaryPrimitives.WriteUInt16LittleEndian(span[24..], 0x003E);
        BinaryPrimitives.WriteUInt16LittleEndian(span[26..], 3);
        BinaryPrimitives.WriteUInt16LittleEndian(span[28..], 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(span[30..], 9);
        BinaryPrimitives.WriteUInt16LittleEndian(span[32..], 6);
        BinaryPrimitives.WriteUInt32LittleEndian(span[44..], layout.FatCount);
        BinaryPrimitives.WriteUInt32LittleEndian(span[48..], layout.DirectoryStart);
        BinaryPrimitives.WriteUInt32LittleEndian(span[56..], Sectors.MiniStreamCutoff);
        BinaryPrimitives.WriteUInt32LittleEndian(span[60..], layout.MiniFatStart);
        BinaryPrimitives.WriteUInt32LittleEndian(span[64..], layout.MiniFatCount);
        BinaryPrimitives.WriteUInt32LittleEndian(span[68..], layout.DifatStart);
        BinaryPrimitives.WriteUInt32LittleEndian(span[72..], layout.DifatCount);
        for (uint i = 0; i < Sectors.DifatInHeader; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(span[(76 + (int)i * 4)..],
                i < layout.FatCount ? layout.FatStart + i : Sectors.Free);
        target.Write(header);
    }

    public static CompoundFileHeader Read(ReadOnlySpan<byte> span)
    {
        if (!span.StartsWith(Signature))
            throw new CompoundFileException("This is not a compound file.");
        var version = BinaryPrimitives.ReadUInt16LittleEndian(span[26..]);
        var sectorShift = BinaryPrimitives.ReadUInt16LittleEndian(span[30..]);
        // Version 4 has sectors of 4096 bytes ([MS-CFB] 2.2); nothing here writes it.
        if (version != 3 || sectorShift != 9 || BinaryPrimitives.ReadUInt16LittleEndian(span[32..]) != 6
            || BinaryPrimitives.ReadUInt32LittleEndian(span[56..]) != Sectors.MiniStreamCutoff)
            throw new CompoundFileException(
                $"A compound file of version {version} with sectors of 2^{sectorShift} bytes is not supported.");
        var difat = new uint[Sectors.DifatInHeader];
        for (var i = 0; i < difat.Length; i++)
            difat[i] = BinaryPrimitives.ReadUInt32LittleEndian(span[(76 + i * 4)..]);
        return new CompoundFileHeader
        {
            FatCount = BinaryPrimitives.ReadUInt32LittleEndian(span[44..]),
            DirectoryStart = BinaryPrimitives.ReadUInt32LittleEndian(span[48..]),
            MiniFatStart = BinaryPrimitives.ReadUInt32LittleEndian(span[60..]),
            DifatStart = BinaryPrimitives.ReadUInt32LittleEndian(span[68..]),
            Difat = difat,
        };
    }
}
