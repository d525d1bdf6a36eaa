using System.Buffers.Binary;

namespace OmsGateway.Fuzzing.Mutation;

/// <summary>Changes TLS records, the messages in them and the fields of hellos, and writes the lengths around a change anew.</summary>
internal static class TlsMutator
{
    private const byte Handshake = 22;
    private static readonly byte[] RecordTypes = [20, 21, 22, 23, 24, 0];
    private static readonly byte[] MessageTypes = [0, 1, 2, 4, 11, 12, 13, 14, 15, 16, 20];

    /// <summary>One change, or null when the input is not made of records.</summary>
    public static byte[]? Mutate(byte[] input, Random random)
    {
        if (ReadRecords(input) is not { Count: > 0 } records) return null;
        int index = random.Next(records.Count);
        Record record = records[index];
        switch (random.Next(12))
        {
            case 0: records.RemoveAt(index); break;
            case 1: records.Insert(random.Next(records.Count + 1), record); break;
            case 2: records[index] = record with { Type = RecordTypes[random.Next(RecordTypes.Length)] }; break;
            case 3: records[index] = record with { Version = (ushort)(0x0300 + random.Next(6)) }; break;
            case 4:
            case 5:
                int cut = random.Next(record.Content.Length + 1);
                records[index] = record with { Content = record.Content[..cut] };
                records.Insert(index + 1, record with { Content = record.Content[cut..] });
                break;
            case 6 when index + 1 < records.Count:
                records[index] = record with { Content = [.. record.Content, .. records[index + 1].Content] };
                records.RemoveAt(index + 1);
                break;
            default: records[index] = record with { Content = MutateMessages(record.Content, random) }; break;
        }

        return [.. records.SelectMany(r => r.Write())];
    }

    private static byte[] MutateMessages(byte[] content, Random random)
    {
        List<(byte Type, byte[] Body)> messages = [];
        ReadOnlySpan<byte> rest = content;
        while (rest.Length >= 4)
        {
            int length = (rest[1] << 16) | (rest[2] << 8) | rest[3];
            if (length > rest.Length - 4) return content;
            messages.Add((rest[0], rest.Slice(4, length).ToArray()));
            rest = rest[(4 + length)..];
        }

        if (messages.Count == 0) return content;
        int index = random.Next(messages.Count);
        (byte type, byte[] body) = messages[index];
        switch (random.Next(10))
        {
            case 0: messages.RemoveAt(index); break;
            case 1: messages.Insert(random.Next(messages.Count + 1), (type, body)); break;
            case 2: messages[index] = (MessageTypes[random.Next(MessageTypes.Length)], body); break;
            default: messages[index] = (type, HelloMutator.Mutate(type, body, random)); break;
        }

        return
        [
            .. messages.SelectMany(m => (byte[])[m.Type, (byte)(m.Body.Length >> 16), (byte)(m.Body.Length >> 8), (byte)m.Body.Length, .. m.Body]),
            .. rest,
        ];
    }

    private static List<Record>? ReadRecords(ReadOnlySpan<byte> input)
    {
        List<Record> records = [];
        while (input.Length >= 5)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(input[3..]);
            if (length > input.Length - 5) return null;
            records.Add(new Record(input[0], BinaryPrimitives.ReadUInt16BigEndian(input[1..]), input.Slice(5, length).ToArray()));
            input = input[(5 + length)..];
        }

        return input.IsEmpty && records.Any(r => r.Type == Handshake) ? records : null;
    }

    private sealed record Record(byte Type, ushort Version, byte[] Content)
    {
        public byte[] Write() =>
            [Type, (byte)(Version >> 8), (byte)Version, (byte)(Content.Length >> 8), (byte)Content.Length, .. Content];
    }
}
