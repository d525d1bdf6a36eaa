using System.Text;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>Encodings of the codepages that a database may be in, which refuse what they cannot express.</summary>
public static class Codepages
{
    // Without this provider .NET knows no Windows codepage.
    static Codepages() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of <paramref name="codepage"/>; the neutral codepage 0 is ASCII.</summary>
    /// <exception cref="MsiDatabaseException">There is no such codepage.</exception>
    public static Encoding Get(int codepage)
    {
        try
        {
            // 20127 is us-ascii. By default a character that the codepage lacks would be written as a question mark.
            return Encoding.GetEncoding(codepage == 0 ? 20127 : codepage, EncoderFallback.ExceptionFallback,
                DecoderFallback.ReplacementFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new MsiDatabaseException($"The codepage {codepage} is not known.");
        }
    }

    /// <summary>The number of a codepage given by its name, such as <c>windows-1252</c>, or null.</summary>
    internal static int? FromName(string name)
    {
        try
        {
            return Encoding.GetEncoding(name).CodePage;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The first character of <paramref name="text"/> that the codepage lacks, or null.</summary>
    public static string? FirstMissing(int codepage, string text)
    {
        var encoding = Get(codepage);
        foreach (var rune in text.EnumerateRunes())
        {
            try
            {
                var character = rune.ToString();
                if (!rune.IsAscii && encoding.GetString(encoding.GetBytes(character)) != character)
                    return character;
            }
            catch (EncoderFallbackException)
            {
                return rune.ToString();
            }
        }

        return null;
    }
}
