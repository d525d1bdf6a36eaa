using System.Text.RegularExpressions;

namespace OmsGateway.MsiBuilder.Validation;

/// <summary>The styles that dialogs name are there.</summary>
internal sealed partial class TextStyleRule : IValidationRule
{
    public string Ice => "ICE31";

    public IEnumerable<string> Check(Tables tables)
    {
        var styles = tables.Rows("TextStyle").Select(r => r.Text("TextStyle")).ToHashSet();
        // The text of a ScrollableText is RTF, whose {\rtf looks like a style.
        var named = tables.Rows("Control").Where(r => r.Text("Type") != "ScrollableText").Select(r => (r, Named: Style().Match(r.Text("Text") ?? "")))
            .Where(n => n.Named.Success && !styles.Contains(n.Named.Groups[1].Value))
            .Select(n => $"{n.r.Text("Dialog_")}.{n.r.Text("Control")} has the text style '{n.Named.Groups[1].Value}', which is not defined.");
        return tables.Database.Property("DefaultUIFont") is { } font && !styles.Contains(font)
            ? named.Append($"The property DefaultUIFont names the text style '{font}', which is not defined.") : named;
    }

    // {\style} or {&style} in front of the text (Microsoft, "ICE31").
    [GeneratedRegex(@"^\{[\\&]([^}]+)\}")]
    private static partial Regex Style();
}
