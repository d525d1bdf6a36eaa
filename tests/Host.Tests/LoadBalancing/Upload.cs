using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OmsGateway.Host.Tests.LoadBalancing;

/// <summary>One upload on the wire: agent, number, length, data, and the data's hash. The answer repeats agent and number.</summary>
internal static class Upload
{
    public const int AnswerLength = 8;
    private const int HeadLength = 12;

    /// <summary>The bytes of an agent's nth upload.</summary>
    public static byte[] Create(int agent, int number, int length)
    {
        byte[] bytes = new byte[HeadLength + length + SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, agent);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), number);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), length);
        Span<byte> data = bytes.AsSpan(HeadLength, length);
        new Random((agent * 100_000) + number).NextBytes(data);
        SHA256.HashData(data, bytes.AsSpan(HeadLength + length));
        return bytes;
    }

    /// <summary>Reads an upload and returns who sent what; null at the end, and for data that is not what was sent.</summary>
    public static async Task<(int Agent, int Number, bool IsIntact)?> ReadAsync(Stream stream)
    {
        byte[] head = new byte[HeadLength];
        if (await stream.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false) < HeadLength) return null;
        byte[] rest = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(8)) + SHA256.HashSizeInBytes];
        await stream.ReadExactlyAsync(rest);
        ReadOnlySpan<byte> data = rest.AsSpan(0, rest.Length - SHA256.HashSizeInBytes), hash = rest.AsSpan(data.Length);
        bool isIntact = hash.SequenceEqual(SHA256.HashData(data));
        return (BinaryPrimitives.ReadInt32BigEndian(head), BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4)), isIntact);
    }
}
