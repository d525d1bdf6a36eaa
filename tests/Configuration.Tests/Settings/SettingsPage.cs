using System.Text;
using System.Text.RegularExpressions;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Tests.Settings;

/// <summary>
/// docs/settings.md, whose introduction is written by hand and whose reference is made of the table of settings, so that the two cannot differ.
/// The reference's reasons for the defaults are written by hand too: only the page's readers ask for them.
/// </summary>
internal static class SettingsPage
{
    private const string Reference = "\n## All settings\n";

    /// <summary>What stands in place of a reason that nobody has written yet.</summary>
    public const string NoReason = "(Write here why.)";

    /// <summary>The page as it must be.</summary>
    /// <param name="page">The page as it is, of which the introduction and the reasons stay.</param>
    public static string Render(string page)
    {
        var text = new StringBuilder(page[..page.IndexOf(Reference, StringComparison.Ordinal)]);
        text.Append(Reference).Append("\n| Setting | Value | Default |\n|---|---|---|\n");
        foreach (SettingDefinition d in SettingDefinitions.All)
            text.Append($"| [{d.Name}](#{d.Name.ToLowerInvariant()}) | {d.Accepts} | {ShowDefault(d)} |\n");
        foreach (SettingDefinition d in SettingDefinitions.All)
        {
            text.Append($"\n### {d.Name}\n\n{d.Summary}\n\n- Value: {d.Accepts}.\n- Default: {ShowDefault(d)}. {Reason(page, d)}\n");
            if (d.Example.Length > 0) text.Append($"- Example: `<{d.Name}>{d.Example}</{d.Name}>`\n");
        }

        return text.ToString();
    }

    // Looked for in the setting's own entry, up to the next point of its list.
    private static string Reason(string page, SettingDefinition definition)
    {
        string entry = Regex.Match(page, $@"^### {definition.Name}\n(?:(?!### ).*\n)*", RegexOptions.Multiline).Value;
        string reason = Regex.Match(entry, @"(?<=^- Default: (?:none|`.*`)\.)(?:.|\n(?!- ))*", RegexOptions.Multiline).Value.Trim();
        return reason.Length == 0 ? NoReason : reason;
    }

    private static string ShowDefault(SettingDefinition definition) => definition.Default.Length == 0 ? "none" : $"`{definition.Default}`";
}
