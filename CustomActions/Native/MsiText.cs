namespace OmsGateway.CustomActions.Native;

/// <summary>Reads a text of unknown length.</summary>
internal static class MsiText
{
    // Most values are short; a longer one is asked for again.
    private const int FirstGuess = 256;

    public delegate uint Reader(Span<char> buffer, ref uint length);

    public static string Read(Reader read)
    {
        Span<char> buffer = stackalloc char[FirstGuess];
        uint length = FirstGuess;
        uint result = read(buffer, ref length);
        if (result == MsiApi.ERROR_MORE_DATA)
        {
            // It comes back without the terminating null, for which there must be room (the page MsiGetPropertyW).
            length++;
            buffer = new char[length];
            result = read(buffer, ref length);
        }

        return result == MsiApi.ERROR_SUCCESS ? new string(buffer[..(int)length]) : "";
    }
}
