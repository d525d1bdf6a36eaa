using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Extensions;
using OmsGateway.MsiBuilder.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests.Compilation;

/// <summary>
/// The tables made of OMS Gateway's own sources, as they once were, against those that the toolset made of them. Every difference is
/// one of <see cref="Differences"/>.
/// </summary>
public sealed class ProductGoldenTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Golden.Folder, "product");

    /// <summary>What differs, row by row or in a column of a table, and why that is as it should be.</summary>
    private static readonly (string Table, string Why, Func<string[], bool> Row, int[] Columns)[] Differences =
    [
        ("ControlEvent", "The action of the licence's Print button is native code that MsiBuilder has not; its button is disabled",
            r => r[3] == "WixUIPrintEula_X64", []),
        ("CustomAction", "That action", r => r[0] == "WixUIPrintEula_X64", []),
        ("CustomAction", "The toolset's checks the folder by native code; SetTargetPath before it has refused a bad one",
            r => r[0] == "WixUIValidatePath_X64", []),
        ("CustomAction", "The extensions' native code is that of the product's own DLL, under its name",
            r => r[0].StartsWith("Wix4", StringComparison.Ordinal), [2]),
        ("Binary", "The extensions' DLLs, for the same reason", r => r[0] is "Wix4FWCA_X64" or "Wix4UtilCA_X64" or "WixUiCa_X64", []),
        ("Binary", "An .idt names the file of the bytes, the dump counts them", _ => true, [1]),
        ("Icon", "The same", _ => true, [1]),
        ("File", "Here the files are stand-ins without size, version and language, and the sources come in another order", _ => true, [3, 4, 5, 7]),
        ("MsiFileHash", "Stand-ins have other hashes, and all of them have one", _ => true, [2, 3, 4, 5]),
    ];

    private readonly TemporaryFolder _files = new();

    public static TheoryData<string, string> Tables
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var culture in new[] { "en-US", "ja-JP" })
            {
                foreach (var file in Directory.GetFiles(Path.Combine(Folder, "tables", culture)).Order().Where(f => Path.GetFileName(f)[0] != '_'))
                    data.Add(culture, Path.GetFileNameWithoutExtension(file));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Tables_are_those_of_the_toolset(string culture, string table)
    {
        using var result = Compile(culture);
        var expected = Golden.Lines(Path.Combine(Folder, "tables", culture, table + ".idt"));
        var actual = IdtText.Lines(result.Database!.Tables[table]).ToArray();
        Assert.Equal(expected[..3], actual[..3]);
        var rows = Comparable(table, actual[3..]).ToList();
        // A stand-in is no executable, so that each has a hash.
        if (table == "MsiFileHash")
            rows.RemoveAll(r => !Comparable(table, expected[3..]).Any(e => e[0] == r[0]));
        Assert.Equal(Comparable(table, expected[3..]).Select(r => string.Join('\t', r)),
            rows.Select((r, i) => string.Join('\t', Readable(r, Comparable(table, expected[3..]).ElementAtOrDefault(i)))));
    }

    [Theory]
    [InlineData("en-US", 1252)]
    [InlineData("ja-JP", 932)]
    public void The_codepage_is_that_of_the_toolset(string culture, int codepage)
    {
        using var result = Compile(culture);
        Assert.Contains(
            Golden.Lines(Path.Combine(Folder, "tables", culture, "_ForceCodepage.idt")), l => l.StartsWith($"{codepage}\t", StringComparison.Ordinal));
        Assert.Equal(codepage, result.Database!.Codepage);
    }

    public void Dispose() => _files.Dispose();

    /// <summary>The rows that are to be equal, without the columns that are not, in the order of their keys.</summary>
    private static IEnumerable<string[]> Comparable(string table, IEnumerable<string> lines)
    {
        var known = Differences.Where(d => d.Table == table).ToList();
        return lines.Select(l => l.Split('\t')).Where(r => !known.Any(d => d.Columns.Length == 0 && d.Row(r)))
            .Select(r => r.Where((_, i) => !known.Any(d => d.Row(r) && d.Columns.Contains(i))).ToArray())
            .OrderBy(r => string.Join('\t', r.Take(KeyCount(table))), StringComparer.Ordinal);
    }

    private static int KeyCount(string table) => WixExtensions.Schema[table].KeyCount;

    /// <summary>A double-byte text, which came out of Wine with question marks, is taken for granted where it has some.</summary>
    private static IEnumerable<string> Readable(string[] row, string[]? expected) => row.Select((cell, i) =>
        expected?.ElementAtOrDefault(i) is { } garbled && garbled.Contains('?', StringComparison.Ordinal) && cell.Any(c => c > 127) ? garbled : cell);

    private CompileResult Compile(string culture)
    {
        string[] module =
        [
            "OMSGateway.psd1", "OMSGateway.PowerShell.dll", "OmsGateway.Configuration.dll", "Microsoft.Win32.Registry.dll", "System.Buffers.dll",
            "System.Memory.dll", "System.Numerics.Vectors.dll", "System.Runtime.CompilerServices.Unsafe.dll", "en-US/OMSGateway.PowerShell.dll-Help.xml",
            "en-US/about_OMSGateway.help.txt",
        ];
        string[] others =
        [
            "LICENSE", "OMSGateway.man", "OMSGatewayService.exe", "System.Diagnostics.EventLog.Messages.dll", "ca.dll", $"{culture}/License.rtf",
            "Art/Banner.bmp", "Art/Dialog.bmp", "Art/OMSGateway.ico",
        ];
        foreach (var file in module.Concat(others))
            _files.Write(file, "a stand-in");
        var result = WixCompiler.Compile(new CompileOptions
        {
            Sources = Directory.GetFiles(Path.Combine(Folder, "source"), "*.wxs", SearchOption.AllDirectories),
            Localizations = [Path.Combine(Folder, "source", culture + ".wxl")],
            Cultures = [culture],
            Variables = new Dictionary<string, string>
            {
                ["ProductVersion"] = "2.0.0", ["Manufacturer"] = "OMS Gateway contributors", ["ProductCode"] = "81FFDA23-3BDF-18AC-FB17-1EA2439E4E01",
                ["CustomActionsDll"] = _files["ca.dll"],
            },
            BindPaths = [("", _files.Root), .. new[] { "root", "service", "counters", "eventlog", "module" }.Select(n => (n, _files.Root))],
            ExtensionCustomActions = _files["ca.dll"],
        });
        Assert.True(result.Database is not null, string.Join('\n', result.Diagnostics));
        return result;
    }
}
