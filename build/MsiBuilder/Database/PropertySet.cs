using System.Buffers.Binary;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>The summary information as a property set stream ([MS-OLEPS] 2.20 and 2.21).</summary>
internal static class PropertySet
{
    // The stream's header, with format and offset of its only set ([MS-OLEPS] 2.21).
    private const int HeaderSize = 48;
    // Windows Installer defines numbers up to 19 (SummaryProperty): a stream that claims so many more is damaged.
    private const int MaxProperties = 100;
    // The types that the summary information has: a short number, a number, a text in its codepage, a time ([MS-OLEPS] 2.2).
    private const ushort VtI2 = 2;
    private const ushort VtI4 = 3;
    private const ushort VtLpstr = 30;
    private const ushort VtFiletime = 64;

    // FMTID_SummaryInformation.
    private static readonly Guid FormatId = new("F29F85E0-4FF9-1068-AB91-08002B27B3D9");

    public static byte[] Write(SummaryInformation summary)
    {
        var encoding = Codepages.Get(summary[SummaryProperty.Codepage] as int? ?? 0);
        var values = new MemoryStream();
        var count = summary.Values.Count;
        var index = new byte[8 + count * 8];
        var slot = 8;
        // In the order of their numbers, so that the codepage comes before the texts that are in it: Read relies on that.
        foreach (var (property, value) in summary.Values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(index.AsSpan(slot), (int)property);
            BinaryPrimitives.WriteInt32LittleEndian(index.AsSpan(slot + 4), index.Length + (int)values.Length);
            // The codepage is always a VT_I2 ([MS-OLEPS] 2.18.2), although 65001 needs the bit of the sign; Read allows for that.
            values.Write(
                property == SummaryProperty.Codepage ? Typed(VtI2, BitConverter.GetBytes((int)value & 0xFFFF)) : value switch
            {
                int n => Typed(VtI4, BitConverter.GetBytes(n)),
                DateTime time => Typed(VtFiletime, BitConverter.GetBytes(time.ToFileTimeUtc())),
                string text => Text(encoding.GetBytes(text)),
                _ => throw new MsiDatabaseException($"The summary property {property} cannot be {value}."),
            });
            slot += 8;
        }

        BinaryPrimitives.WriteInt32LittleEndian(index, index.Length + (int)values.Length);
        BinaryPrimitives.WriteInt32LittleEndian(index.AsSpan(4), count);
        return [.. Header(), .. index, .. values.ToArray()];
    }

    public static SummaryInformation Read(ReadOnlySpan<byte> stream)
    {
        var summary = new SummaryInformation();
        if (stream.Length < HeaderSize + 8 || new Guid(stream.Slice(28, 16)) != FormatId)
            throw new MsiDatabaseException("The summary information is not a property set.");
        // The offsets of the values count from the start of their set ([MS-OLEPS] 2.20).
        var set = Part(stream, BinaryPrimitives.ReadUInt32LittleEndian(stream[44..]), 8);
        var count = BinaryPrimitives.ReadUInt32LittleEndian(set[4..]);
        if (count > MaxProperties)
            throw new MsiDatabaseException($"The summary information claims {count} properties.");
        var encoding = Codepages.Get(0);
        for (var i = 0; i < count; i++)
        {
            var entry = Part(set, (uint)(8 + i * 8), 8);
            var property = (SummaryProperty)BinaryPrimitives.ReadInt32LittleEndian(entry);
            var typed = Part(set, BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]), 8);
            summary[property] = BinaryPrimitives.ReadUInt16LittleEndian(typed) switch
            {
                VtI2 when property == SummaryProperty.Codepage => (int)BinaryPrimitives.ReadUInt16LittleEndian(typed[4..]),
                VtI2 => (int)BinaryPrimitives.ReadInt16LittleEndian(typed[4..]),
                VtI4 => BinaryPrimitives.ReadInt32LittleEndian(typed[4..]),
                VtLpstr => encoding.GetString(Counted(typed[4..])).TrimEnd('\0'),
                VtFiletime => Time(BinaryPrimitives.ReadInt64LittleEndian(Part(typed, 4, 8))),
                var type => throw new MsiDatabaseException($"The summary property {property} has the unknown type {type}."),
            };
            if (property == SummaryProperty.Codepage)
                encoding = Codepages.Get(summary[property] as int? ?? 0);
        }

        return summary;
    }

    // Byte order, Win32 in version 6.0 as the system that wrote it, one property set and where it begins ([MS-OLEPS] 2.21).
    private static byte[] Header()
    {
        var header = new byte[HeaderSize];
        BinaryPrimitives.WriteUInt16LittleEndian(header, 0xFFFE);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), 0x00020006);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), 1);
        FormatId.TryWriteBytes(header.AsSpan(28));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(44), HeaderSize);
        return header;
    }

    private static byte[] Typed(ushort type, byte[] value) => [(byte)type, (byte)(type >> 8), 0, 0, .. value];

    private static byte[] Text(byte[] text)
    {
        // Every value takes a multiple of four bytes, and the length counts the terminator ([MS-OLEPS] 2.5).
        var padded = new byte[(text.Length + 1 + 3) / 4 * 4];
        text.CopyTo(padded, 0);
        return Typed(VtLpstr, [.. BitConverter.GetBytes(text.Length + 1), .. padded]);
    }

    // FILETIME of the first moment that DateTime cannot express, the start of the year 10000.
    private static DateTime Time(long ticks) => ticks is >= 0 and < 0x24C85A5ED1C04000
        ? DateTime.FromFileTimeUtc(ticks)
        : throw new MsiDatabaseException("A time in the summary information is out of range.");

    private static ReadOnlySpan<byte> Counted(ReadOnlySpan<byte> span)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(span);
        return Part(span, 4, length)[..(int)length];
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> span, uint offset, uint atLeast) =>
        offset <= span.Length && atLeast <= span.Length - offset
            ? span[(int)offset..]
            : throw new MsiDatabaseException("The summary information is cut short.");
}
