using System.Globalization;
using System.Text;

namespace OmsGateway.Localization.Tests.Support;

/// <summary>
/// Reads the text of a small RTF document as Windows Installer's licence page shows it, and complains of whatever such a
/// document should not have (Rich Text Format Specification 1.9.1).
/// </summary>
internal static class RtfText
{
    /// <exception cref="FormatException">The document is not well formed.</exception>
    public static string Read(string rtf)
    {
        if (!rtf.StartsWith(@"{\rtf1", StringComparison.Ordinal)) throw new FormatException(@"It does not begin with {\rtf1.");
        if (!Ascii.IsValid(rtf)) throw new FormatException("It has characters that are not ASCII.");
        var text = new StringBuilder();
        int depth = 0, hidden = int.MaxValue;
        for (int i = 0; i < rtf.Length; i++)
        {
            switch (rtf[i])
            {
                case '{':
                    depth++;
                    break;
                case '}':
                    if (--depth < hidden) hidden = int.MaxValue;
                    if (depth < 0 || (depth == 0 && rtf.AsSpan(i + 1).Trim("\r\n\0").Length > 0)) throw new FormatException("Something follows its end.");
                    break;
                case '\\':
                    i = Control(rtf, i, text, ref hidden, depth);
                    break;
                case '\r' or '\n':
                    break;
                default:
                    if (depth < hidden) text.Append(rtf[i]);
                    break;
            }
        }

        return depth == 0 ? text.ToString() : throw new FormatException("A group is not closed.");
    }

    /// <summary>Carries out the control word or symbol at <paramref name="start"/> and returns the index of its last character.</summary>
    private static int Control(string rtf, int start, StringBuilder text, ref int hidden, int depth)
    {
        int i = start + 1;
        if (!char.IsAsciiLetter(rtf[i]))
        {
            if (rtf[i] is '\\' or '{' or '}') text.Append(rtf[i]);
            else if (rtf[i] == '*') hidden = Math.Min(hidden, depth);
            else if (rtf[i] != '~') throw new FormatException($@"\{rtf[i]} is not expected.");
            return i;
        }

        while (char.IsAsciiLetter(rtf[i])) i++;
        string word = rtf[(start + 1)..i];
        int digits = i;
        if (rtf[i] == '-') i++;
        while (char.IsAsciiDigit(rtf[i])) i++;
        string number = rtf[digits..i];
        if (word is "fonttbl" or "colortbl" or "stylesheet" or "info") hidden = Math.Min(hidden, depth);
        if (word is "par" or "line" && depth < hidden) text.Append('\n');
        // A Unicode character and, after it, the one for readers that know none.
        if (word == "u")
        {
            text.Append((char)short.Parse(number, CultureInfo.InvariantCulture));
            if (rtf[i] == ' ') i++;
            if (rtf[i] is '\\' or '{' or '}' or '\r' or '\n') throw new FormatException($"Nothing stands for \\u{number} where it is not known.");
            return i;
        }

        return rtf[i] == ' ' ? i : i - 1;
    }
}
