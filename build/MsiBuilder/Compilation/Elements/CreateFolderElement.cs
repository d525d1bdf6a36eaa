namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>CreateFolder</c>.</summary>
internal static class CreateFolderElement
{
    public static void Compile(ElementReader e, Scope scope, ComponentState component)
    {
        var directory = e.Identifier("Directory");
        scope.Section.Refer(SymbolKind.Directory, directory, e.Location);
        directory = DirectoryElement.Inline(e, scope, directory ?? component.Directory,
            e.FileName("Subdirectory", allowPath: true)) ?? "";
        scope.Section.Row("CreateFolder", e.Location, directory, component.Id);
        foreach (var child in e.Children())
        {
            if (child.Is("Shortcut"))
                ShortcutElement.Compile(child, scope, component, $"[{directory}]", null);
            else if (child.Is("PermissionEx"))
                PermissionElement.Compile(child, scope, "CreateFolder", directory);
            else
                scope.CompileForeign(e, child, component.Context with { Directory = directory, Object = directory });
        }

        e.End();
    }
}
