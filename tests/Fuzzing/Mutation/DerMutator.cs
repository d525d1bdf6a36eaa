namespace OmsGateway.Fuzzing.Mutation;

/// <summary>Changes a DER structure value by value and writes the lengths around it anew, so that the rest is still read.</summary>
internal static class DerMutator
{
    private const int Constructed = 0x20;
    private static readonly byte[] Tags = [0x02, 0x03, 0x04, 0x05, 0x06, 0x0C, 0x13, 0x14, 0x16, 0x1C, 0x1E, 0x30, 0x31, 0xA0];

    /// <summary>One change, or null when the input is no DER.</summary>
    public static byte[]? Mutate(byte[] input, Random random)
    {
        if (Parse(input) is not [{ Children.Count: > 0 } root]) return null;
        List<Node> parents = [.. root.Descend().Where(n => n.Children is { Count: > 0 })];
        List<Node> siblings = parents[random.Next(parents.Count)].Children!;
        int index = random.Next(siblings.Count);
        Node node = siblings[index];
        switch (random.Next(7))
        {
            case 0: siblings.RemoveAt(index); break;
            case 1: siblings.Insert(index, node); break;
            case 2: siblings.Insert(random.Next(siblings.Count + 1), siblings[random.Next(siblings.Count)]); break;
            case 3: siblings[index] = node with { Tag = Tags[random.Next(Tags.Length)] }; break;
            case 4: siblings[index] = node with { Content = [], Children = null }; break;
            case 5: siblings[index] = node with { Content = ChangeByte(node.Write(), random), Children = null }; break;
            default: siblings[index] = node with { Content = Fill(random), Children = null }; break;
        }

        return root.Write();
    }

    private static byte[] Fill(Random random)
    {
        byte[] bytes = new byte[random.Next(1, 40)];
        if (random.Next(2) == 0) random.NextBytes(bytes);
        else Array.Fill(bytes, (byte)random.Next(' ', 'z'));
        return bytes;
    }

    private static byte[] ChangeByte(byte[] bytes, Random random)
    {
        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static List<Node>? Parse(ReadOnlySpan<byte> bytes)
    {
        List<Node> nodes = [];
        while (!bytes.IsEmpty)
        {
            if (bytes.Length < 2 || (bytes[0] & 0x1F) == 0x1F) return null;
            int header = 2 + Math.Max(0, bytes[1] - 0x80), length = bytes[1];
            if (header > 5 || bytes.Length < header) return null;
            if (length >= 0x80)
            {
                length = 0;
                foreach (byte b in bytes[2..header]) length = (length << 8) | b;
            }

            if (length > bytes.Length - header) return null;
            byte[] content = bytes.Slice(header, length).ToArray();
            nodes.Add(new Node(bytes[0], content, (bytes[0] & Constructed) != 0 ? Parse(content) : null));
            bytes = bytes[(header + length)..];
        }

        return nodes;
    }

    private sealed record Node(byte Tag, byte[] Content, List<Node>? Children)
    {
        public IEnumerable<Node> Descend() => (Children ?? []).SelectMany(c => c.Descend()).Prepend(this);

        public byte[] Write()
        {
            byte[] content = Children is null ? Content : [.. Children.SelectMany(c => c.Write())];
            byte[] length = content.Length switch
            {
                < 0x80 => [(byte)content.Length],
                < 0x100 => [0x81, (byte)content.Length],
                _ => [0x82, (byte)(content.Length >> 8), (byte)content.Length],
            };
            return [Tag, .. length, .. content];
        }
    }
}
