using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OmsGateway.Localization.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Localization.Tests;

/// <summary>The files of strings against each other.</summary>
public sealed partial class StringTests
{
    // Names and units.
    private static readonly string[] Neutral = ["WixUIOK", "UITextGB", "UITextKB", "UITextMB", "UITextNewFolder", "MicrosoftUpdateDlgTitle", "AgentsDlgArc",
        "AgentsDlgDefender", "AgentsDlgAutomation", "AgentsDlgCloudGovernment", "AgentsDlgCloudChina"];

    // Words that some languages have in common with English.
    private static readonly string[] Shared =
        ["&No", "bytes", "Information", "Status:", "Volume", "Public", @"{\WixUI_Font_Title}Agents", "Agents: [AgentNames]", "Folder: [INSTALLDIR]"];

    public static TheoryData<string> Cultures => Culture.Names;

    public static TheoryData<string> Translations => Culture.Translations;

    /// <summary>The page's table has Windows' own identifiers (MS-LCID), which a language's strings must have too.</summary>
    [Fact]
    public void Each_is_in_the_documentation_with_the_identifier_that_Windows_gives_it() => Assert.Equal(
        Culture.All.Select(c => (c.Name, c.Language)),
        DocumentedLanguage().Matches(File.ReadAllText(ProjectFiles.Find("docs", "wizard.md")))
            .Select(m => (m.Groups[1].Value, int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture))).Order());

    [Fact]
    public void The_documentation_says_how_many_there_are()
    {
        string[] pages = [ProjectFiles.Find("README.md"), .. Directory.GetFiles(ProjectFiles.Find("docs"), "*.md")];
        string[] numbers = [.. pages.SelectMany(
            page => NumberOfLanguages().Matches(File.ReadAllText(page)).Select(m => $"{Path.GetFileName(page)}: {m.Groups[1].Value}"))];
        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.EndsWith($": {Culture.All.Count}", number, StringComparison.Ordinal));
    }

    [Fact]
    public void The_policy_templates_are_installed_in_each() => Assert.Contains(
        $"<?define Languages = {string.Join(';', Culture.All.Select(c => c.Name))} ?>",
        File.ReadAllText(ProjectFiles.Find("Product", "PolicyTemplates.wxs")), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Each_has_the_same_strings_in_the_same_order(string culture)
    {
        Culture it = Culture.Of(culture);
        Assert.Equal(Culture.Base.Strings.Keys, it.Strings.Keys);
        Assert.Equal(culture, it.Strings["Culture"]);
        Assert.Equal(culture, it.File.Root!.Attribute("Culture")!.Value);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_character_is_in_the_code_page(string culture)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding encoding = Encoding.GetEncoding(Culture.Of(culture).Codepage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        Assert.All(Culture.Of(culture).Strings, s => encoding.GetBytes(s.Value));
        // English texts in ASCII give the package a neutral code page, to which every transform can be applied.
        if (culture == Culture.BaseName) Assert.All(Culture.Base.Strings.Values, v => Assert.True(Ascii.IsValid(v), v));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void Properties_and_placeholders_are_those_of_the_English_text(string culture) =>
        Assert.All(Culture.Of(culture).Strings, s => Assert.Equal(Placeholders(Culture.Base.Strings[s.Key]), Placeholders(s.Value)));

    [Theory]
    [MemberData(nameof(Translations))]
    public void What_has_an_access_key_in_English_has_one(string culture) =>
        Assert.All(Culture.Of(culture).Strings, s => Assert.True(AccessKeys(Culture.Base.Strings[s.Key]) == AccessKeys(s.Value), $"{s.Key}: {s.Value}"));

    [Theory]
    [MemberData(nameof(Translations))]
    public void Nothing_is_left_in_English(string culture) => Assert.Empty(Culture.Of(culture).Strings
        .Where(s => s.Value == Culture.Base.Strings[s.Key] && HasWords(s.Value) && !Neutral.Contains(s.Key) && !Shared.Contains(s.Value))
        .Select(s => $"{s.Key}: {s.Value}"));

    /// <summary>The Start menu's entry is a file.</summary>
    [Theory]
    [MemberData(nameof(Cultures))]
    public void The_guide_has_a_file_name(string culture) => Assert.DoesNotMatch("""[\\/:*?"<>|]""", Culture.Of(culture).Strings["GuideShortcut"]);

    [Fact]
    public void Every_string_is_used()
    {
        // In the package, or in sources for packages with more in them: those that the toolset builds, or that use more of an extension.
        string[] folders = [ProjectFiles.Find("Product"), ProjectFiles.Find("build", "MsiBuilder", "Extensions")];
        string texts = string.Join('\n', MarkedPackage.Database.Tables.Values.SelectMany(t => t.Rows).SelectMany(r => r).OfType<string>());
        string sources = string.Join('\n', folders.SelectMany(f => Directory.GetFiles(f, "*.wx?", SearchOption.AllDirectories)).Select(File.ReadAllText));
        Assert.All(Culture.Base.Strings.Keys, id => Assert.True(
            texts.Contains(MarkedPackage.Mark(id), StringComparison.Ordinal) || sources.Contains($"!(loc.{id})", StringComparison.Ordinal), id));
    }

    // The mark of an access key may stand in a name.
    private static string Placeholders(string text) => string.Join(
        ' ', Placeholder().Matches(text.Replace("&", "", StringComparison.Ordinal)).Select(m => m.Value).Order(StringComparer.Ordinal));

    private static int AccessKeys(string text) => text.Count(c => c == '&');

    private static bool HasWords(string text) => Word().IsMatch(Placeholder().Replace(text, ""));

    [GeneratedRegex(@"\[[^\]]+\]|\{\\[^}]+\}|msiexec /l\*v|Add-OMSGateway[A-Za-z]+|[A-Z]{5,}(=[0-9]+|=http://[a-z.]+:[0-9]+)?|"
        + @"http://[a-z.]+\.com:[0-9]+|OMS Gateway|Azure Monitor|Azure Automation")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"([a-z]{2}-[A-Z]{2}) \| (\d+) \|")]
    private static partial Regex DocumentedLanguage();

    [GeneratedRegex(@"(\d+)\s+languages\b")]
    private static partial Regex NumberOfLanguages();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Word();
}
