using System.Globalization;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests.Compilation;

/// <summary>The tables made of the sample against those that the real toolset makes of it.</summary>
public sealed class GoldenTests
{
    // The golden files leave out the texts that the toolset's extensions bring, which are not ours to copy.
    private static readonly string[] TextTables = ["ActionText", "Error"];

    public static TheoryData<string, string> Tables
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var culture in new[] { "en-US", "de-DE", "ja-JP" })
            {
                foreach (var table in Golden.TableNames)
                    data.Add(culture, table);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Tables_are_those_of_the_toolset(string culture, string table)
    {
        using var result = Golden.Compile(culture);
        var expected = Golden.Table(culture, table);
        Assert.True(result.Database!.Tables.ContainsKey(table), $"there is no table {table}");
        var actual = IdtText.Lines(result.Database.Tables[table]).ToList();
        Assert.Equal(expected[..3], actual[..3]);
        var rows = actual.Skip(3).Where(r => !TextTables.Contains(table) || !IsExtensionText(r));
        Assert.Equal(expected[3..].Order(StringComparer.Ordinal), rows);
    }

    [Fact]
    public void No_other_tables_are_made()
    {
        using var result = Golden.Compile("en-US");
        var expected = Golden.TableNames.Concat(["Binary", "Icon", "_Validation"]).Order(StringComparer.Ordinal);
        Assert.Equal(expected, result.Database!.Tables.Keys);
    }

    [Theory]
    [InlineData("en-US", 1252)]
    [InlineData("de-DE", 1252)]
    [InlineData("ja-JP", 932)]
    public void Codepage_and_summary_are_those_of_the_toolset(string culture, int codepage)
    {
        using var result = Golden.Compile(culture);
        Assert.Equal(codepage, result.Database!.Codepage);
        // Not the package code, the times and the creating application.
        var expected = Golden.Table(culture, "_SummaryInformation")[3..]
            .Select(l => l.Split('\t'))
            .Where(l => l[0] is not ("9" or "12" or "13" or "18"))
            .Select(l => $"{l[0]}={l[1]}");
        var actual = result.Database.Summary.Values
            .Where(v => v.Value is not DateTime && v.Key is not (SummaryProperty.RevisionNumber or SummaryProperty.CreatingApplication))
            .Select(v => $"{(int)v.Key}={Convert.ToString(v.Value, CultureInfo.InvariantCulture)}");
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_in_any_folder_at_any_time()
    {
        using var copy = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(Golden.Source, "*", SearchOption.AllDirectories))
        {
            string target = copy[Path.GetRelativePath(Golden.Source, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        }

        Assert.Equal(Bytes(Golden.Source), Bytes(copy.Root));

        static byte[] Bytes(string folder)
        {
            using var result = Golden.Compile("ja-JP", folder);
            var stream = new MemoryStream();
            result.Database!.Write(stream);
            return stream.ToArray();
        }
    }

    private static bool IsExtensionText(string row) => row.StartsWith("Wix4", StringComparison.Ordinal) || row.StartsWith("25580\t", StringComparison.Ordinal);
}
