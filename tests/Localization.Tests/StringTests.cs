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
    private static readonly string[] Shared = ["&No", "bytes", "Information", "Status:", "Volume", "Public", @"{\WixUI_Font_Title}Agents", "Agents: [AgentNames]", "Folder: [INSTALLDIR]"];

    public static TheoryData<string> Cultures => Culture.Names;

    public static TheoryData<string> Translations => Culture.Translations;

    [Fact]
    public void There_are_sixteen_languages() => Assert.Equal(
        [
            "cs-CZ", "de-DE", "en-US", "es-ES", "fr-FR", "hu-HU", "it-IT", "ja-JP", "ko-KR", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "ru-RU", "zh-CN",
            "zh-TW",
        ],
        Culture.All.Select(c => c.Name));

    [Fact]
    public void The_toolset_builds_the_same_languages() => Assert.Contains(
        $"<Cultures>en-US;{string.Join(';', Culture.All.Where(c => c != Culture.Base).Select(c => c.Name))}</Cultures>",
        File.ReadAllText(ProjectFiles.Find("Product", "Toolset.targets")), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Each_has_the_same_strings_in_the_same_order(string culture)
    {
        Culture it = Culture.Of(culture);
        Assert.Equal(Culture.Base.Strings.Keys, it.Strings.Keys);
        Assert.Equal(culture, it.Strings["Culture"]);
        Assert.Equal(culture, it.File.Root!.Attribute("Culture")!.Value);
    }

    [Fact]
    public void Language_ids_are_Windows_own() => Assert.Equal(
        [1029, 1031, 1033, 3082, 1036, 1038, 1040, 1041, 1042, 1043, 1045, 1046, 2070, 1049, 2052, 1028], Culture.All.Select(c => c.Language));

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

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Word();
}
