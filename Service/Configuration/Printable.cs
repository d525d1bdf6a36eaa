using System.Globalization;
using System.Text;

namespace OmsGateway.Configuration;

/// <summary>Makes text from a file fit for a console or a log: one line, no control or formatting characters.</summary>
internal static class Printable
{
    public static string Shorten(string text, int length)
    {
        bool isLong = text.Length > length;
        var shown = new StringBuilder();
        foreach (char c in isLong ? text.Substring(0, length) : text) shown.Append(IsPrintable(c) ? c : '?');
        return isLong ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>
    /// Whether a character shows as itself: not a control, a bidirectional override, a line separator or half a surrogate pair.
    /// </summary>
    public static bool IsPrintable(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
