using System.Text;

namespace OmsGateway.Configuration.Certificates;

/// <summary>Writes distinguished names in the notation of RFC 4514, so that no value can pass for two attributes.</summary>
internal static class SubjectText
{
    public static string Write(IEnumerable<SubjectAttribute> attributes) =>
        string.Join(", ", attributes.Select(a => $"{Escape(a.Type)}={Escape(a.Value)}"));

    private static string Escape(string value)
    {
        var text = new StringBuilder();
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            bool isAtEdge = i == 0 || i == value.Length - 1;
            if (c is ',' or '+' or '"' or '\\' or '<' or '>' or ';' or '=' || (c == '#' && i == 0))
            {
                text.Append('\\').Append(c);
            }
            else if (c == ' ' && isAtEdge)
            {
                // As a number, which no editor trims.
                text.Append("\\20");
            }
            else if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                text.Append(c).Append(value[++i]);
            }
            else if (Printable.IsPrintable(c))
            {
                text.Append(c);
            }
            else
            {
                // A control or formatting character would let a certificate forge log lines; half a pair becomes U+FFFD.
                foreach (byte b in Encoding.UTF8.GetBytes([c])) text.Append('\\').Append(b.ToString("X2"));
            }
        }

        return text.ToString();
    }
}
