using OmsGateway.MsiBuilder.Compilation;

namespace OmsGateway.MsiBuilder.Linking;

/// <summary>Everything that a package refers to, directly or not.</summary>
internal sealed class LinkedPackage(IReadOnlyList<Section> sections)
{
    public IReadOnlyList<object> Items { get; } = [.. sections.SelectMany(s => s.Items)];

    public PackageItem Package => All<PackageItem>().First();

    public IEnumerable<T> All<T>() => Items.OfType<T>();

    public IEnumerable<TableRow> Rows(string table) => All<TableRow>().Where(r => r.Table == table);
}
