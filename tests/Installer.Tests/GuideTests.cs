using System.Net;
using System.Text.RegularExpressions;
using OmsGateway.TestSupport;

namespace OmsGateway.Installer.Tests;

/// <summary>The guide that the package installs: one file that needs nothing beside it.</summary>
public sealed partial class GuideTests
{
    private static readonly string Html = File.ReadAllText(ProjectFiles.Find("artifacts", "guide", "guide.html"));

    [Theory]
    [InlineData("administrators-guide")]
    [InlineData("wizard")]
    [InlineData("silent-install")]
    [InlineData("settings")]
    [InlineData("configuration-file")]
    [InlineData("group-policy")]
    [InlineData("automation")]
    [InlineData("command-line")]
    [InlineData("powershell")]
    public void What_docs_say_to_administrators_is_in_it(string chapter)
    {
        string title = File.ReadLines(ProjectFiles.Find("docs", $"{chapter}.md")).First().TrimStart('#', ' ');
        Assert.Contains($"<h1 id=\"{chapter}\">{title}</h1>", Html, StringComparison.Ordinal);
        Assert.Contains($"<li><a href=\"#{chapter}\">{WebUtility.HtmlEncode(title)}</a></li>", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_pictures_are_in_it()
    {
        string[] pictures = [.. Picture().Matches(Html).Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(pictures);
        Assert.All(pictures, p => Assert.StartsWith("data:image/png;base64,iVBORw0KGgo", p, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_links_lead_to_a_heading_or_to_the_web()
    {
        string[] anchors = [.. Anchor().Matches(Html).Select(m => m.Groups[1].Value)];
        Assert.Equal(anchors.Distinct(), anchors);
        string[] links = [.. Link().Matches(Html).Select(m => m.Groups[1].Value)];
        Assert.Contains("#silent-install-properties", links);
        Assert.All(links.Where(l => !l.StartsWith("https://", StringComparison.Ordinal)), l => Assert.Contains(l[1..], anchors));
    }

    [GeneratedRegex("<img src=\"([^\"]+)\"")]
    private static partial Regex Picture();

    [GeneratedRegex("<h[1-6] id=\"([^\"]+)\"")]
    private static partial Regex Anchor();

    [GeneratedRegex("<a href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
