using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Localization;

/// <summary>
/// The strings in force: those of the cultures asked for and of files without a culture, taken together. A string wins over an
/// overridable one; of two overridable ones the first culture's counts, and two others are an error, as in the toolset
/// (VariableResolver.cs, AddLocalization). The product's own files win over what extensions bring.
/// </summary>
internal sealed class Localizer
{
    private readonly Dictionary<string, LocalizedString> _strings = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Dialog, string? Control), LocalizedControl> _controls = [];

    public Localizer(
        IReadOnlyList<LocalizationFile> own,
        IReadOnlyList<LocalizationFile> extensions,
        IReadOnlyList<string> cultures,
        DiagnosticBag diagnostics)
    {
        // All of the product's cultures together, so that a string in two of them is an error; an extension's are alternatives.
        Add([.. InOrder(own, cultures).SelectMany(f => f)], diagnostics);
        foreach (var group in InOrder(extensions, cultures))
            Add(group, diagnostics);
        var chosen = InOrder(own, cultures).SelectMany(g => g).ToList();
        Language = chosen.Select(f => f.Language).FirstOrDefault(l => l is not null);
        Codepage = chosen.Select(f => f.Codepage).FirstOrDefault(c => c is not null);
        SummaryCodepage = chosen.Select(f => f.SummaryCodepage).FirstOrDefault(c => c is not null);
    }

    public int? Language { get; }

    public int? Codepage { get; }

    public int? SummaryCodepage { get; }

    public IEnumerable<LocalizedControl> Controls => _controls.Values;

    public string? Find(string id) => _strings.GetValueOrDefault(id)?.Value;

    private static IEnumerable<List<LocalizationFile>> InOrder(
        IReadOnlyList<LocalizationFile> files, IReadOnlyList<string> cultures) =>
        (cultures.Count == 0 ? files.Select(f => f.Culture).Distinct(StringComparer.OrdinalIgnoreCase).ToList() : cultures)
        // Files without a culture count for every culture.
        .Append("")
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(culture => files.Where(f => string.Equals(f.Culture, culture, StringComparison.OrdinalIgnoreCase)).ToList());

    private void Add(List<LocalizationFile> files, DiagnosticBag diagnostics)
    {
        var added = new Dictionary<string, LocalizedString>(StringComparer.Ordinal);
        foreach (var item in files.SelectMany(f => f.Strings))
        {
            if (!added.TryGetValue(item.Id, out var other) || (other.Overridable && !item.Overridable))
                added[item.Id] = item;
            else if (!item.Overridable && !other.Overridable)
                diagnostics.Error(item.Location, DiagnosticCode.DuplicateLocalization,
                    $"The string '{item.Id}' is already at {other.Location}.");
        }

        foreach (var (id, item) in added)
            _strings.TryAdd(id, item);

        foreach (var control in files.SelectMany(f => f.Controls))
            _controls.TryAdd((control.Dialog, control.Control), control);
    }
}
