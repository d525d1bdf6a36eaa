namespace OmsGateway.Fuzzing.Engine;

/// <summary>Makes an input smaller while it still breaks the same thing.</summary>
internal static class Minimizer
{
    private const int MaximumTrials = 3000;

    public static byte[] Minimize(FuzzTarget target, byte[] input, string kind)
    {
        int trials = 0;
        for (int size = Math.Max(1, input.Length / 2); size > 0; size /= 2)
        {
            for (int start = 0; start < input.Length && trials < MaximumTrials; trials++)
            {
                byte[] shorter = [.. input.AsSpan(0, start), .. input.AsSpan(Math.Min(input.Length, start + size))];
                if (Finding.Of(target, shorter)?.Kind == kind) input = shorter;
                else start += size;
            }
        }

        return input;
    }
}
