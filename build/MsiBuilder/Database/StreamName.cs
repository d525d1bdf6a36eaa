using System.Text;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>
/// How the installer squeezes names of up to 62 characters into the 31 code units of a compound file's entry:
/// two characters of [0-9A-Za-z._] become one of U+3800 to U+47FF, a single one one of U+4800 to U+483F; tables begin with
/// U+4840.
/// </summary>
internal static class StreamName
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._";
    private const char Pair = '\u3800';
    private const char Single = '\u4800';
    private const char Table = '\u4840';

    public static string Encode(string name, bool isTable = false)
    {
        var encoded = new StringBuilder();
        if (isTable)
            encoded.Append(Table);
        for (var i = 0; i < name.Length; i++)
        {
            var first = Alphabet.IndexOf(name[i]);
            var second = first >= 0 && i + 1 < name.Length ? Alphabet.IndexOf(name[i + 1]) : -1;
            if (second >= 0)
                i++;
            encoded.Append(first < 0 ? name[i] : second < 0 ? (char)(Single + first) : (char)(Pair + (second << 6) + first));
        }

        return encoded.ToString();
    }

    public static string Decode(string encoded, out bool isTable)
    {
        isTable = encoded.Length > 0 && encoded[0] == Table;
        var name = new StringBuilder();
        foreach (var c in isTable ? encoded.AsSpan(1) : encoded)
        {
            if (c is >= Pair and < Single)
                name.Append(Alphabet[(c - Pair) & 0x3F]).Append(Alphabet[(c - Pair) >> 6]);
            else if (c is >= Single and < Table)
                name.Append(Alphabet[c - Single]);
            else
                name.Append(c);
        }

        return name.ToString();
    }

    /// <summary>The stream of a row's binary column: the table and the key, joined by dots.</summary>
    public static string OfRow(TableDefinition table, object?[] row) =>
        string.Join('.', row.Take(table.KeyCount).Prepend(table.Name));
}
