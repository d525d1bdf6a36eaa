using System.Buffers.Binary;

namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>Writes a version 3 compound file ([MS-CFB]) front to back; the target need not be seekable.</summary>
public static class CompoundFileWriter
{
    /// <summary>Writes <paramref name="root"/> and all below it.</summary>
    /// <exception cref="CompoundFileException">A name or a size does not fit the format.</exception>
    public static void Write(CompoundStorage root, Stream target)
    {
        var entries = DirectoryBuilder.Build(root);
        var layout = new SectorLayout(entries);
        CompoundFileHeader.Write(layout, target);
        // In the order in which SectorLayout has given out the sectors.
        foreach (var entry in entries.Where(e => e is { Type: EntryType.Stream, Length: >= Sectors.MiniStreamCutoff }))
            Copy(entry, target, Sectors.Size);
        foreach (var entry in entries.Where(e => e is { Type: EntryType.Stream, Length: < Sectors.MiniStreamCutoff }))
            Copy(entry, target, Sectors.MiniSize);
        Pad(target, entries[0].Length, Sectors.Size);
        WriteMiniFat(entries, layout, target);
        WriteDirectory(entries, layout, target);
        FatWriter.Write(layout, target);
    }

    private static void Copy(DirectoryEntry entry, Stream target, int alignment)
    {
        using var source = entry.Content!.Open();
        // As large as Stream.CopyTo's buffer: .NET puts an array of 85,000 bytes or more into the large object heap.
        var buffer = new byte[81920];
        for (var left = entry.Length; left > 0;)
        {
            var read = source.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
                throw new CompoundFileException($"The stream {entry.Name} ended {left} bytes early.");
            target.Write(buffer, 0, read);
            left -= read;
        }

        Pad(target, entry.Length, alignment);
    }

    private static void Pad(Stream target, long length, int alignment)
    {
        var rest = (int)(length % alignment);
        if (rest != 0)
            target.Write(new byte[alignment - rest]);
    }

    private static void WriteMiniFat(IReadOnlyList<DirectoryEntry> entries, SectorLayout layout, Stream target)
    {
        var table = new byte[layout.MiniFatCount * Sectors.Size];
        // Sectors that no stream takes stay free: FREESECT is 0xFFFFFFFF ([MS-CFB] 2.1).
        table.AsSpan().Fill(0xFF);
        uint sector = 0;
        foreach (var entry in entries.Where(e => e is { Type: EntryType.Stream, Length: > 0 and < Sectors.MiniStreamCutoff }))
        {
            var end = sector + (uint)Sectors.CountFor(entry.Length, Sectors.MiniSize);
            for (; sector < end; sector++)
                BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan((int)sector * 4),
                    sector + 1 == end ? Sectors.EndOfChain : sector + 1);
        }

        target.Write(table);
    }

    private static void WriteDirectory(IReadOnlyList<DirectoryEntry> entries, SectorLayout layout, Stream target)
    {
        var table = new byte[layout.DirectoryCount * Sectors.Size];
        for (var i = 0; i < table.Length / Sectors.EntrySize; i++)
        {
            var slot = table.AsSpan(i * Sectors.EntrySize, Sectors.EntrySize);
            if (i < entries.Count)
                entries[i].Write(slot);
            else
                DirectoryEntry.WriteUnallocated(slot);
        }

        target.Write(table);
    }
}
