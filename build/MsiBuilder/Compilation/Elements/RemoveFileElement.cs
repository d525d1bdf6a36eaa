namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>RemoveFile</c> and <c>RemoveFolder</c>: rows of RemoveFile.</summary>
internal static class RemoveFileElement
{
    private const int OnInstall = 1;
    private const int OnUninstall = 2;

    public static void Compile(ElementReader e, Scope scope, ComponentState component)
    {
        var isFile = e.Name == "RemoveFile";
        var name = isFile ? e.FileName("Name", allowWildcards: true) : null;
        if (isFile && name is null && !e.Has("Name"))
            e.Missing("Name");
        var shortName = isFile ? e.FileName("ShortName", allowWildcards: true) : null;
        var directory = e.Identifier("Directory");
        var property = e.Identifier("Property");
        var on = e.Word("On", "install", "uninstall", "both");
        if (on is null && !e.Has("On"))
            e.Missing("On");
        if (directory is not null && property is not null)
            e.Conflict($"{e.Name} cannot have both Directory and Property.");
        scope.Section.Refer(SymbolKind.Directory, directory, e.Location);
        var subdirectory = e.FileName("Subdirectory", allowPath: true);
        // DirProperty may be either: a directory is a property too (RemoveFile table).
        var target = property ?? DirectoryElement.Inline(e, scope, directory ?? component.Directory, subdirectory);
        var id = e.Identifier("Id") ?? (isFile
            ? Identifiers.Generate("rmf", target, shortName?.ToLowerInvariant(), name?.ToLowerInvariant(), on)
            : Identifiers.Generate("rmf", target, on));
        var mode = on switch
        {
            "install" => OnInstall,
            "uninstall" => OnUninstall,
            _ => OnInstall | OnUninstall,
        };
        var fileName = name is null
            ? null : new NamePair(name, shortName, true, "RemoveFile", component.Id) { AllowWildcards = true };
        scope.Section.Row("RemoveFile", e.Location, id, component.Id, fileName, target, mode);
        e.EndLeaf();
    }
}
