namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Directory</c>, <c>DirectoryRef</c> and <c>StandardDirectory</c>.</summary>
internal static class DirectoryElement
{
    public static void Compile(ElementReader e, Scope scope, string? parent)
    {
        var id = e.Identifier("Id");
        // A dot is no file name, but here it means the parent's own folder (Directory table, DefaultDir).
        var name = e.Text("Name") is "." ? "." : e.FileName("Name", allowPath: true);
        var shortName = e.FileName("ShortName");
        var sourceName = e.FileName("SourceName");
        var shortSourceName = e.FileName("ShortSourceName");
        var seed = e.Guid("ComponentGuidGenerationSeed");
        e.Unsupported("FileSource", "DiskId");
        id ??= Identifiers.Generate("d", parent, name, shortName, sourceName, shortSourceName);
        scope.Section.Items.Add(
            new DirectoryItem(e.Location, id, parent ?? StandardDirectories.Root, name, shortName, sourceName, shortSourceName,
            seed));
        scope.Section.Define(SymbolKind.Directory, id, e.Location);
        if (parent is null)
            scope.Section.Refer(SymbolKind.Directory, StandardDirectories.Root, e.Location);
        CompileChildren(e, scope, id);
        e.End();
    }

    public static void CompileReference(ElementReader e, Scope scope)
    {
        var id = e.Identifier("Id", required: true);
        e.Unsupported("DiskId");
        if (e.Name == "StandardDirectory" && id is not null && !StandardDirectories.Contains(id))
            e.Conflict($"StandardDirectory/@Id '{id}' is not a directory known to the installer; use Directory or DirectoryRef.");
        scope.Section.Refer(SymbolKind.Directory, id, e.Location);
        CompileChildren(e, scope, id ?? "");
        e.End();
    }

    private static void CompileChildren(ElementReader e, Scope scope, string id)
    {
        foreach (var child in e.Children())
        {
            if (child.Is("Directory"))
                Compile(child, scope, id);
            else if (child.Is("Component"))
                ComponentElement.Compile(child, scope, null, id);
            else
                scope.CompileForeign(e, child, new(Directory: id));
        }
    }

    /// <summary>The directory that <c>Directory</c> and <c>Subdirectory</c> name together; made if need be.</summary>
    public static string? Inline(ElementReader e, Scope scope, string? directory, string? subdirectory)
    {
        if (directory is null || subdirectory is null)
            return directory;
        // One directory, whose name the binder takes apart.
        var name = subdirectory.Trim('\\', '/');
        // The same parts as of a Directory without an id, so that both ways to write a folder lead to one row.
        var id = Identifiers.Generate("d", directory, name, null, null, null);
        if (!scope.Section.Items.OfType<DirectoryItem>().Any(d => d.Id == id))
        {
            scope.Section.Items.Add(new DirectoryItem(e.Location, id, directory, name, null, null, null, null));
            scope.Section.Define(SymbolKind.Directory, id, e.Location);
        }

        return id;
    }
}
