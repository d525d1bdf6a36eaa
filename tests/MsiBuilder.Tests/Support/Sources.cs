using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests.Support;

/// <summary>Compiles sources written in a test: a whole document, or what goes into a package.</summary>
internal sealed class Sources : IDisposable
{
    private readonly List<CompileResult> _results = [];

    public TemporaryFolder Folder { get; } = new();

    public static string Package(string inner, string fragments = "") => $"""
        <Wix xmlns="http://wixtoolset.org/schemas/v4/wxs" xmlns:util="http://wixtoolset.org/schemas/v4/wxs/util" xmlns:fw="http://wixtoolset.org/schemas/v4/wxs/firewall" xmlns:ui="http://wixtoolset.org/schemas/v4/wxs/ui">
        <Package Name="P" Manufacturer="M" Version="1.0.0" UpgradeCode="1F0A1D5C-33A6-4E6B-9A93-C1B9B4E6D301" Codepage="1252" Language="1033">
        {inner}
        </Package>
        {fragments}
        </Wix>
        """;

    /// <summary>A component with its feature, into which more can be put.</summary>
    public static string Component(string inner) => $"""
        <StandardDirectory Id="ProgramFiles64Folder"><Directory Id="INSTALLFOLDER" Name="P" /></StandardDirectory>
        <Feature Id="F"><Component Id="C" Directory="INSTALLFOLDER" Guid="5F4E3D2C-1B0A-4F9E-8D7C-6B5A4F3E2D1C">{inner}</Component></Feature>
        """;

    public CompileResult Compile(string source, params (string Name, string Text)[] localizations)
    {
        Folder.Write("a.txt", "some text");
        Folder.Write("ca.dll", "not a real dll");
        var result = WixCompiler.Compile(new CompileOptions
        {
            Sources = [Folder.Write("test.wxs", source)],
            Localizations = [.. localizations.Select(l => Folder.Write(l.Name, l.Text)), Words.Path],
            BindPaths = [("", Folder.Root), ("named", Folder.Root)],
            ExtensionCustomActions = Folder["ca.dll"],
            Variables = new Dictionary<string, string> { ["Given"] = "given" },
        });
        _results.Add(result);
        return result;
    }

    public MsiDatabase Build(string source, params (string Name, string Text)[] localizations)
    {
        var result = Compile(source, localizations);
        Assert.True(result.Database is not null, string.Join('\n', result.Diagnostics));
        return result.Database;
    }

    /// <summary>The rows of a table as the dump shows them.</summary>
    public static string[] Rows(MsiDatabase database, string table) =>
        database.Tables.TryGetValue(table, out var found) ? [.. IdtText.Lines(found).Skip(3)] : [];

    public void Dispose()
    {
        _results.ForEach(r => r.Dispose());
        Folder.Dispose();
    }
}
