using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>
/// What a Package, a Fragment or a piece of an extension's library comes to: rows, definitions, references and whatever else
/// the linker and binder need. A section gets into the MSI whole, when something in it is referred to.
/// </summary>
internal sealed class Section(bool isPackage)
{
    public bool IsPackage => isPackage;

    public List<object> Items { get; } = [];

    public List<Definition> Definitions { get; } = [];

    public List<Reference> References { get; } = [];

    public void Define(string kind, string? id, SourceLocation location)
    {
        if (id is not null)
            Definitions.Add(new(kind, id, location));
    }

    public void Refer(string kind, string? id, SourceLocation location)
    {
        // A property in brackets says only at run time what is meant.
        if (id is not null && !id.Contains('[', StringComparison.Ordinal))
            References.Add(new(kind, id, location));
    }

    public void Row(string table, SourceLocation location, params object?[] cells) =>
        Items.Add(new TableRow(table, location, cells));
}

/// <summary>Something that can be referred to by its kind and id.</summary>
internal sealed record Definition(string Kind, string Id, SourceLocation Location);

/// <summary>A reference that must lead to a <see cref="Definition"/>.</summary>
internal sealed record Reference(string Kind, string Id, SourceLocation Location);
