using System.Text.RegularExpressions;
using OmsGateway.Localization.Tests.Support;

namespace OmsGateway.Localization.Tests;

/// <summary>Words that each language has its own rules for.</summary>
public sealed partial class WordTests
{
    public static TheoryData<string> Cultures => Culture.Names;

    /// <summary>
    /// Windows Update and Microsoft Update are translated where Windows itself translates them (learn.microsoft.com in Russian, Korean and
    /// simplified Chinese), and have their English names in the other languages.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cultures))]
    public void Windows_Update_has_the_name_that_Windows_gives_it(string culture)
    {
        (string windows, string microsoft) = culture switch
        {
            "ko-KR" => ("Windows 업데이트", "Microsoft 업데이트"),
            "ru-RU" => ("Центр(а|у|ом|е)? обновления Windows", "Центр(а|у|ом|е)? обновления Майкрософт"),
            "zh-CN" => ("Windows 更新", "Microsoft 更新"),
            _ => ("Windows Update", "Microsoft Update"),
        };
        foreach ((string english, string own) in new[] { ("Windows Update", windows), ("Microsoft Update", microsoft) })
        {
            string[] named = [.. Culture.Base.Strings.Where(s => s.Value.Contains(english, StringComparison.Ordinal)).Select(s => s.Key)];
            Assert.NotEmpty(named);
            Assert.All(named, id => Assert.Matches(own, Culture.Of(culture).Strings[id]));
            if (own != english) Assert.All(Culture.Of(culture).Strings.Values, v => Assert.DoesNotContain(english, v, StringComparison.Ordinal));
        }
    }

    /// <summary>The last page's titles are shown after a change, a repair and a removal too.</summary>
    [Theory]
    [InlineData("cs-CZ", "nstalac")]
    [InlineData("de-DE", "nstall")]
    [InlineData("en-US", "nstall")]
    [InlineData("es-ES", "nstala")]
    [InlineData("fr-FR", "nstalla")]
    [InlineData("hu-HU", "telepít")]
    [InlineData("it-IT", "nstalla")]
    [InlineData("ja-JP", "インストール")]
    [InlineData("ko-KR", "설치")]
    [InlineData("nl-NL", "nstall")]
    [InlineData("pl-PL", "nstalacj")]
    [InlineData("pt-BR", "nstala")]
    [InlineData("pt-PT", "nstala")]
    [InlineData("ru-RU", "станов")]
    [InlineData("zh-CN", "安装")]
    [InlineData("zh-TW", "安裝")]
    public void The_last_page_speaks_of_no_installation(string culture, string installation) => Assert.All(
        new[] { "ExitDialogTitle", "FatalErrorTitle", "UserExitTitle" },
        id => Assert.DoesNotContain(installation, Culture.Of(culture).Strings[id], StringComparison.Ordinal));

    /// <summary>A colon right after an address looks like a part of it.</summary>
    [Theory]
    [MemberData(nameof(Cultures))]
    public void No_label_s_colon_touches_an_address(string culture) => Assert.All(
        Culture.Of(culture).Strings, s => Assert.DoesNotMatch(ColonAfterAddress(), s.Value));

    /// <summary>010.1.2.3 is refused, and the administrator who wrote it must see why.</summary>
    [Theory]
    [MemberData(nameof(Cultures))]
    public void Setup_asks_for_addresses_without_leading_zeros(string culture) =>
        Assert.Contains("010.1.2.3", Culture.Of(culture).Strings["ErrorInvalidRemoteAddresses"], StringComparison.Ordinal);

    /// <summary>What one writes otherwise in these languages: forms before "OMS", spaces that must not break, one word for one thing.</summary>
    [Theory]
    [InlineData("fr-FR", @"\bde \[(ProductName|AgentsPreset)\]")]
    [InlineData("fr-FR", "[ ][:;?!»]|«[ ]")]
    [InlineData("de-DE", @"z\. ?B\.")]
    [InlineData("zh-CN", "代理程序")]
    [InlineData("zh-CN", "沿用")]
    [InlineData("zh-TW", "沿用")]
    [InlineData("zh-TW", "無法登錄")]
    [InlineData("hu-HU", "[áé]sr[ae] kerül|megtörténik")]
    [InlineData("ko-KR", "하세요")]
    public void It_is_written_as_the_language_has_it(string culture, string wrong) => Assert.All(
        Culture.Of(culture).Strings, s => Assert.DoesNotMatch(wrong, s.Value));

    // An access key in brackets may stand between the two.
    [GeneratedRegex(@"//[^\s()]+(\(&\w\))?\s?:$")]
    private static partial Regex ColonAfterAddress();
}
