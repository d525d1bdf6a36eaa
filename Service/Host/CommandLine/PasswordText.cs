using System.Text;
using OmsGateway.Configuration;

namespace OmsGateway.Host.CommandLine;

/// <summary>
/// Decodes a password from standard input. Programs write there in UTF-8, in UTF-16 or in the code page of their console or system, and
/// only the first two can be told: in another one the same bytes are other characters, so that a wrong password would be stored.
/// </summary>
internal static class PasswordText
{
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The first line, without its end.</summary>
    /// <exception cref="ConfigurationException">The bytes are no UTF-8 or UTF-16.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        (Encoding encoding, int start) = Choose(bytes);
        string text;
        try
        {
            text = encoding.GetString(bytes[start..]);
        }
        catch (DecoderFallbackException)
        {
            throw Refusal("it holds characters beyond ASCII in an unknown code page");
        }

        // UTF-16 without a mark whose first line is beyond ASCII can read as UTF-8, and shows itself by the zeros of its line end.
        if (text.Contains('\0')) throw Refusal("it holds zero bytes, as UTF-16 without a byte order mark does");
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        string line = end < 0 ? text : text[..end];
        return line.AsSpan().ContainsAnyInRange('\0', '\x1f') ? throw Refusal("it holds control characters") : line;
    }

    private static (Encoding Encoding, int Start) Choose(ReadOnlySpan<byte> bytes)
    {
        foreach (Encoding marked in Marked)
        {
            if (bytes.StartsWith(marked.Preamble)) return (marked, marked.Preamble.Length);
        }

        // As cmd /u writes: UTF-16 without a mark, of which every other byte is zero in ASCII.
        return bytes.Length >= 2 && bytes.Length % 2 == 0 && bytes[0] != 0 && bytes[1] == 0 ? (Marked[1], 0) : (Utf8, 0);
    }

    private static ConfigurationException Refusal(string reason) => new(
        $"Nothing was changed: what standard input gave cannot be read as one, {reason}. Save it as UTF-8, or run the command without "
        + "redirecting its input and type the password.");
}
