using OmsGateway.MsiBuilder.Compilation;

namespace OmsGateway.MsiBuilder.Tests.Support;

/// <summary>The sample of which the real toolset's tables are known.</summary>
internal static class Golden
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static string Source { get; } = Path.Combine(Folder, "source");

    public static CompileOptions Options(string culture) => new()
    {
        Sources = [Path.Combine(Source, "Sample.wxs")],
        Localizations = [.. new[] { "en-US", "de-DE", "ja-JP" }.Select(c => Path.Combine(Source, $"{c}.wxl")), Words.Path],
        Cultures = [culture],
        BindPaths = [("", Source)],
        ExtensionCustomActions = Path.Combine(Source, "payload", "ca.dll"),
    };

    public static CompileResult Compile(string culture)
    {
        var result = WixCompiler.Compile(Options(culture));
        Assert.True(result.Database is not null, string.Join('\n', result.Diagnostics));
        return result;
    }

    /// <summary>The lines of a golden table; a culture has only those tables that differ from en-US.</summary>
    public static string[] Table(string culture, string table)
    {
        var path = Path.Combine(Folder, "tables", culture, table + ".idt");
        if (!File.Exists(path))
            path = Path.Combine(Folder, "tables", "en-US", table + ".idt");
        return [.. File.ReadAllText(path).Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0)];
    }

    public static IEnumerable<string> TableNames { get; } =
        Directory.GetFiles(Path.Combine(Folder, "tables", "en-US"), "*.idt").Select(f => Path.GetFileNameWithoutExtension(f)!).Where(n => n[0] != '_');
}
