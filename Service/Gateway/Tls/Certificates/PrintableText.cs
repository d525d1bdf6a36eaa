using System.Globalization;
using System.Text;
using OmsGateway.Configuration.Certificates;

namespace OmsGateway.Gateway.Tls.Certificates;

/// <summary>Makes text that a client chose fit to be logged.</summary>
internal static class PrintableText
{
    // A subject of an agent takes some 130 characters, and the event log 31,839 in all; what is longer only floods it.
    private const int MaximumLength = 1024;

    /// <summary>The subject on one line, without what could break or reorder it.</summary>
    public static string Of(CertificateSubject subject)
    {
        if (subject.Attributes.Count == 0) return "(empty subject)";
        StringBuilder text = new();
        foreach (Rune rune in subject.ToString().EnumerateRunes())
        {
            if (text.Length >= MaximumLength) return text.Append('…').ToString();
            text.Append(IsPrintable(rune) ? rune : new Rune('?'));
        }

        return text.ToString();
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
