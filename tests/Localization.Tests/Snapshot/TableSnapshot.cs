using System.Globalization;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.TestSupport;

namespace OmsGateway.Localization.Tests.Snapshot;

/// <summary>The tables of a package as text: a file of the folder Tables for each, and one for what stands in no table.</summary>
internal static class TableSnapshot
{
    // What MsiBuilder knows of columns, whatever the sources say; its own tests hold that.
    private const string Validation = "_Validation";

    // The first is derived from the package's bytes, the second names MsiBuilder's version.
    private static readonly SummaryProperty[] OfTheBuild = [SummaryProperty.RevisionNumber, SummaryProperty.CreatingApplication];

    private static string Folder { get; } = ProjectFiles.Find("tests", "Localization.Tests", "Snapshot", "Tables");

    /// <summary>The files' names with their lines.</summary>
    public static SortedDictionary<string, string[]> Of(MsiDatabase database)
    {
        var files = new SortedDictionary<string, string[]>(StringComparer.Ordinal) { ["_Package.txt"] = [.. Rest(database)] };
        foreach ((string name, MsiTable table) in database.Tables.Where(t => t.Key != Validation)) files[$"{name}.idt"] = [.. IdtText.Lines(table)];
        return files;
    }

    public static SortedDictionary<string, string[]> Read() =>
        new(Directory.GetFiles(Folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllLines), StringComparer.Ordinal);

    public static void Write(IReadOnlyDictionary<string, string[]> files)
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
        foreach ((string name, string[] lines) in files) File.WriteAllText(Path.Combine(Folder, name), string.Concat(lines.Select(line => $"{line}\n")));
    }

    private static IEnumerable<string> Rest(MsiDatabase database) =>
    [
        $"codepage {database.Codepage.ToString(CultureInfo.InvariantCulture)}",
        .. database.Streams.Keys.Select(name => $"stream {name}"),
        .. database.Summary.Values.Where(v => !OfTheBuild.Contains(v.Key))
            .Select(v => string.Create(CultureInfo.InvariantCulture, $"summary {v.Key}: {v.Value}")),
    ];
}
