namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>FeatureGroup</c>, and references to groups and features.</summary>
internal static class FeatureGroupElement
{
    public static void Compile(ElementReader e, Scope scope)
    {
        var id = e.Identifier("Id", required: true) ?? "";
        scope.Section.Define(SymbolKind.FeatureGroup, id, e.Location);
        var display = 0;
        foreach (var child in e.Children())
        {
            if (child.Is("Feature"))
            {
                var before = scope.Section.Items.Count;
                FeatureElement.Compile(child, scope, null, ref display);
                // A feature adds its own item before those of its children.
                var feature = scope.Section.Items.Skip(before).OfType<FeatureItem>().First();
                scope.Section.Items.Add(
                    new Membership(feature.Location, SymbolKind.FeatureGroup, id, SymbolKind.Feature, feature.Id));
            }
            else if (child.Is("FeatureRef") || child.Is("FeatureGroupRef"))
            {
                CompileReference(child, scope, SymbolKind.FeatureGroup, id);
            }
            else if (child.Is("Component"))
            {
                ComponentElement.Compile(child, scope, (SymbolKind.FeatureGroup, id), null);
            }
            else if (!ComponentGroupElement.TryCompileReference(child, scope, SymbolKind.FeatureGroup, id))
            {
                scope.CompileForeign(e, child, new());
            }
        }

        e.End();
    }

    /// <summary>A reference; a <c>FeatureRef</c> may also add to the feature from afar.</summary>
    public static void CompileReference(ElementReader e, Scope scope, string? parentKind, string? parentId)
    {
        var kind = e.Name[..^3];
        var id = e.Identifier("Id", required: true) ?? "";
        e.Unsupported("IgnoreParent", "Primary");
        scope.Section.Refer(kind, id, e.Location);
        if (parentKind is not null && parentId is not null)
            scope.Section.Items.Add(new Membership(e.Location, parentKind, parentId, kind, id));
        var display = 0;
        foreach (var child in e.Children())
        {
            if (kind == SymbolKind.Feature && child.Is("Feature"))
                FeatureElement.Compile(child, scope, id, ref display);
            else if (kind == SymbolKind.Feature && child.Is("Component"))
                ComponentElement.Compile(child, scope, (SymbolKind.Feature, id), null);
            else if (kind == SymbolKind.Feature && (child.Is("FeatureRef") || child.Is("FeatureGroupRef")))
                CompileReference(child, scope, SymbolKind.Feature, id);
            else if (
                kind != SymbolKind.Feature || !ComponentGroupElement.TryCompileReference(child, scope, SymbolKind.Feature, id))
                e.Unexpected(child);
        }

        e.End();
    }
}
