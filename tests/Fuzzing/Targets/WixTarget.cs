using System.Text.RegularExpressions;
using OmsGateway.Fuzzing.Engine;
using OmsGateway.Fuzzing.Mutation;
using OmsGateway.MsiBuilder;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Diagnostics;
using ExtensionWords = OmsGateway.MsiBuilder.Tests.Support.Words;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>Compiles the sample of which the toolset's tables are known, with one of its files mutated.</summary>
internal abstract partial class WixTarget : FuzzTarget
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "wix");
    private readonly Lazy<DirectoryInfo> _work = new(MakeWorkFolder);

    public override int MaximumLength => 64 * 1024;

    public override long MaximumAllocation => 512 << 20;

    public override TimeSpan MaximumTime => TimeSpan.FromSeconds(5);

    public override int ShortRun => 60;

    public override IReadOnlyList<byte[]> Seeds => [File.ReadAllBytes(Path.Combine(Sample, MutatedFile))];

    public override IReadOnlyList<byte[]> Words { get; } = Text.Utf8(
        "!(loc.Name)", "!(loc.", "!(bind.property.ProductName)", "!(bindpath.named)", "!(wix.X=1)", "!!(", "$(var.A)", "$(", "$$(", "$(env.HOME)",
        "$(sys.CURRENTDIR)", "$(fun.x)", "<?define A = $(A)$(A) ?>", "<?if 1 = 1 ?>", "<?if ((not \"a\" ~= 'b' ?>", "<?else?>", "<?endif?>",
        "<?foreach A in a;b ?>", "<?endforeach?>", "<?include x.wxi ?>", "<?error x ?>", "<?undef A ?>", "<Fragment />", "<Property Id=\"A\" Value=\"1\" />",
        "[#file]", "[!file]", "{00000000-0000-0000-0000-000000000000}", "Id=\"", "Codepage=\"932\"", "Language=\"0\"", "Sequence=\"1\"",
        "After=\"CostFinalize\"", "Before=\"CostFinalize\"", "OnExit=\"cancel\"", "\u65e5", "&#xA;", "99999");

    /// <summary>The file of the sample that an input stands for.</summary>
    protected abstract string MutatedFile { get; }

    public override byte[]? Mutate(byte[] input, Random random) => XmlMutator.Mutate(input, random, Words);

    public override void Try(byte[] input)
    {
        using CompileResult result = Compile(input);
        foreach (Diagnostic diagnostic in result.Diagnostics)
            Invariant.Holds(Form().IsMatch(diagnostic.ToString()), $"A diagnostic has another form: {diagnostic}");
        Invariant.Same(result.Database is null, result.Diagnostics.Any(d => d.IsError), "No database and an error");
        if (result.Database is not null) CheckDatabase(result.Database);
    }

    /// <summary>Compiles the sample with an input instead of one of its files.</summary>
    public CompileResult Compile(byte[] input)
    {
        string mutated = Path.Combine(_work.Value.FullName, MutatedFile);
        File.WriteAllBytes(mutated, input);
        string file(string name) => name == MutatedFile ? mutated : Path.Combine(Sample, name);
        return WixCompiler.Compile(new CompileOptions
        {
            Sources = [file("Sample.wxs")],
            Localizations = [file("en-US.wxl"), ExtensionWords.Path],
            BindPaths = [("", Sample)],
            ExtensionCustomActions = Path.Combine(Sample, "payload", "ca.dll"),
        });
    }

    private static void CheckDatabase(MsiDatabase database)
    {
        using var first = new MemoryStream();
        database.Write(first);
        MsiDatabase read = MsiDatabase.Read(first);
        foreach ((string name, MsiTable table) in database.Tables)
            Invariant.Same(string.Join('\n', IdtText.Lines(table)), string.Join('\n', IdtText.Lines(read.Tables[name])), "A table written and read");
    }

    private static DirectoryInfo MakeWorkFolder()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("omsgateway-fuzz-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder;
    }

    // One line, with the file in front and, but for what concerns a whole file, the line in it.
    [GeneratedRegex(@"^[^\r\n]+?(\(\d+\))?: (error|warning) WIX\d{4}: [^\r\n]+$", RegexOptions.Singleline)]
    private static partial Regex Form();
}

/// <summary>A WiX source.</summary>
internal sealed class WixSourceTarget : WixTarget
{
    public override string Name => "wix";

    protected override string MutatedFile => "Sample.wxs";
}

/// <summary>A localization file.</summary>
internal sealed class LocalizationTarget : WixTarget
{
    public override string Name => "wxl";

    protected override string MutatedFile => "en-US.wxl";
}
