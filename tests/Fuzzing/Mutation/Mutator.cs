using OmsGateway.Fuzzing.Engine;

namespace OmsGateway.Fuzzing.Mutation;

/// <summary>Makes new inputs of those of a corpus.</summary>
internal sealed class Mutator(FuzzTarget target, Random random)
{
    private static readonly byte[] Bytes = [0, 1, 2, 9, 10, 13, 16, 31, 32, 34, 37, 58, 64, 127, 128, 192, 254, 255];
    private static readonly uint[] Numbers =
        [0, 1, 2, 63, 64, 127, 128, 255, 256, 511, 512, 4095, 4096, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    /// <summary>A mutation of one input, or two of them spliced.</summary>
    public byte[] Next(IReadOnlyList<byte[]> corpus)
    {
        // The shorter of two takes less time and reaches as much.
        byte[] input = Pick(corpus), other = Pick(corpus);
        if (other.Length < input.Length) input = other;
        int steps = 1 << random.Next(4);
        for (int i = 0; i < steps; i++)
        {
            byte[]? byGrammar = random.Next(3) > 0 ? target.Mutate(input, random) : null;
            input = byGrammar ?? (random.Next(12) == 0 ? Splice(input, corpus[random.Next(corpus.Count)]) : Change(input));
        }

        return input.Length > target.MaximumLength ? input[..target.MaximumLength] : input;
    }

    // Those that came last reached what is least explored.
    private byte[] Pick(IReadOnlyList<byte[]> corpus) =>
        corpus[random.Next(3) == 0 ? random.Next(Math.Max(0, corpus.Count - 16), corpus.Count) : random.Next(corpus.Count)];

    private byte[] Change(byte[] input)
    {
        int at = random.Next(input.Length + 1);
        int length = random.Next(1 + Math.Min(input.Length - at, random.Next(4) == 0 ? 1024 : 16));
        return random.Next(9) switch
        {
            0 => Replace(input, at, length, []),
            1 => Replace(input, at, 0, input[at..(at + length)]),
            2 => Replace(input, at, 0, Random(random.Next(1, 8))),
            3 => Replace(input, at, Math.Min(1, input.Length - at), [Bytes[random.Next(Bytes.Length)]]),
            4 when at < input.Length => Replace(input, at, 1, [(byte)(input[at] ^ (1 << random.Next(8)))]),
            5 when at < input.Length => Replace(input, at, 1, [(byte)(input[at] + random.Next(-4, 5))]),
            6 when target.Words.Count > 0 => Replace(input, at, random.Next(2) * length, target.Words[random.Next(target.Words.Count)]),
            7 => Overwrite(input, at, Number()),
            _ => Replace(input, at, 0, Repeat(input, at)),
        };
    }

    private byte[] Number()
    {
        byte[] number = BitConverter.GetBytes(random.Next(3) == 0 ? (uint)random.Next(64) : Numbers[random.Next(Numbers.Length)]);
        Array.Resize(ref number, 1 << random.Next(3));
        if (random.Next(2) == 0) Array.Reverse(number);
        return number;
    }

    // One piece many times over, which finds what grows faster than its input.
    private byte[] Repeat(byte[] input, int at)
    {
        byte[] piece = input[at..Math.Min(input.Length, at + random.Next(1, 24))];
        int times = random.Next(10) == 0 ? target.MaximumLength / Math.Max(1, piece.Length) : random.Next(2, 20);
        return [.. Enumerable.Repeat(piece, times).SelectMany(p => p)];
    }

    private byte[] Splice(byte[] first, byte[] second) =>
        [.. first.AsSpan(0, random.Next(first.Length + 1)), .. second.AsSpan(random.Next(second.Length + 1))];

    private byte[] Random(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Overwrite(byte[] input, int at, byte[] bytes) =>
        Replace(input, at, Math.Min(bytes.Length, input.Length - at), bytes);

    private static byte[] Replace(byte[] input, int at, int length, byte[] by) =>
        [.. input.AsSpan(0, at), .. by, .. input.AsSpan(at + length)];
}
