using OmsGateway.MsiBuilder.Compilation;

namespace OmsGateway.MsiBuilder.Tests.Support;

/// <summary>The sample of which the real toolset's tables are known.</summary>
internal static class Golden
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static string Source { get; } = Path.Combine(Folder, "source");

    public static CompileOptions Options(string culture) => Options(culture, Source);

    public static CompileResult Compile(string culture) => Compile(culture, Source);

    /// <summary>Compiles a copy of the sample in another folder.</summary>
    public static CompileResult Compile(string culture, string folder)
    {
        var result = WixCompiler.Compile(Options(culture, folder));
        Assert.True(result.Database is not null, string.Join('\n', result.Diagnostics));
        return result;
    }

    /// <summary>The lines of a golden table; a culture has only those tables that differ from en-US.</summary>
    public static string[] Table(string culture, string table)
    {
        var path = Path.Combine(Folder, "tables", culture, table + ".idt");
        if (!File.Exists(path))
            path = Path.Combine(Folder, "tables", "en-US", table + ".idt");
        return Lines(path);
    }

    /// <summary>The lines of an .idt file.</summary>
    public static string[] Lines(string path) => [.. File.ReadAllText(path).Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0)];

    private static CompileOptions Options(string culture, string folder) => new()
    {
        Sources = [Path.Combine(folder, "Sample.wxs")],
        Localizations = [.. new[] { "en-US", "de-DE", "ja-JP" }.Select(c => Path.Combine(folder, $"{c}.wxl")), Words.Path],
        Cultures = [culture],
        BindPaths = [("", folder)],
        ExtensionCustomActions = Path.Combine(folder, "payload", "ca.dll"),
    };

    public static IEnumerable<string> TableNames { get; } =
        Directory.GetFiles(Path.Combine(Folder, "tables", "en-US"), "*.idt").Select(f => Path.GetFileNameWithoutExtension(f)!).Where(n => n[0] != '_');
}
