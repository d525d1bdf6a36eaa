using System.Buffers.Binary;

namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>
/// Writes the file allocation table ([MS-CFB] 2.3) and what of its sector list is not in the header ([MS-CFB] 2.5).
/// </summary>
internal static class FatWriter
{
    public static void Write(SectorLayout layout, Stream target)
    {
        WriteFat(layout, target);
        WriteDifat(layout, target);
    }

    private static void WriteFat(SectorLayout layout, Stream target)
    {
        var fatEnd = layout.FatStart + layout.FatCount;
        var difatEnd = fatEnd + layout.DifatCount;
        var sector = new byte[Sectors.Size];
        var run = 0;
        for (uint i = 0; i < layout.FatCount * Sectors.PerFatSector; i++)
        {
            uint value;
            if (i < layout.FatStart)
            {
                var last = i == layout.RunEnds[run];
                value = last ? Sectors.EndOfChain : i + 1;
                run += last ? 1 : 0;
            }
            else
            {
                // The FAT lists its own sectors and those of the DIFAT too ([MS-CFB] 2.3); the rest of its last sector is free.
                value = i < fatEnd ? Sectors.FatSector : i < difatEnd ? Sectors.DifatSector : Sectors.Free;
            }

            var slot = (int)(i % Sectors.PerFatSector);
            BinaryPrimitives.WriteUInt32LittleEndian(sector.AsSpan(slot * 4), value);
            if (slot == Sectors.PerFatSector - 1)
                target.Write(sector);
        }
    }

    private static void WriteDifat(SectorLayout layout, Stream target)
    {
        for (uint i = 0; i < layout.DifatCount; i++)
        {
            var sector = new byte[Sectors.Size];
            // Entries beyond the last FAT sector are FREESECT ([MS-CFB] 2.5).
            sector.AsSpan().Fill(0xFF);
            var first = Sectors.DifatInHeader + i * Sectors.PerDifatSector;
            for (uint slot = 0; slot < Sectors.PerDifatSector && first + slot < layout.FatCount; slot++)
                BinaryPrimitives.WriteUInt32LittleEndian(sector.AsSpan((int)slot * 4), layout.FatStart + first + slot);
            var next = i + 1 == layout.DifatCount ? Sectors.EndOfChain : layout.DifatStart + i + 1;
            BinaryPrimitives.WriteUInt32LittleEndian(sector.AsSpan(Sectors.PerDifatSector * 4), next);
            target.Write(sector);
        }
    }
}
