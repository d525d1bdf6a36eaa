using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OmsGateway.Configuration.Certificates;

/// <summary>One attribute of a distinguished name (RFC 5280 §4.1.2.4).</summary>
/// <param name="Type">Short name in upper case (<c>CN</c>, <c>O</c>, <c>OU</c>), or the dotted object identifier when it has none.</param>
/// <param name="Value">The value, unescaped.</param>
public sealed record SubjectAttribute(string Type, string Value);

/// <summary>
/// A certificate's subject as a set of attributes. Two are equal when they hold the same attributes, each as often, in
/// whatever order; letter case and the amount of white space do not matter (after RFC 5280 §7.1).
/// </summary>
public sealed class CertificateSubject : IEquatable<CertificateSubject>
{
    private readonly string _key;

    /// <summary>Takes the attributes in the certificate's order.</summary>
    public CertificateSubject(IEnumerable<SubjectAttribute> attributes)
    {
        Attributes = attributes.ToArray();
        // Lengths before the values, so that no value can imitate a boundary.
        _key = string.Concat(Attributes
            .Select(a => (Type: AttributeTypes.Canonical(a.Type), Value: Fold(a.Value)))
            .Select(a => $"{a.Type.Length}:{a.Type}{a.Value.Length}:{a.Value}")
            .OrderBy(part => part, StringComparer.Ordinal));
    }

    /// <summary>The attributes in the order given.</summary>
    public IReadOnlyList<SubjectAttribute> Attributes { get; }

    /// <summary>
    /// Reads a subject as administrators write it: <c>CN=a, OU=b</c> with quotes and escapes as RFC 4514 and Windows write
    /// them, or a name alone, which means its <c>CN</c>.
    /// </summary>
    /// <param name="text">The subject as written.</param>
    /// <param name="subject">The subject, or null.</param>
    /// <param name="error">What is wrong with the text, as the rest of a sentence, or null.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out CertificateSubject? subject, [NotNullWhen(false)] out string? error)
    {
        subject = null;
        text = TrimUnescaped(text);
        if (text.Length == 0)
        {
            error = "it is empty";
            return false;
        }

        if (text.Any(char.IsControl))
        {
            error = "it contains a control character; write it as a backslash and two hexadecimal digits if it belongs to the subject";
            return false;
        }

        bool isBareName = text.IndexOfAny(['=', ',', ';', '+', '"', '\\', '#', '<', '>']) < 0;
        if (isBareName) text = "CN=" + text;
        if (!SubjectParser.TryParse(text, out IReadOnlyList<SubjectAttribute> attributes, out error)) return false;
        subject = new CertificateSubject(attributes);
        return true;
    }

    // A space behind a backslash belongs to the value.
    private static string TrimUnescaped(string text)
    {
        string trimmed = text.Trim(' ', '\t');
        int backslashes = trimmed.Length - trimmed.TrimEnd('\\').Length;
        return backslashes % 2 == 1 && text.TrimStart(' ', '\t').Length > trimmed.Length ? trimmed + " " : trimmed;
    }

    /// <summary>Whether the subject holds this attribute, compared as subjects are.</summary>
    internal bool Has(string type, string value) => ValuesOf(type).Contains(Fold(value));

    /// <summary>The values of a type, folded as they are compared.</summary>
    internal IEnumerable<string> ValuesOf(string type) =>
        Attributes.Where(a => AttributeTypes.Canonical(a.Type) == type).Select(a => Fold(a.Value));

    /// <summary>Folds case and white space.</summary>
    internal static string Fold(string value)
    {
        var folded = new StringBuilder(value.Length);
        foreach (char c in value.Trim(' '))
        {
            // Trimmed, so that the first character is never a space.
            if (c != ' ' || folded[folded.Length - 1] != ' ') folded.Append(char.ToUpperInvariant(c));
        }

        return folded.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(CertificateSubject? other) => other is not null && _key == other._key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CertificateSubject);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_key);

    /// <summary>
    /// The subject in the usual notation, as event 105 shows it: <c>CN=a, OU=b, O=c</c>. Separators and control characters
    /// within values are escaped (RFC 4514 §2.4), so that the text has one reading and one line.
    /// </summary>
    public override string ToString() => SubjectText.Write(Attributes);
}
