using System.Net;
using System.Text.RegularExpressions;

namespace OmsGateway.Guide;

/// <summary>
/// One page that needs nothing beside it: the pictures are in it, and links among its files lead to their place in it. Equal input gives
/// equal bytes.
/// </summary>
internal static partial class GuidePage
{
    // No script, and nothing from elsewhere.
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private const string Style = """
        body { font: 16px/1.5 "Segoe UI", sans-serif; color: #1b1b1b; background: #fff; max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
        h1 { border-bottom: 1px solid #ccc; padding-bottom: .3rem; } section { margin-top: 3rem; } a { color: #005fb8; } img { max-width: 100%; }
        code { font: .9em Consolas, monospace; background: #f3f3f3; padding: .1em .3em; } pre { background: #f3f3f3; padding: .8rem; overflow-x: auto; }
        pre code { padding: 0; } table { border-collapse: collapse; } th, td { border: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }
        @media print { a { color: inherit; } pre { white-space: pre-wrap; } }
        """;

    /// <exception cref="InvalidDataException">A link leads to no heading.</exception>
    public static string Write(string title, IReadOnlyList<Chapter> chapters)
    {
        HashSet<string> fileNames = [.. chapters.Select(c => c.FileName)];
        string contents = string.Concat(chapters.Select(c => $"<li><a href=\"#{c.Name}\">{WebUtility.HtmlEncode(c.Title)}</a></li>\n"));
        string text = string.Concat(chapters.Select(c => c.ToHtml(fileNames)));
        CheckLinks(text);
        string heading = WebUtility.HtmlEncode(title);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width">
            <title>{heading}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <nav aria-label="{heading}">
            <ul>
            {contents}</ul>
            </nav>
            {text}</body>
            </html>

            """;
    }

    private static void CheckLinks(string html)
    {
        HashSet<string> anchors = [.. Anchor().Matches(html).Select(m => m.Groups[1].Value)];
        string? dead = Link().Matches(html).Select(m => m.Groups[1].Value).FirstOrDefault(l => !anchors.Contains(l));
        if (dead is not null) throw new InvalidDataException($"A link leads to #{dead}, and no heading has that name.");
    }

    [GeneratedRegex("<h[1-6] id=\"([^\"]+)\"")]
    private static partial Regex Anchor();

    [GeneratedRegex("<a href=\"#([^\"]+)\"")]
    private static partial Regex Link();
}
