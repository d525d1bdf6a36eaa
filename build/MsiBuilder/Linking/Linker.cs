using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Compilation.Elements;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Linking;

/// <summary>Follows references from the package's section; a section that nothing leads to stays out.</summary>
internal sealed class Linker
{
    private readonly Dictionary<(string Kind, string Id), List<(Section Section, Definition Definition)>> _definitions = [];
    private readonly List<Section> _linked = [];
    private readonly HashSet<Section> _seen = [];
    private readonly Section _implied = new(isPackage: false);
    private readonly HashSet<string> _impliedDirectories = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _diagnostics;

    private Linker(IEnumerable<Section> sections, DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        foreach (var section in sections)
        {
            foreach (var definition in section.Definitions)
            {
                var key = (definition.Kind, definition.Id);
                if (!_definitions.TryGetValue(key, out var list))
                    _definitions.Add(key, list = []);
                list.Add((section, definition));
            }
        }
    }

    public static LinkedPackage? Link(IReadOnlyList<Section> sections, DiagnosticBag diagnostics)
    {
        var packages = sections.Where(s => s.IsPackage).ToList();
        if (packages.Count != 1)
        {
            diagnostics.Error(new("MsiBuilder", 0), DiagnosticCode.NoSinglePackage,
                $"The sources must have exactly one Package; they have {packages.Count}.");
            return null;
        }

        var linker = new Linker(sections, diagnostics);
        linker.Add(packages[0]);
        linker.CheckDuplicates();
        // Standard directories are defined in no source; those that something refers to were collected on the way.
        linker._linked.Add(linker._implied);
        return new LinkedPackage(linker._linked);
    }

    private void Add(Section section)
    {
        if (!_seen.Add(section))
            return;
        _linked.Add(section);
        foreach (var reference in section.References)
            Resolve(reference);
    }

    private void Resolve(Reference reference)
    {
        if (_definitions.TryGetValue((reference.Kind, reference.Id), out var found))
        {
            // All of them, so that a second definition is reported and not passed over.
            foreach (var (section, _) in found)
                Add(section);
        }
        else if (reference.Kind == SymbolKind.Directory && StandardDirectories.Contains(reference.Id))
        {
            Imply(reference);
        }
        else if (!IsImplied(reference))
        {
            _diagnostics.Error(reference.Location, DiagnosticCode.UnresolvedReference,
                $"The {reference.Kind} '{reference.Id}' is not defined anywhere.");
        }
    }

    private static bool IsImplied(Reference reference) => reference.Kind switch
    {
        SymbolKind.Action => StandardActions.Find(reference.Id) is not null,
        SymbolKind.CustomAction => StandardActions.IsStandard(reference.Id),
        _ => false,
    };

    private void Imply(Reference reference)
    {
        var id = reference.Id;
        if (!_impliedDirectories.Add(id))
            return;
        var parent = StandardDirectories.ParentOf(id);
        _implied.Items.Add(
            new DirectoryItem(reference.Location, id, parent, StandardDirectories.NameOf(id), null, null, null, null));
        if (parent is not null)
            Resolve(new(SymbolKind.Directory, parent, reference.Location));
    }

    private void CheckDuplicates()
    {
        foreach (var ((kind, id), found) in _definitions)
        {
            // Actions may be defined again to override; the sequencer knows the rules.
            if (kind is SymbolKind.Action)
                continue;
            // A second definition in a section that is not linked does no harm, as in the toolset (Linker.cs, ReportConflictingSymbolsCommand).
            var linked = found.Where(f => _seen.Contains(f.Section)).ToList();
            for (var i = 1; i < linked.Count; i++)
                _diagnostics.Error(linked[i].Definition.Location, DiagnosticCode.DuplicateSymbol,
                    $"The {kind} '{id}' is already defined at {linked[0].Definition.Location}.");
        }
    }
}
