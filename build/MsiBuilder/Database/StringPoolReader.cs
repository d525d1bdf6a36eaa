using System.Buffers.Binary;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>The strings of a pool that was read, by number.</summary>
internal sealed class StringPoolReader
{
    private readonly List<string?> _strings = [null];

    public StringPoolReader(byte[] pool, byte[] data)
    {
        if (pool.Length < 4)
            throw new MsiDatabaseException("The string pool is empty.");
        var first = BinaryPrimitives.ReadUInt32LittleEndian(pool);
        ReferenceSize = (first & 0x80000000) != 0 ? 3 : 2;
        Codepage = (int)(first & 0x7FFFFFFF);
        var encoding = Codepages.Get(Codepage);
        long offset = 0;
        for (var i = 4; i + 4 <= pool.Length; i += 4)
        {
            long length = BinaryPrimitives.ReadUInt16LittleEndian(pool.AsSpan(i));
            var references = BinaryPrimitives.ReadUInt16LittleEndian(pool.AsSpan(i + 2));
            // A string of more than 64 KB: its length follows in full (StringPool.ToStreams).
            if (length == 0 && references != 0 && i + 8 <= pool.Length)
            {
                i += 4;
                length = BinaryPrimitives.ReadUInt32LittleEndian(pool.AsSpan(i));
            }

            if (offset + length > data.Length)
                throw new MsiDatabaseException("The string pool is longer than its data.");
            References.Add(references);
            // Without length and references a number is free: an editor has removed its string.
            _strings.Add(length == 0 ? null : encoding.GetString(data, (int)offset, (int)length));
            offset += length;
        }
    }

    public int Codepage { get; }

    public int ReferenceSize { get; }

    /// <summary>How often each string is referred to, by number.</summary>
    public List<int> References { get; } = [0];

    public int Count => _strings.Count;

    public string? this[int id] => id < _strings.Count
        ? _strings[id] : throw new MsiDatabaseException($"There is no string number {id}.");
}
