using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace OmsGateway.Guide;

/// <summary>A Markdown file, read as GitHub shows it.</summary>
/// <param name="file">Its path; its name without extension is what its headings' anchors begin with.</param>
internal sealed class Chapter(string file)
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().DisableHtml().Build();

    private readonly MarkdownDocument _document = Markdown.Parse(File.ReadAllText(file), Pipeline);

    public string FileName { get; } = Path.GetFileName(file);

    public string Name { get; } = Path.GetFileNameWithoutExtension(file);

    /// <summary>The text of its first heading.</summary>
    public string Title => string.Concat(Headings.First().Inline!.Descendants<LiteralInline>());

    private IEnumerable<HeadingBlock> Headings => _document.Descendants<HeadingBlock>();

    /// <summary>Its part of the page.</summary>
    /// <param name="fileNames">The names of the files that are in the page.</param>
    public string ToHtml(IReadOnlySet<string> fileNames)
    {
        foreach (LinkInline link in _document.Descendants<LinkInline>().ToList())
        {
            if (link.IsImage) link.Url = Embed(link.Url!);
            else if (!link.Url!.Contains("://", StringComparison.Ordinal)) Lead(link, fileNames);
        }

        foreach (HeadingBlock heading in Headings)
        {
            HtmlAttributes attributes = heading.GetAttributes();
            attributes.Id = heading.Level == 1 ? Name : $"{Name}-{attributes.Id}";
        }

        return $"<section>\n{_document.ToHtml(Pipeline)}</section>\n";
    }

    private string Embed(string picture)
    {
        byte[] content = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(file)!, picture));
        return $"data:image/{Path.GetExtension(picture)[1..]};base64,{Convert.ToBase64String(content)}";
    }

    // Of a link to a file that is not in the page its text is left.
    private void Lead(LinkInline link, IReadOnlySet<string> fileNames)
    {
        string[] parts = link.Url!.Split('#', 2);
        string target = parts[0].Length == 0 ? FileName : parts[0];
        if (fileNames.Contains(target))
        {
            link.Url = $"#{string.Join('-', [Path.GetFileNameWithoutExtension(target), .. parts[1..]])}";
            return;
        }

        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }
}
