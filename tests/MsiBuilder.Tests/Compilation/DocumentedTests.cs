using System.Xml.Linq;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests.Compilation;

/// <summary>What Product uses of WiX is compiled as the toolset does, which the golden samples show; Golden/README.md says what each is.</summary>
public sealed class DocumentedTests
{
    private static readonly string Folder = Path.Combine(Golden.Folder, "documented");

    public static TheoryData<string> Rows => [.. Golden.Lines(Path.Combine(Folder, "rows.txt"))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_is_that_of_the_documentation(string row)
    {
        using var result = WixCompiler.Compile(new CompileOptions
        {
            Sources = [Path.Combine(Folder, "Documented.wxs")], Localizations = [Words.Path], BindPaths = [("", Folder)],
        });
        Assert.True(result.Database is not null, string.Join('\n', result.Diagnostics));
        var table = row[..row.IndexOf('\t', StringComparison.Ordinal)];
        Assert.Contains(row[(table.Length + 1)..], Sources.Rows(result.Database, table));
    }

    [Fact]
    public void Every_attribute_of_the_product_s_sources_is_in_a_sample()
    {
        var samples = Attributes(Golden.Folder);
        var used = Attributes(ProjectFiles.Find("Product"));
        Assert.NotEmpty(used);
        Assert.Empty(used.Except(samples));
    }

    // The extension's prefix is part of an element's name: util:ServiceConfig is not ServiceConfig.
    private static HashSet<string> Attributes(string folder) => [.. Directory.GetFiles(folder, "*.wx?", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".wxs" or ".wxi").SelectMany(file => XDocument.Load(file).Descendants())
        .SelectMany(e => e.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => $"{e.Name}/@{a.Name}").Append($"{e.Name}"))];
}
