using System.Globalization;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Compilation.Elements;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Extensions;
using OmsGateway.MsiBuilder.Linking;
using OmsGateway.MsiBuilder.Localization;
using OmsGateway.MsiBuilder.Validation;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>Makes the database of a linked package.</summary>
internal sealed class PackageBinder
{
    // The toolset's defaults: UTF-8 in the tables (BindDatabaseCommand.cs), but an ANSI codepage in the summary information, where it
    // takes no other (BindSummaryInfoCommand.cs).
    private const int DefaultCodepage = 65001;
    private const int DefaultLanguage = 1033;
    private const int DefaultSummaryCodepage = 1252;
    private const int Utf8 = 65001;

    // Made up once and never to be changed: Windows Installer would take the same version, built again, for another product.
    private static readonly Guid ProductNameSpace = new("51A9B2F3-0D6B-4E0B-8B53-0B7F1F0E2C95");

    private readonly LinkedPackage _package;
    private readonly CompileOptions _options;
    private readonly Localizer _localizer;
    private readonly DiagnosticBag _diagnostics;
    private readonly VariableResolver _resolver;
    private readonly SourceFiles _sources;
    private readonly MsiDatabase _database = new();
    private readonly RowBinder _rows;
    private readonly CabinetBinder _cabinets;
    private readonly int _language;

    public PackageBinder(
        LinkedPackage package, CompileOptions options, Localizer localizer, DiagnosticBag diagnostics,
        List<string> temporaryFiles, Dictionary<string, string> externalCabinets)
    {
        _package = package;
        _options = options;
        _localizer = localizer;
        _diagnostics = diagnostics;
        _resolver = new VariableResolver(package.All<WixVariableItem>(), localizer, diagnostics);
        if (options.ExtensionCustomActions is { } path)
            _resolver.SetVariable(WixExtensions.CustomActionsVariable, path);
        _sources = new SourceFiles(options, _resolver, diagnostics);
        _database.Codepage = Number(package.Package.Codepage, package.Package.Location) ?? localizer.Codepage ?? DefaultCodepage;
        _language = Number(package.Package.Language, package.Package.Location) ?? localizer.Language ?? DefaultLanguage;
        _rows = new RowBinder(_database, WixExtensions.Schema, _resolver, _sources, diagnostics);
        _cabinets = new CabinetBinder(_database, _resolver, diagnostics, new CabinetStore(options.CabinetCache, temporaryFiles),
            externalCabinets);
    }

    public MsiDatabase? Bind()
    {
        // Files come first: versions and languages read from them are values of !(bind.fileVersion.X) in the rows.
        var files = new FileBinder(_sources, _resolver, _diagnostics).Bind(_package.All<FileItem>());
        SetPropertyVariables();
        var features = new Features(_package, _diagnostics);
        var binaries = new SharedBinaries(_package, _options, _resolver);
        foreach (var row in _package.All<TableRow>().Select(binaries.Apply).OfType<TableRow>())
            _rows.Add(WithGeneratedCode(LocalizedControls.Apply(WithFeature(row, features), _localizer.Controls)));
        AddProperties();
        AddFeatures(features);
        AddFiles(files);
        foreach (var table in _package.All<EmptyTable>().Select(t => t.Table).Where(WixExtensions.Schema.ContainsKey))
            _database.Table(WixExtensions.Schema[table]);
        // The toolset has this table wherever something is searched for, even in the registry alone (CreateWindowsInstallerDataFromIRCommand.cs).
        if (_package.Rows("AppSearch").Any())
            _database.Table(TableSchema.Standard["Signature"]);
        // After all rows: which standard actions a package needs depends on the tables that have some (RequiredActions).
        AddSequences();
        if (_diagnostics.HasErrors)
            return null;
        _cabinets.Bind([.. _package.All<MediaItem>()], files);
        // It describes the columns of the tables that there are, so all of them have to be there.
        ValidationTable.Fill(_database);
        AddSummary();
        if (_options.Validate && !_diagnostics.HasErrors)
            PackageValidator.Check(_database, _package.Package.Location, _diagnostics);
        if (!_diagnostics.HasErrors)
            // Last, because it is made of all the other bytes.
            PackageCode.Set(_database);
        return _database;
    }

    private void SetPropertyVariables()
    {
        foreach (var row in _package.Rows("Property"))
            _resolver.SetBind($"property.{row.Cells[0]}", WithGeneratedCode(row).Cells[1] as string ?? "");
        _resolver.SetBind("property.ProductLanguage", _language.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// A ProductCode left to the compiler depends on what identifies the product, so that all cultures and rebuilds
    /// agree.
    /// </summary>
    private TableRow WithGeneratedCode(TableRow row)
    {
        if (row.Table != "Property" || row.Cells is not ["ProductCode", "*"])
            return row;
        // As written, not as localized: a name that differs from culture to culture must not lead to different codes.
        var identity = string.Join('|', new[] { "UpgradeCode", "ProductVersion", "Manufacturer", "ProductName" }
            .Select(p => _package.Rows("Property").FirstOrDefault(r => p.Equals(r.Cells[0]))?.Cells[1]));
        return row with { Cells = ["ProductCode", NameBasedGuid.Create(ProductNameSpace, identity)] };
    }

    private static TableRow WithFeature(TableRow row, Features features)
    {
        // The target of an advertised shortcut is the feature of its component (Shortcut table, Target).
        if (row.Table != "Shortcut" || !ShortcutElement.Advertised.Equals(row.Cells[4]))
            return row;
        var cells = (object?[])row.Cells.Clone();
        cells[4] = features.Components.FirstOrDefault(c => c.Component.Equals(row.Cells[3])).Feature;
        return row with { Cells = cells };
    }

    private void AddProperties()
    {
        _rows.Add("Property", _package.Package.Location, "ProductLanguage", _language.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in SpecialProperties.Of(_package))
            _rows.Add("Property", _package.Package.Location, name, value);
    }

    private void AddFeatures(Features features)
    {
        foreach (var f in _package.All<FeatureItem>())
            _rows.Add("Feature", f.Location, f.Id, features.Parents.GetValueOrDefault(f.Id), f.Title, f.Description, f.Display,
                f.Level, f.Directory, f.Attributes);
        foreach (var (feature, component) in features.Components)
            _rows.Add("FeatureComponents", _package.Package.Location, feature, component);
    }

    private void AddFiles(IReadOnlyList<BoundFile> files)
    {
        var directories = new Directories(_package.All<DirectoryItem>(), _resolver, _diagnostics);
        // The path of a folder that is inside itself would never end.
        if (_diagnostics.HasErrors)
            return;
        foreach (var (location, id, parent, defaultDir) in directories.Rows())
            _rows.Add("Directory", location, id, parent, defaultDir);
        // The toolset has this table in every package (CreateWindowsInstallerDataFromIRCommand.cs, EnsureRequiredTables).
        _database.Table(TableSchema.Standard["File"]);
        foreach (var file in files)
        {
            var item = file.Item;
            var name = new NamePair(item.Name, item.ShortName, true, "File", item.Directory);
            _rows.Add("File", item.Location, item.Id, item.Component, name, file.Size, file.Version, file.Language,
                item.Attributes, file.Sequence);
            if (file.Hash is { } h)
                _rows.Add("MsiFileHash", item.Location, item.Id, 0, h[0], h[1], h[2], h[3]);
            if (item.FontTitle is not null)
                _rows.Add("Font", item.Location, item.Id, item.FontTitle);
            if (item.SelfRegCost is not null)
                _rows.Add("SelfReg", item.Location, item.Id, item.SelfRegCost);
        }

        // A file that was not found is missing from its component, whose GUID could not be derived.
        if (_diagnostics.HasErrors)
            return;
        var guids = new ComponentGuids(directories, files, _package.Rows("Registry"), _diagnostics);
        foreach (var c in _package.All<ComponentItem>())
        {
            _rows.Add("Component", c.Location, c.Id, guids.For(c), c.Directory, c.Attributes, c.Condition, c.KeyPath);
            // Without a key path the component is its folder, which has to be made even if empty.
            if (c.KeyPath is null
                && !_package.Rows("CreateFolder").Any(r => c.Directory.Equals(r.Cells[0]) && c.Id.Equals(r.Cells[1])))
                _rows.Add("CreateFolder", c.Location, c.Directory, c.Id);
        }
    }

    private void AddSequences()
    {
        var migrate = _package.Rows("Upgrade").Any(
            r => r.Cells[4] is int attributes && (attributes & UpgradeElement.MigrateFeatures) != 0);
        var required = RequiredActions.For(_database.Tables.Values.Where(t => t.Rows.Count > 0).Select(t => t.Definition.Name),
            migrate);
        foreach (var (action, number) in ActionSequencer.Sequence(_package, required, _diagnostics))
            _rows.Add(action.Table, action.Location, action.Action, action.Condition, number);
    }

    private void AddSummary()
    {
        var given = _package.All<SummaryItem>().FirstOrDefault();
        var codepage = Number(given?.Codepage, _package.Package.Location) ?? _localizer.SummaryCodepage ?? _database.Codepage;
        _database.Summary = SummaryBinder.Create(
            _package.Package, given, codepage is Utf8 or 0 ? DefaultSummaryCodepage : codepage, _language, _options.Timestamp,
            text => _resolver.Resolve(text, _package.Package.Location));
    }

    private int? Number(object? value, SourceLocation location)
    {
        if (value is not string text)
            return value as int?;
        text = _resolver.Resolve(text, location);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        _diagnostics.Error(location, DiagnosticCode.NumberOutOfRange, $"'{text}' must be a number.");
        return null;
    }
}
