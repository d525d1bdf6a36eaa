using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Linking;

/// <summary>
/// Which components belong to which features once all groups are taken apart, and which feature is inside which.
/// </summary>
internal sealed class Features
{
    private readonly ILookup<(string Kind, string Id), Membership> _members;

    public Features(LinkedPackage package, DiagnosticBag diagnostics)
    {
        _members = package.All<Membership>().ToLookup(m => (m.ParentKind, m.ParentId));
        foreach (var feature in package.All<FeatureItem>())
            Collect(feature.Id, (SymbolKind.Feature, feature.Id), []);
        foreach (var component in package.All<ComponentItem>().Where(c => !Components.Any(m => m.Component == c.Id)))
            diagnostics.Error(component.Location, DiagnosticCode.OrphanedComponent,
                $"The component '{component.Id}' belongs to no feature.");
    }

    // .NET enumerates a set in the order of adding as long as nothing is removed, and callers take the first feature of a component.
    /// <summary>The rows of FeatureComponents; a component's first feature is its primary one.</summary>
    public HashSet<(string Feature, string Component)> Components { get; } = [];

    public Dictionary<string, string> Parents { get; } = new(StringComparer.Ordinal);

    private void Collect(string feature, (string Kind, string Id) parent, HashSet<(string, string)> visited)
    {
        // Groups may contain each other, and one may be reached by two ways.
        if (!visited.Add(parent))
            return;
        foreach (var member in _members[parent].OrderByDescending(m => m.IsPrimary))
        {
            if (member.ChildKind == SymbolKind.Component)
                Components.Add((feature, member.ChildId));
            else if (member.ChildKind == SymbolKind.Feature)
                Parents.TryAdd(member.ChildId, feature);
            else
                Collect(feature, (member.ChildKind, member.ChildId), visited);
        }
    }
}
