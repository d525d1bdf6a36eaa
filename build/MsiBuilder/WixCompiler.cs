using System.Xml.Linq;
using OmsGateway.MsiBuilder.Binding;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Compilation.Elements;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Extensions;
using OmsGateway.MsiBuilder.Linking;
using OmsGateway.MsiBuilder.Localization;
using OmsGateway.MsiBuilder.Preprocessing;
using OmsGateway.MsiBuilder.Resources;
using OmsGateway.MsiBuilder.Wix;

namespace OmsGateway.MsiBuilder;

/// <summary>
/// Makes a Windows Installer database of WiX v4 sources: preprocess, compile, link, bind. Each stage reports all it finds;
/// the next is begun only if there was no error.
/// </summary>
public sealed class WixCompiler
{
    private readonly CompileOptions _options;
    private readonly DiagnosticBag _diagnostics = new();
    private readonly List<string> _temporaryFiles = [];
    private readonly Dictionary<string, string> _externalCabinets = new(StringComparer.Ordinal);

    private WixCompiler(CompileOptions options) => _options = options;

    /// <summary>Compiles; mistakes in the sources are in the result, not thrown.</summary>
    public static CompileResult Compile(CompileOptions options)
    {
        var compiler = new WixCompiler(options);
        var database = compiler.Run();
        // Validation may find errors in a package that is otherwise complete.
        if (compiler._diagnostics.HasErrors)
            database = null;
        return new CompileResult(database, compiler._diagnostics.Items, compiler._externalCabinets, compiler._temporaryFiles);
    }

    private MsiDatabase? Run()
    {
        var extensions = WixExtensions.All;
        var sections = new List<Section>();
        foreach (var path in _options.Sources)
            sections.AddRange(CompileSource(XmlSource.Load(path, _diagnostics), path, extensions));
        foreach (var resource in extensions.SelectMany(e => e.Sources))
            sections.AddRange(CompileSource(LoadResource(resource), resource, extensions));
        var own = _options.Localizations.Select(
            p => ParseLocalization(XmlSource.Load(p, _diagnostics), p)).OfType<LocalizationFile>().ToList();
        var library = extensions.SelectMany(e => e.Localizations).Select(
            r => ParseLocalization(LoadResource(r), r)).OfType<LocalizationFile>().ToList();
        var localizer = new Localizer(own, library, _options.Cultures, _diagnostics);
        if (_diagnostics.HasErrors || Linker.Link(sections, _diagnostics) is not { } package || _diagnostics.HasErrors)
            return null;
        return new PackageBinder(package, _options, localizer, _diagnostics, _temporaryFiles, _externalCabinets).Bind();
    }

    private IReadOnlyList<Section> CompileSource(XDocument? document, string name, IReadOnlyList<IWixExtension> extensions)
    {
        var root = document is null
            ? null : new Preprocessor(_options.Variables, _options.IncludePaths, _diagnostics).Process(document, name);
        return root is null ? [] : SourceCompiler.Compile(root, _diagnostics, extensions);
    }

    private LocalizationFile? ParseLocalization(XDocument? document, string name)
    {
        var root = document is null
            ? null : new Preprocessor(_options.Variables, _options.IncludePaths, _diagnostics).Process(document, name);
        return root is null ? null : LocalizationFile.Parse(root, _diagnostics);
    }

    private XDocument? LoadResource(string name)
    {
        using var stream = EmbeddedFiles.Open(name);
        return XmlSource.Load(stream, name, _diagnostics);
    }
}
