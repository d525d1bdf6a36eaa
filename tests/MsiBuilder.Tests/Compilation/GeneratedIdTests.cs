using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Tests.Support;

namespace OmsGateway.MsiBuilder.Tests.Compilation;

/// <summary>Ids that nobody wrote are those of the toolset, so that a package built here upgrades one that it built.</summary>
public sealed class GeneratedIdTests
{
    private static readonly string Folder = Path.Combine(Golden.Folder, "ids");

    public static TheoryData<string> Tables => [.. Directory.GetFiles(Path.Combine(Folder, "tables")).Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Rows_have_the_toolset_s_ids(string table)
    {
        using var result = WixCompiler.Compile(new CompileOptions
        {
            Sources = [Path.Combine(Folder, "Ids.wxs")], Localizations = [Words.Path], BindPaths = [("", Folder)],
            ExtensionCustomActions = Path.Combine(Folder, "a.txt"),
        });
        Assert.True(result.Database is not null, string.Join('\n', result.Diagnostics));
        Assert.Equal(Golden.Lines(Path.Combine(Folder, "tables", table + ".idt")), IdtText.Lines(result.Database.Tables[table]));
    }
}
