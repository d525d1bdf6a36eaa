using System.Globalization;
using System.Text;

namespace OmsGateway.Host.Logging;

/// <summary>Makes one harmless line of a message, parts of which a client or a server may have chosen.</summary>
internal static class LogText
{
    // Windows refuses event strings of 31,839 characters and more; a line that long helps nobody anyway.
    private const int MaximumLength = 8_000;

    /// <summary>Replaces what could start a new line, steer a terminal or turn the reading direction.</summary>
    public static string Clean(string message)
    {
        if (message.Length <= MaximumLength && IsClean(message)) return message;

        var line = new StringBuilder(Math.Min(message.Length, MaximumLength) + 1);
        foreach (Rune rune in message.EnumerateRunes())
        {
            if (line.Length >= MaximumLength) return line.Append('…').ToString();
            line.Append(Shows(rune) ? rune.ToString() : "?");
        }

        return line.ToString();
    }

    /// <summary>The message with the exception behind it, stack trace included, on one line.</summary>
    public static string WithException(string message, Exception exception) =>
        $"{message} | {exception.ToString().ReplaceLineEndings(" | ")}";

    private static bool IsClean(string message)
    {
        foreach (char c in message)
        {
            if (c is < ' ' or > '~') return false;
        }

        return true;
    }

    private static bool Shows(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
