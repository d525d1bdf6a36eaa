using System.IO.Compression;

namespace OmsGateway.MsiBuilder.Cabinet;

/// <summary>
/// Compresses one block as MSZIP: "CK" and a deflate stream ([MS-MCI]). Blocks may refer back to the one before, which
/// decoders allow but do not require; doing without keeps each block a matter of its own bytes only.
/// </summary>
internal static class MszipBlock
{
    // A compressed block has at most 32 KB + 12 bytes, enough for two stored blocks of deflate ([MS-MCI]).
    private const int MaxExpansion = 12;

    public static byte[] Compress(byte[] block, int length, CompressionLevel level)
    {
        var target = new MemoryStream(length);
        target.Write("CK"u8);
        // The folder is of MSZIP all the same, in which to store a block is the way not to compress it.
        if (level == CompressionLevel.NoCompression)
            return Stored(block, length);
        using (var deflate = new DeflateStream(target, level, leaveOpen: true))
            deflate.Write(block, 0, length);
        return target.Length <= length + MaxExpansion ? target.ToArray() : Stored(block, length);
    }

    private static byte[] Stored(byte[] block, int length)
    {
        // "CK" and one stored block of deflate, marked as the last: 1, its length and the length's complement (RFC 1951, 3.2.4).
        var stored = new byte[length + 7];
        stored[0] = (byte)'C';
        stored[1] = (byte)'K';
        stored[2] = 1;
        BitConverter.TryWriteBytes(stored.AsSpan(3), (ushort)length);
        BitConverter.TryWriteBytes(stored.AsSpan(5), (ushort)~length);
        block.AsSpan(0, length).CopyTo(stored.AsSpan(7));
        return stored;
    }
}
