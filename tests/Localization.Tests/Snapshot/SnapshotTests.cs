using System.Globalization;
using OmsGateway.Localization.Tests.Support;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.TestSupport;

namespace OmsGateway.Localization.Tests.Snapshot;

/// <summary>
/// Whatever Product says stands in some row of a table: a change of any attribute changes a line of the snapshot, which is then looked at in
/// review. Words are not in it; those stand in the files of strings, and the package is held to both in every language.
/// </summary>
public sealed class SnapshotTests
{
    private const string Writing = "OMSGATEWAY_WRITE_TABLES";

    // What a real build puts there; the snapshot has stand-ins and a version of its own.
    private static readonly (string Table, string Column, string[] Keys)[] OfTheBuild =
    [
        ("Binary", "Data", []), ("Icon", "Data", []), ("File", "FileSize", []), ("File", "Version", []), ("File", "Language", []),
        ("Upgrade", "VersionMin", []), ("Upgrade", "VersionMax", []),
        // A test of TransformTests holds the language to the culture's.
        ("Property", "Value", ["ProductVersion", "Manufacturer", "ProductCode", "ProductLanguage"]),
    ];

    public static TheoryData<string> Cultures => Culture.Names;

    /// <summary>With OMSGATEWAY_WRITE_TABLES set the snapshot is written instead.</summary>
    [Fact]
    public void The_sources_make_the_tables_of_the_snapshot()
    {
        SortedDictionary<string, string[]> tables = TableSnapshot.Of(MarkedPackage.Database);
        tables["_ManagedCustomActions.txt"] = Differences(tables, TableSnapshot.Of(MarkedPackage.WithManagedActions));
        if (Environment.GetEnvironmentVariable(Writing) is not null) TableSnapshot.Write(tables);
        string[] differences = Differences(TableSnapshot.Read(), tables);
        Assert.True(differences.Length == 0, $"If this is meant, run this test with {Writing}=1 and commit what it writes:\n{string.Join('\n', differences)}");
    }

    /// <summary>On Windows the toolset builds the package; the tests of MsiBuilder compare what the two make.</summary>
    [UnixTheory]
    [MemberData(nameof(Cultures))]
    public void The_package_has_these_tables_with_the_words_of_the_language(string culture)
    {
        MsiDatabase package = Package.In(culture), marked = MarkedPackage.Database;
        Assert.Equal(marked.Tables.Keys, package.Tables.Keys);
        // Only files without a version have a hash, which stand-ins never have.
        foreach ((string name, MsiTable table) in marked.Tables.Where(t => t.Key != "MsiFileHash"))
            Assert.Equal(Rows(table, text => Culture.Of(culture).Fill(text)), Rows(package.Tables[name], text => text));
    }

    private static string[] Differences(SortedDictionary<string, string[]> before, SortedDictionary<string, string[]> after)
    {
        string[] old = Lines(before), now = Lines(after);
        return [.. old.Except(now).Select(line => $"- {line}"), .. now.Except(old).Select(line => $"+ {line}")];
    }

    private static string[] Lines(SortedDictionary<string, string[]> files) => [.. files.SelectMany(file => file.Value.Select(line => $"{file.Key}: {line}"))];

    private static IEnumerable<string> Rows(MsiTable table, Func<string, string> fill) =>
        table.Rows.Select(row => string.Join('\t', row.Select((cell, i) => Cell(table, row, i, fill)))).Order(StringComparer.Ordinal);

    private static string Cell(MsiTable table, object?[] row, int column, Func<string, string> fill)
    {
        (string name, string columnName) = (table.Definition.Name, table.Definition.Columns[column].Name);
        if (OfTheBuild.Any(b => b.Table == name && b.Column == columnName && (b.Keys.Length == 0 || b.Keys.Contains(row[0])))) return "";
        string text = row[column] is string cell ? fill(cell) : Convert.ToString(row[column], CultureInfo.InvariantCulture)!;
        // A shortcut's short name, which stands before its own, is made from that.
        return name == "Shortcut" && columnName == "Name" ? text[(text.IndexOf('|', StringComparison.Ordinal) + 1)..] : text;
    }
}
