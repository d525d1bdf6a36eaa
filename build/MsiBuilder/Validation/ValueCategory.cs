using System.Text.RegularExpressions;
using OmsGateway.MsiBuilder.Compilation;

namespace OmsGateway.MsiBuilder.Validation;

/// <summary>
/// The kinds of text that <c>_Validation</c> names and that can be told from others (Microsoft, "Column Data Types").
/// </summary>
internal static partial class ValueCategory
{
    public static bool Fits(string category, string text) => category switch
    {
        "Identifier" => Identifiers.IsValid(text),
        // %NAME is an environment variable (Microsoft, "Property" data type).
        "Property" => Identifiers.IsValid(text.TrimStart('%')),
        "UpperCase" => text == text.ToUpperInvariant(),
        "LowerCase" => text == text.ToLowerInvariant(),
        "Guid" => Guid().IsMatch(text),
        // System.Version wants two fields at least, Windows Installer one.
        "Version" => System.Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", out var v) && IsInRange(v),
        "Language" => text.Split(',').All(l => ushort.TryParse(l, out _)),
        "Integer" => short.TryParse(text, out _),
        "DoubleInteger" => int.TryParse(text, out _),
        "Filename" => FileName().IsMatch(text),
        // After a # comes the identifier of a stream, without it a file name in 8.3 form (Microsoft, "Cabinet" data type).
        "Cabinet" => text.StartsWith('#') ? Identifiers.IsValid(text[1..]) : FileName().IsMatch(text),
        _ => true,
    };

    private static bool IsInRange(Version version) =>
        new[] { version.Major, version.Minor, version.Build, version.Revision }.All(n => n <= ushort.MaxValue);

    // In upper case only: Windows Installer accepts no other as a code (Microsoft, "GUID" data type).
    [GeneratedRegex(@"^\{[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}\}$")]
    private static partial Regex Guid();

    // A short name alone, or one before a long name.
    [GeneratedRegex("""^(?:[^\\?|><:/*"+,;=\[\]\s.]{1,8}(?:\.[^\\?|><:/*"+,;=\[\]\s.]{0,3})?)(?:\|[^\\?|><:/*"]+)?$""")]
    private static partial Regex FileName();
}
