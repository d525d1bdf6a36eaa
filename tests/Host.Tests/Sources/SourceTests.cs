using System.Globalization;
using System.Text.RegularExpressions;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Sources;

/// <summary>What .editorconfig says of all files and no compiler checks.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] Extensions =
    [
        ".cs", ".md", ".sh", ".ps1", ".psm1", ".psd1", ".xml", ".yml", ".props", ".targets", ".csproj", ".wixproj", ".wxs", ".wxi", ".wxl",
    ];

    // Files of other programs, kept as they were written.
    private static readonly string[] Foreign = ["Golden", "Snapshot", "findings", "seeds"];

    [Fact]
    public void No_line_of_code_is_longer_than_the_editorconfig_says()
    {
        int limit = int.Parse(CodeSection().Match(File.ReadAllText(ProjectFiles.Find(".editorconfig"))).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Empty(Files([".cs"]).SelectMany(Code).Where(line => line.Text.Length > limit)
            .Select(line => $"{line.Place}: {line.Text.Length} characters, {limit} at most"));
    }

    [Fact]
    public void No_line_ends_in_a_space_and_none_begins_with_a_tab() => Assert.Empty(
        Files(Extensions).SelectMany(Lines).Where(line => line.Text is [.., ' ' or '\t'] or ['\t', ..]).Select(line => line.Place));

    [Fact]
    public void Every_file_ends_its_lines_alike_and_the_last_one_too() => Assert.Empty(
        Files(Extensions).Where(file => File.ReadAllText(file) is { Length: > 0 } text && (!text.EndsWith('\n') || text.Contains('\r')))
            .Select(file => Path.GetRelativePath(ProjectFiles.Root, file)));

    private static IEnumerable<(string Place, string Text)> Lines(string file) =>
        File.ReadLines(file).Select((text, index) => ($"{Path.GetRelativePath(ProjectFiles.Root, file)}:{index + 1}", text));

    /// <summary>
    /// The lines without raw strings, whose text is mostly of another language (XML, shell, JSON, styles) and can be broken only where that
    /// language allows it. Only code has a limit: tables of Markdown, texts of setup and what is generated cannot be broken at all.
    /// </summary>
    private static IEnumerable<(string Place, string Text)> Code(string file)
    {
        bool isRaw = false;
        foreach ((string Place, string Text) line in Lines(file))
        {
            // Not the quotation marks of a verbatim string, which are double in it.
            int marks = line.Text.Contains("@\"", StringComparison.Ordinal) ? 0 : RawMark().Count(line.Text);
            if (!isRaw && marks == 0) yield return line;
            isRaw ^= marks % 2 == 1;
        }

        Assert.False(isRaw, $"{file}: a raw string has no end, or its marks were miscounted");
    }

    private static IEnumerable<string> Files(string[] extensions) =>
        Directory.GetDirectories(ProjectFiles.Root).Where(folder => Path.GetFileName(folder) is ".github" or not (['.', ..] or "artifacts"))
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)).Concat(Directory.GetFiles(ProjectFiles.Root))
            .Where(file => extensions.Contains(Path.GetExtension(file)) && !file.Split(Path.DirectorySeparatorChar).Any(Foreign.Contains));

    [GeneratedRegex(@"\[\*\.cs\][^\[]*?max_line_length = (\d+)")]
    private static partial Regex CodeSection();

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawMark();
}
