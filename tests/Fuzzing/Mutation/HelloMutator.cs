using System.Buffers.Binary;
using System.Text;

namespace OmsGateway.Fuzzing.Mutation;

/// <summary>Changes a field or an extension of a ClientHello or ServerHello; another message loses, gains or changes a byte.</summary>
internal static class HelloMutator
{
    private const byte ClientHello = 1;
    private const byte ServerHello = 2;
    private const ushort ServerName = 0;
    private static readonly ushort[] Extensions = [0, 10, 13, 16, 21, 23, 35, 41, 42, 43, 45, 51, 0x0A0A, 0xFE0D, 0xFF01];
    private static readonly string[] Names = ["workspace.ods.opinsights.azure.com", "WORKSPACE.ods.opinsights.azure.com", "workspace.ods.opinsights.azure.com.",
        "workspace.ods.opinsights.azure.com\0evil.example", "evil.example", "", "a", "127.0.0.1", "::1", "w\u00f6rkspace.example", "*.azure.com"];

    public static byte[] Mutate(byte type, byte[] body, Random random)
    {
        // Version and random, then for a client session id, suites and compression, for a server session id, suite and compression.
        int at = 34;
        int[] lengths = type switch { ClientHello => [1, 2, 1], ServerHello => [1], _ => [] };
        foreach (int size in lengths)
        {
            if (at + size > body.Length) return ChangeByte(body, random);
            at += size + (size == 1 ? body[at] : BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(at)));
        }

        if (type == ServerHello) at += 3;
        if (lengths.Length == 0 || at + 2 > body.Length || random.Next(6) == 0) return ChangeByte(body, random);
        if (ReadExtensions(body.AsSpan(at + 2)) is not { } extensions) return ChangeByte(body, random);
        Change(extensions, random);
        byte[] block = [.. extensions.SelectMany(e => (byte[])[.. UInt16(e.Type), .. UInt16(e.Content.Length), .. e.Content])];
        return [.. body.AsSpan(0, at), .. UInt16(block.Length), .. block];
    }

    private static void Change(List<(ushort Type, byte[] Content)> extensions, Random random)
    {
        int index = random.Next(extensions.Count + 1);
        bool isThere = index < extensions.Count;
        switch (random.Next(7))
        {
            case 0 when isThere: extensions.RemoveAt(index); break;
            case 1 when isThere: extensions.Insert(random.Next(extensions.Count), extensions[index]); break;
            case 2: extensions.Insert(index, (Extensions[random.Next(Extensions.Length)], [])); break;
            case 3: extensions.Insert(index, (ServerName, Name(random))); break;
            case 4 when extensions.FindIndex(e => e.Type == ServerName) is >= 0 and int name: extensions[name] = (ServerName, Name(random)); break;
            case 5 when isThere: extensions[index] = (Extensions[random.Next(Extensions.Length)], extensions[index].Content); break;
            case 6 when isThere: extensions[index] = (extensions[index].Type, ChangeByte(extensions[index].Content, random)); break;
        }
    }

    private static byte[] Name(Random random)
    {
        byte[] entries = [];
        for (int count = random.Next(8) == 0 ? 2 : 1; count > 0; count--)
        {
            byte[] name = Encoding.Latin1.GetBytes(Names[random.Next(Names.Length)]);
            entries = [.. entries, (byte)(random.Next(10) == 0 ? 1 : 0), .. UInt16(name.Length), .. name];
        }

        return [.. UInt16(entries.Length), .. entries];
    }

    private static byte[] ChangeByte(byte[] bytes, Random random)
    {
        int at = random.Next(bytes.Length + 1);
        return random.Next(3) switch
        {
            0 => [.. bytes.AsSpan(0, at), (byte)random.Next(256), .. bytes.AsSpan(at)],
            1 when at < bytes.Length => [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + 1)],
            _ when at < bytes.Length => [.. bytes.AsSpan(0, at), (byte)random.Next(256), .. bytes.AsSpan(at + 1)],
            _ => bytes,
        };
    }

    private static List<(ushort Type, byte[] Content)>? ReadExtensions(ReadOnlySpan<byte> block)
    {
        List<(ushort, byte[])> extensions = [];
        while (block.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(block[2..]);
            if (length > block.Length - 4) return null;
            extensions.Add((BinaryPrimitives.ReadUInt16BigEndian(block), block.Slice(4, length).ToArray()));
            block = block[(4 + length)..];
        }

        return block.IsEmpty ? extensions : null;
    }

    private static byte[] UInt16(int value) => [(byte)(value >> 8), (byte)value];
}
