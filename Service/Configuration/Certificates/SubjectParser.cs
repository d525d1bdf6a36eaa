using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OmsGateway.Configuration.Certificates;

/// <summary>
/// Reads a distinguished name as administrators write or paste it: RFC 4514 and what Windows shows. Attributes are separated
/// by commas, semicolons or plus signs; a value may be quoted, escaped by backslashes, or hexadecimal DER after <c>#</c>.
/// </summary>
internal sealed class SubjectParser(string text)
{
    private int _position;

    public static bool TryParse(string text, out IReadOnlyList<SubjectAttribute> attributes, [NotNullWhen(false)] out string? error)
    {
        var found = new List<SubjectAttribute>();
        attributes = found;
        var parser = new SubjectParser(text);
        do
        {
            error = parser.ReadAttribute(found);
            if (error is not null) return false;
        }
        while (parser.SkipSeparator());
        return true;
    }

    private string? ReadAttribute(List<SubjectAttribute> found)
    {
        int equals = text.IndexOf('=', _position);
        string type = (equals < 0 ? text.Substring(_position) : text.Substring(_position, equals - _position)).Trim();
        if (equals < 0 || !AttributeTypes.IsValid(type))
        {
            return $"'{Printable.Shorten(type, 60)}' is not an attribute such as CN=…; "
                + "put a backslash before a comma, semicolon or plus sign that belongs to a value";
        }

        _position = equals + 1;
        SkipSpaces();
        string? value = null;
        string? error = Peek() switch
        {
            '"' => ReadQuoted(out value),
            '#' => ReadHexadecimal(out value),
            _ => ReadPlain(out value),
        };
        if (error is not null) return error;
        if (value!.Length == 0) return $"the attribute {AttributeTypes.Canonical(type)} has no value";
        found.Add(new SubjectAttribute(AttributeTypes.Canonical(type), value));
        return null;
    }

    /// <summary>Goes past a separator; false at the end of the text.</summary>
    private bool SkipSeparator()
    {
        if (_position >= text.Length) return false;
        _position++;
        return true;
    }

    // Inside quotes a doubled quote stands for one, as Windows writes it, and a backslash escapes, as RFC 2253 did.
    private string? ReadQuoted(out string? value)
    {
        var bytes = new List<byte>();
        value = null;
        _position++;
        while (true)
        {
            if (_position >= text.Length) return "a quotation mark is not closed";
            if (text[_position] == '"')
            {
                _position++;
                if (Peek() != '"') break;
            }

            if (ReadCharacter(bytes) is { } error) return error;
        }

        SkipSpaces();
        if (_position < text.Length && !IsSeparator(text[_position])) return "a quoted value is followed by more text";
        return Decode(bytes, out value);
    }

    private string? ReadPlain(out string? value)
    {
        var bytes = new List<byte>();
        value = null;
        int keep = 0;
        while (_position < text.Length && !IsSeparator(text[_position]))
        {
            bool isSpace = text[_position] == ' ';
            if (text[_position] == '"') return "there is a quotation mark inside a value; put a backslash before it";
            if (ReadCharacter(bytes) is { } error) return error;
            // Unescaped spaces before a separator do not belong to the value.
            if (!isSpace) keep = bytes.Count;
        }

        bytes.RemoveRange(keep, bytes.Count - keep);
        return Decode(bytes, out value);
    }

    private string? ReadHexadecimal(out string? value)
    {
        int start = ++_position;
        while (_position < text.Length && !IsSeparator(text[_position])) _position++;
        string digits = text.Substring(start, _position - start).Trim();
        value = null;
        if (digits.Length % 2 != 0 || !digits.All(Uri.IsHexDigit)) return "a value after # is not pairs of hexadecimal digits";
        byte[] der = Enumerable.Range(0, digits.Length / 2).Select(i => Convert.ToByte(digits.Substring(2 * i, 2), 16)).ToArray();
        value = DerText.TryRead(der);
        return value is null ? "a value after # is not a DER-encoded string; write the value as text" : null;
    }

    // Into bytes, since hexadecimal pairs are bytes of UTF-8, of which a character may have several (RFC 4514 §2.4).
    private string? ReadCharacter(List<byte> bytes)
    {
        char c = text[_position++];
        if (c != '\\')
        {
            int length = char.IsHighSurrogate(c) && _position < text.Length && char.IsLowSurrogate(text[_position]) ? 2 : 1;
            bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(_position - 1, length)));
            _position += length - 1;
            return null;
        }

        if (_position >= text.Length) return "it ends in a backslash, which must stand before the character it escapes";
        if (Uri.IsHexDigit(text[_position]) && _position + 1 < text.Length && Uri.IsHexDigit(text[_position + 1]))
        {
            bytes.Add(Convert.ToByte(text.Substring(_position, 2), 16));
            _position += 2;
            return null;
        }

        if (text[_position] is not (',' or '+' or '"' or '\\' or '<' or '>' or ';' or '=' or '#' or ' '))
            return $"a backslash may stand before one of , + \" \\ < > ; = # or two hexadecimal digits, but not before '{text[_position]}'";
        bytes.Add((byte)text[_position++]);
        return null;
    }

    private static string? Decode(List<byte> bytes, out string? value)
    {
        try
        {
            value = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.ToArray());
            return null;
        }
        catch (DecoderFallbackException)
        {
            value = null;
            return "its hexadecimal pairs are not UTF-8 text";
        }
    }

    private static bool IsSeparator(char c) => c is ',' or ';' or '+';

    private char Peek() => _position < text.Length ? text[_position] : '\0';

    private void SkipSpaces()
    {
        while (Peek() == ' ') _position++;
    }
}
