namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>ComponentGroup</c>, and references to groups and components.</summary>
internal static class ComponentGroupElement
{
    public static void Compile(ElementReader e, Scope scope)
    {
        var id = e.Identifier("Id", required: true) ?? "";
        var directory = e.Identifier("Directory");
        var subdirectory = e.FileName("Subdirectory", allowPath: true);
        scope.Section.Refer(SymbolKind.Directory, directory, e.Location);
        directory = DirectoryElement.Inline(e, scope, directory, subdirectory);
        scope.Section.Define(SymbolKind.ComponentGroup, id, e.Location);
        foreach (var child in e.Children())
        {
            if (child.Is("Component"))
                ComponentElement.Compile(child, scope, (SymbolKind.ComponentGroup, id), directory);
            else if (!TryCompileReference(child, scope, SymbolKind.ComponentGroup, id))
                scope.CompileForeign(e, child, new(Directory: directory));
        }

        e.End();
    }

    public static bool TryCompileReference(ElementReader e, Scope scope, string parentKind, string parentId)
    {
        if (!e.Is("ComponentRef") && !e.Is("ComponentGroupRef"))
            return false;
        // ComponentRef refers to a Component, ComponentGroupRef to a ComponentGroup.
        var kind = e.Name[..^3];
        var id = e.Identifier("Id", required: true);
        var primary = e.YesNo("Primary") ?? false;
        scope.Section.Refer(kind, id, e.Location);
        if (id is not null)
            scope.Section.Items.Add(new Membership(e.Location, parentKind, parentId, kind, id, primary));
        e.EndLeaf();
        return true;
    }
}
