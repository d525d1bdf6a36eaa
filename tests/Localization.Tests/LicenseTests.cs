using System.Text.RegularExpressions;
using OmsGateway.Localization.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Localization.Tests;

/// <summary>The licence: the English text binds, and a translation stands before it.</summary>
public sealed partial class LicenseTests
{
    public static TheoryData<string> Cultures => Culture.Names;

    public static TheoryData<string> Translations => Culture.Translations;

    [Fact]
    public void The_English_text_is_that_of_LICENSE() =>
        Assert.Equal(Words(File.ReadAllText(ProjectFiles.Find("LICENSE"))), Words(RtfText.Read(Culture.Base.License)));

    [Theory]
    [MemberData(nameof(Translations))]
    public void The_English_text_follows_a_translation(string culture)
    {
        string text = Words(RtfText.Read(Culture.Of(culture).License)), english = Words(RtfText.Read(Culture.Base.License));

        Assert.EndsWith(english, text, StringComparison.Ordinal);
        string translation = text[..^english.Length];
        Assert.Contains("Copyright (c) 2026 OMS Gateway contributors", translation, StringComparison.Ordinal);
        Assert.DoesNotContain("Permission is hereby granted", translation, StringComparison.Ordinal);
        // An abridged one would be shorter still; Chinese takes the fewest characters.
        Assert.InRange(translation.Length, english.Length / 4, english.Length * 2);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void The_document_says_in_which_code_page_and_language_it_is_and_is_upright(string culture)
    {
        Culture it = Culture.Of(culture);
        Assert.Contains($@"\ansicpg{it.Codepage}\", it.License, StringComparison.Ordinal);
        Assert.Contains($@"\deflang{it.Language}", it.License, StringComparison.Ordinal);
        // The fonts of Chinese, Japanese and Korean have no italics, so that no language has any.
        Assert.DoesNotContain(@"\i ", it.License, StringComparison.Ordinal);
    }

    private static string Words(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
