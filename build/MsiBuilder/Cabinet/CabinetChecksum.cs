using System.Buffers.Binary;

namespace OmsGateway.MsiBuilder.Cabinet;

/// <summary>The checksum of a CFDATA block: its 32-bit words combined by exclusive or ([MS-CAB] 3.1).</summary>
internal static class CabinetChecksum
{
    public static uint Compute(ReadOnlySpan<byte> bytes, uint seed)
    {
        var sum = seed;
        for (; bytes.Length >= 4; bytes = bytes[4..])
            sum ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        // The one to three bytes left count with the first as the highest.
        uint rest = 0;
        foreach (var b in bytes)
            rest = rest << 8 | b;
        return sum ^ rest;
    }
}
