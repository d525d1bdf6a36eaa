using System.Buffers.Binary;
using System.Text;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>
/// The strings of a database, each once, numbered from 1: <c>_StringData</c> has their bytes one after another,
/// <c>_StringPool</c> the codepage and then length and reference count of each.
/// </summary>
internal sealed class StringPool(int codepage)
{
    /// <summary>References are two bytes up to this many strings, and three beyond.</summary>
    private const int MaxShortReference = ushort.MaxValue;

    private const uint LongReferences = 0x80000000;

    private readonly Encoding _encoding = Codepages.Get(codepage);
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<(string Text, int References)> _strings = [("", 0)];

    public int ReferenceSize => _strings.Count - 1 > MaxShortReference ? 3 : 2;

    /// <summary>Counts one more reference to a string and gives its number; null is number 0.</summary>
    public int Add(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return 0;
        if (!_ids.TryGetValue(text, out var id))
        {
            _ids.Add(text, id = _strings.Count);
            _strings.Add((text, 0));
        }

        _strings[id] = (text, _strings[id].References + 1);
        return id;
    }

    public int IdOf(string? text) => string.IsNullOrEmpty(text) ? 0 : _ids[text];

    public (byte[] Pool, byte[] Data) ToStreams()
    {
        var pool = new MemoryStream();
        var data = new MemoryStream();
        WriteUInt32(pool, (uint)codepage | (ReferenceSize == 3 ? LongReferences : 0));
        foreach (var (text, references) in _strings.Skip(1))
        {
            var bytes = Encode(text);
            // The count is a 16-bit field; a string at its limit is simply never freed by an editor.
            var count = (uint)Math.Min(references, ushort.MaxValue) << 16;
            if (bytes.Length <= ushort.MaxValue)
            {
                WriteUInt32(pool, (uint)bytes.Length | count);
            }
            else
            {
                // A length of 0 with references says that the next entry is the length in full.
                WriteUInt32(pool, count);
                WriteUInt32(pool, (uint)bytes.Length);
            }

            data.Write(bytes);
        }

        return (pool.ToArray(), data.ToArray());
    }

    private byte[] Encode(string text)
    {
        try
        {
            return _encoding.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            throw new MsiDatabaseException(
                $"'{Codepages.FirstMissing(codepage, text)}' in '{text}' is not in the codepage {codepage}.");
        }
    }

    private static void WriteUInt32(Stream target, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        target.Write(bytes);
    }
}
