using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OmsGateway.MsiBuilder.Cabinet;

/// <summary>
/// Writes a cabinet ([MS-CAB]) of MSZIP blocks. Only its total size is not known beforehand, so the target must be seekable.
/// Files carry a fixed date: the same input gives the same bytes.
/// </summary>
internal sealed class CabinetWriter
{
    // 2000-01-01 00:00 in the DOS form.
    private const ushort Date = (20 << 9) | (1 << 5) | 1;
    // _A_ARCH and _A_NAME_IS_UTF of a file ([MS-CAB] 2.3), and the compression type of a folder ([MS-CAB] 2.2).
    private const ushort Archive = 0x20;
    private const ushort NameIsUtf8 = 0x80;
    private const ushort Mszip = 1;

    private readonly List<List<CabinetFile>> _folders;
    private readonly CompressionLevel _level;
    private readonly Stream _target;
    private readonly long _start;

    private CabinetWriter(List<List<CabinetFile>> folders, CompressionLevel level, Stream target)
    {
        (_folders, _level, _target, _start) = (folders, level, target, target.Position);
    }

    public static void Write(IEnumerable<CabinetFile> files, CompressionLevel level, Stream target)
    {
        var folders = CabinetLayout.ShareOut(files);
        if (folders.Sum(f => f.Count) > ushort.MaxValue)
            throw new CabinetException("A cabinet can hold 65,535 files.");
        new CabinetWriter(folders, level, target).Write();
    }

    private void Write()
    {
        var filesOffset = CabinetLayout.HeaderSize + _folders.Count * CabinetLayout.FolderSize;
        var dataOffset = filesOffset + _folders.Sum(f => f.Sum(CabinetLayout.EntrySize));
        // Header and folders tell where blocks begin and how many there are; their place is filled in when these are written.
        _target.Write(new byte[filesOffset]);
        for (var folder = 0; folder < _folders.Count; folder++)
            WriteFiles(folder);
        var index = new byte[filesOffset];
        for (var folder = 0; folder < _folders.Count; folder++)
        {
            var entry = index.AsSpan(CabinetLayout.HeaderSize + folder * CabinetLayout.FolderSize);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, Position());
            BinaryPrimitives.WriteUInt16LittleEndian(entry[4..], WriteBlocks(_folders[folder]));
            BinaryPrimitives.WriteUInt16LittleEndian(entry[6..], Mszip);
        }

        WriteHeader(index, (uint)filesOffset);
        var end = _target.Position;
        _target.Position = _start;
        _target.Write(index);
        _target.Position = end;
    }

    private void WriteHeader(Span<byte> header, uint filesOffset)
    {
        "MSCF"u8.CopyTo(header);
        // The cabinet's size and where its files begin; the fields in between are reserved ([MS-CAB] 2.1).
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Position());
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], filesOffset);
        // Version 1.3, minor first ([MS-CAB] 2.1); the flags at 30 stay 0, for the cabinet is a whole set of its own.
        header[24] = 3;
        header[25] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header[26..], (ushort)_folders.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(header[28..], (ushort)_folders.Sum(f => f.Count));
    }

    private void WriteFiles(int folder)
    {
        // Where the file begins in the folder's expanded bytes ([MS-CAB] 2.3, uoffFolderStart), not in the cabinet.
        uint offset = 0;
        foreach (var file in _folders[folder])
        {
            // cbFile, uoffFolderStart, iFolder, date, time (midnight), attribs, and the name with a null ([MS-CAB] 2.3).
            var entry = new byte[CabinetLayout.EntrySize(file)];
            var isAscii = Ascii.IsValid(file.Name);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)file.Content.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(4), offset);
            BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(8), (ushort)folder);
            BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(10), Date);
            BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(14), (ushort)(isAscii ? Archive : Archive | NameIsUtf8));
            Encoding.UTF8.GetBytes(file.Name, entry.AsSpan(CabinetLayout.FileSize));
            _target.Write(entry);
            offset += (uint)file.Content.Length;
        }
    }

    private ushort WriteBlocks(List<CabinetFile> files)
    {
        ushort count = 0;
        // Blocks do not depend on one another, so they are compressed side by side and written in order.
        var compressed = BlockSource.Read(files)
            .AsParallel().AsOrdered()
            .Select(b => (Bytes: MszipBlock.Compress(b.Block, b.Length, _level), b.Length));
        foreach (var (bytes, length) in compressed)
        {
            // csum, cbData and cbUncomp ([MS-CAB] 2.4).
            var header = new byte[CabinetLayout.DataHeaderSize];
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), (ushort)bytes.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), (ushort)length);
            // Over the data first, and from there over the two sizes; the field of the sum itself is left out ([MS-CAB] 3.1).
            var sum = CabinetChecksum.Compute(header.AsSpan(4), CabinetChecksum.Compute(bytes, 0));
            BinaryPrimitives.WriteUInt32LittleEndian(header, sum);
            _target.Write(header);
            _target.Write(bytes);
            count++;
        }

        return count;
    }

    private uint Position()
    {
        var position = _target.Position - _start;
        return position <= int.MaxValue ? (uint)position : throw new CabinetException("The cabinet would be larger than 2 GB.");
    }
}
