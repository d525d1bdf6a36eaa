using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>
/// Version and language of a PE file from its VERSIONINFO resource. The framework reads these on Windows, and of managed
/// assemblies only elsewhere. What does not look right is taken as no version at all, as the installer does.
/// </summary>
internal sealed class PeVersion(byte[] image)
{
    // RT_VERSION, and offsets and sizes below: Microsoft's page "PE Format".
    private const int VersionResource = 16;
    private const uint FixedInfoSignature = 0xFEEF04BD;
    private const uint IsFolder = 0x80000000;
    private const ushort Pe32Plus = 0x20B;

    public static (string? Version, string? Language) Read(byte[] image)
    {
        try
        {
            return new PeVersion(image).Read();
        }
        catch (ArgumentOutOfRangeException)
        {
            return (null, null);
        }
    }

    private (string?, string?) Read()
    {
        // "MZ", and "PE\0\0" at the offset that 0x3C contains ("PE Format", "Signature").
        if (image.Length < 64 || U16(0) != 0x5A4D || U32(U32(0x3C)) != 0x00004550)
            return (null, null);
        var header = U32(0x3C) + 4;
        var optional = header + 20;
        // The data directories follow 96 bytes of a 32-bit optional header or 112 of a 64-bit one; that of the resources is the third.
        var directories = optional + (U16(optional) == Pe32Plus ? 112u : 96u);
        var resources = U32(directories + 2 * 8);
        var sections = optional + U16(header + 16);
        var count = U16(header + 2);
        if (resources == 0)
            return (null, null);
        var root = ToOffset(resources, sections, count);
        // Resources are a tree of three levels: type, name, language. There is one version of a file, so the first name and language will do.
        var type = Entry(root, root, VersionResource);
        var name = type is null ? null : Entry(root, type.Value, null);
        var data = name is null ? null : Entry(root, name.Value, null);
        return data is null ? (null, null) : ReadInfo(ToOffset(U32(data.Value), sections, count), U32(data.Value + 4));
    }

    private (string?, string?) ReadInfo(uint offset, uint size)
    {
        var info = image.AsSpan().Slice((int)offset, (int)size);
        // VS_FIXEDFILEINFO, 52 bytes, follows a key and padding on a multiple of four; its signature finds it without parsing these.
        for (var i = 0; i + 52 <= info.Length; i += 4)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(info[i..]) != FixedInfoSignature)
                continue;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(info[(i + 8)..]);
            var low = BinaryPrimitives.ReadUInt32LittleEndian(info[(i + 12)..]);
            return ($"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}", Language(info));
        }

        return (null, null);
    }

    private static string? Language(ReadOnlySpan<byte> info)
    {
        var key = Encoding.Unicode.GetBytes("Translation\0");
        var at = info.IndexOf(key);
        // The value begins at the next multiple of four; a translation is language and codepage.
        var value = (at + key.Length + 3) / 4 * 4;
        return at < 0 || value + 4 > info.Length
            ? null
            : BinaryPrimitives.ReadUInt16LittleEndian(info[value..]).ToString(CultureInfo.InvariantCulture);
    }

    private uint? Entry(uint root, uint folder, int? id)
    {
        // Named entries come before numbered ones; the high bit of a name's offset keeps it from being taken for a number ("PE Format").
        var named = U16(folder + 12);
        var total = named + U16(folder + 14);
        for (uint i = 0; i < total; i++)
        {
            var entry = folder + 16 + i * 8;
            if (id is null || U32(entry) == id)
                return root + (U32(entry + 4) & ~IsFolder);
        }

        return null;
    }

    private uint ToOffset(uint address, uint sections, int count)
    {
        for (var section = sections; section < sections + count * 40; section += 40)
        {
            var start = U32(section + 12);
            // A section may be longer in memory than in the file, where zeros are left out, and shorter, where it is filled up.
            if (address >= start && address < start + Math.Max(U32(section + 8), U32(section + 16)))
                return address - start + U32(section + 20);
        }

        throw new ArgumentOutOfRangeException(nameof(address));
    }

    // An offset beyond 2 GB becomes negative here, and Slice refuses it like one past the end.
    private ushort U16(uint offset) => BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan().Slice((int)offset, 2));

    private uint U32(uint offset) => BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan().Slice((int)offset, 4));
}
