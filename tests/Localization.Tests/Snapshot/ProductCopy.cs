using System.Xml.Linq;
using OmsGateway.Localization.Tests.Support;
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
using OmsGateway.TestSupport;

namespace OmsGateway.Localization.Tests.Snapshot;

/// <summary>A copy of Product's sources. Of a change only the files that it is in are compiled again, the others once.</summary>
internal sealed class ProductCopy : IDisposable
{
    private readonly TemporaryFolder _product = new();
    private readonly TemporaryFolder _standIns = new();
    private readonly Build[] _builds;

    public ProductCopy()
    {
        string product = ProjectFiles.Find("Product");
        foreach (string file in Files) _product.Write(file, File.ReadAllText(Path.Combine(product, file)));
        _builds = [.. new[] { false, true }.Select(isManaged => new Build(MarkedPackage.Options(_product.Root, _standIns, isManaged)))];
    }

    /// <summary>The sources, relative to Product.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.GetFiles(ProjectFiles.Find("Product"), "*.wx?", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(ProjectFiles.Find("Product"), file)).Order(StringComparer.Ordinal)];

    /// <summary>Whether the package without or with managed custom actions is another when a file has this content, or cannot be made.</summary>
    public bool IsSeen(string file, XDocument content)
    {
        string path = _product[file], original = File.ReadAllText(path);
        try
        {
            content.Save(path, SaveOptions.DisableFormatting);
            return Array.Exists(_builds, build => build.IsChangedBy(path));
        }
        finally
        {
            File.WriteAllText(path, original);
        }
    }

    public void Dispose()
    {
        _product.Dispose();
        _standIns.Dispose();
    }

    private sealed class Build
    {
        private readonly CompileOptions _options;
        private readonly Dictionary<string, string[]> _readers;
        private readonly Dictionary<string, IReadOnlyList<Section>> _sections;
        private readonly Section[] _ofExtensions;
        private readonly LocalizationFile[] _strings;
        private readonly LocalizationFile[] _stringsOfExtensions;
        private readonly string[] _tables;

        public Build(CompileOptions options)
        {
            var diagnostics = new DiagnosticBag();
            _options = options;
            _readers = options.Sources.ToDictionary(source => source, source => (string[])[source, .. Included(source)]);
            _sections = options.Sources.ToDictionary(source => source, source => Compile(source, diagnostics));
            _ofExtensions = [.. WixExtensions.All.SelectMany(e => e.Sources)
                .SelectMany(name => SourceCompiler.Compile(Resource(name), diagnostics, WixExtensions.All))];
            _strings = [.. options.Localizations.Select(path => LocalizationFile.Parse(Root(path, diagnostics)!, diagnostics)!)];
            _stringsOfExtensions = [.. WixExtensions.All.SelectMany(e => e.Localizations).Select(name => LocalizationFile.Parse(Resource(name), diagnostics)!)];
            _tables = Tables(_sections) ?? throw new InvalidOperationException("The package cannot be made.");
            IReadOnlyList<object> linked = Linker.Link([.. _sections.Values.SelectMany(s => s), .. _ofExtensions], diagnostics)!.Items;
            if (_sections.Values.SelectMany(s => s).SelectMany(s => s.Items).Except(linked, ReferenceEqualityComparer.Instance).Any())
                throw new InvalidOperationException("Nothing leads to some of Product.");

            WixElement Resource(string name)
            {
                using Stream stream = EmbeddedFiles.Open(name);
                return Preprocess(XmlSource.Load(stream, name, diagnostics)!, name, diagnostics)!;
            }
        }

        public bool IsChangedBy(string path)
        {
            var sections = new Dictionary<string, IReadOnlyList<Section>>(_sections);
            foreach (string source in _readers.Where(r => r.Value.Contains(path)).Select(r => r.Key))
            {
                var diagnostics = new DiagnosticBag();
                sections[source] = Compile(source, diagnostics);
                // All of Product is in the package, and every cell of such a row in its table, so that the rest need not be made.
                if (diagnostics.HasErrors || !Rows(sections[source]).SequenceEqual(Rows(_sections[source]))) return true;
            }

            return Tables(sections) is not { } tables || !tables.SequenceEqual(_tables);
        }

        private static IEnumerable<string> Included(string source) =>
            XDocument.Load(source).DescendantNodes().OfType<XProcessingInstruction>().Where(i => i.Target == "include")
                .Select(i => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, i.Data.Trim().Replace('\\', '/')))).Distinct();

        private static IEnumerable<string> Rows(IReadOnlyList<Section> sections) =>
            sections.SelectMany(section => section.Items.OfType<TableRow>()).Select(row => $"{row.Table}\t{string.Join('\t', row.Cells)}");

        private IReadOnlyList<Section> Compile(string source, DiagnosticBag diagnostics) =>
            Root(source, diagnostics) is { } root ? SourceCompiler.Compile(root, diagnostics, WixExtensions.All) : [];

        private WixElement? Root(string path, DiagnosticBag diagnostics) =>
            XmlSource.Load(path, diagnostics) is { } document ? Preprocess(document, path, diagnostics) : null;

        private WixElement? Preprocess(XDocument document, string name, DiagnosticBag diagnostics) =>
            new Preprocessor(_options.Variables, _options.IncludePaths, diagnostics).Process(document, name);

        private string[]? Tables(Dictionary<string, IReadOnlyList<Section>> sections)
        {
            var diagnostics = new DiagnosticBag();
            if (Linker.Link([.. sections.Values.SelectMany(s => s), .. _ofExtensions], diagnostics) is not { } package || diagnostics.HasErrors) return null;
            var temporary = new List<string>();
            var localizer = new Localizer(_strings, _stringsOfExtensions, _options.Cultures, diagnostics);
            try
            {
                MsiDatabase? database = new PackageBinder(package, _options, localizer, diagnostics, temporary, []).Bind();
                if (database is null || diagnostics.HasErrors) return null;
                MarkedPackage.NameStandIns(database);
                return [.. TableSnapshot.Of(database).SelectMany(table => table.Value.Select(line => $"{table.Key}: {line}"))];
            }
            finally
            {
                temporary.ForEach(File.Delete);
            }
        }
    }
}
