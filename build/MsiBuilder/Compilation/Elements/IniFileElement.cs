namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>IniFile</c>: a row of IniFile or RemoveIniFile.</summary>
internal static class IniFileElement
{
    public static void Compile(ElementReader e, Scope scope, ComponentState component)
    {
        var name = e.FileName("Name");
        if (name is null && !e.Has("Name"))
            e.Missing("Name");
        var section = e.Required("Section");
        var key = e.Required("Key");
        var directory = e.Identifier("Directory");
        scope.Section.Refer(SymbolKind.Directory, directory, e.Location);
        directory = DirectoryElement.Inline(e, scope, directory ?? component.Directory,
            e.FileName("Subdirectory", allowPath: true));
        // The tables IniFile and RemoveIniFile share one numbering: 0, 1 and 3 add, 2 and 4 remove.
        var action = e.Choice("Action", ("addLine", 0), ("createLine", 1), ("addTag", 3), ("removeLine", 2), ("removeTag", 4));
        if (action is null && !e.Has("Action"))
            e.Missing("Action");
        var value = e.Text("Value");
        // The name is hashed twice, as in the toolset (Compiler.cs, ParseIniFileElement).
        var id = e.Identifier("Id") ?? Identifiers.Generate("ini", directory, name, section, key, name);
        var file = new NamePair(name ?? "", e.FileName("ShortName"), true, "IniFile", component.Id);
        var table = action is 2 or 4 ? "RemoveIniFile" : "IniFile";
        scope.Section.Row(table, e.Location, id, file, directory, section, key, value, action, component.Id);
        e.EndLeaf();
    }
}
