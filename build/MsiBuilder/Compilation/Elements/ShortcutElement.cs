namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Shortcut</c> and <c>ShortcutProperty</c>.</summary>
internal static class ShortcutElement
{
    // A placeholder: the feature of an advertised shortcut is known only when components are linked to features (PackageBinder).
    public const string Advertised = "{00000000-0000-0000-0000-000000000000}";

    public static void Compile(ElementReader e, Scope scope, ComponentState component, string defaultTarget, string? file)
    {
        var name = e.FileName("Name");
        if (name is null && !e.Has("Name"))
            e.Missing("Name");
        var directory = e.Identifier("Directory");
        scope.Section.Refer(SymbolKind.Directory, directory, e.Location);
        directory = DirectoryElement.Inline(e, scope, directory ?? component.Directory,
            e.FileName("Subdirectory", allowPath: true));
        var working = e.Identifier("WorkingDirectory");
        scope.Section.Refer(SymbolKind.Directory, working, e.Location);
        working = DirectoryElement.Inline(e, scope, working, e.FileName("WorkingSubdirectory", allowPath: true));
        var target = e.Text("Target");
        if (target is not null && file is not null)
            e.Conflict("Shortcut/@Target is given by the File around it.");
        var id = e.Identifier("Id") ?? Identifiers.Generate("sct", directory, name?.ToLowerInvariant());
        var icon = e.Identifier("Icon");
        scope.Section.Refer(SymbolKind.Icon, icon, e.Location);
        if (e.YesNo("Advertise") == true)
            target = Advertised;
        var names = new NamePair(name ?? "", e.FileName("ShortName"), true, "Shortcut", component.Id, directory);
        scope.Section.Row(
            "Shortcut", e.Location, id, directory, names, component.Id, target ?? defaultTarget, e.Text("Arguments"),
            e.Text("Description"),
            // -32768 means null in the database (CellRules), so it is no index.
            e.Integer("Hotkey", 0, short.MaxValue), icon, e.Integer("IconIndex", short.MinValue + 1, short.MaxValue),
            // SW_SHOWNORMAL, SW_SHOWMAXIMIZED and SW_SHOWMINNOACTIVE (Shortcut table, ShowCmd).
            e.Choice("Show", ("normal", 1), ("maximized", 3), ("minimized", 7)), working,
            e.Text("DisplayResourceDll"), e.Integer("DisplayResourceId", 0, short.MaxValue),
            e.Text("DescriptionResourceDll"), e.Integer("DescriptionResourceId", 0, short.MaxValue));
        foreach (var child in e.Children())
        {
            if (child.Is("Icon"))
                BinaryElement.Compile(child, scope);
            else if (child.Is("ShortcutProperty"))
                CompileProperty(child, scope, id);
            else
                e.Unexpected(child);
        }

        e.End();
    }

    private static void CompileProperty(ElementReader e, Scope scope, string shortcut)
    {
        var key = e.Required("Key");
        var id = e.Identifier("Id") ?? Identifiers.Generate("scp", shortcut, key?.ToUpperInvariant());
        scope.Section.Row("MsiShortcutProperty", e.Location, id, shortcut, key, e.Required("Value"));
        e.EndLeaf();
    }
}
