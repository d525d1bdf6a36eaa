namespace OmsGateway.Fuzzing.Engine;

/// <summary>Something that must hold did not.</summary>
internal sealed class BrokenInvariantException(string message) : Exception(message);

/// <summary>States what must hold.</summary>
internal static class Invariant
{
    public static void Holds(bool condition, string otherwise)
    {
        if (!condition) throw new BrokenInvariantException(otherwise);
    }

    public static void Same<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new BrokenInvariantException($"{what} differ: '{expected}' and '{actual}'");
    }

    public static void SameBytes(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, string what)
    {
        if (!expected.SequenceEqual(actual))
            throw new BrokenInvariantException($"{what} differ: {Convert.ToHexString(expected)} and {Convert.ToHexString(actual)}");
    }

    /// <summary>A text for an event log: there, on one line, and unable to forge another.</summary>
    public static void IsMessage(string? text, string what)
    {
        Holds(!string.IsNullOrWhiteSpace(text), $"{what} is empty");
        Holds(!text!.Any(char.IsControl), $"{what} holds a control character: {text}");
    }
}
