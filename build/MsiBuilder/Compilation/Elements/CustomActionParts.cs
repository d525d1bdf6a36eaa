namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>Where a custom action's code is, and what of it is called.</summary>
internal static class CustomActionParts
{
    public static (int Type, object? Value) Source(ElementReader e, Scope scope)
    {
        var given = new List<(int Type, object? Value)>();
        if (e.Has("BinaryRef"))
            given.Add((0, Refer(e, scope, "BinaryRef", SymbolKind.Binary)));
        if (e.Has("FileRef"))
            given.Add((CustomActionElement.SourceFile, Refer(e, scope, "FileRef", SymbolKind.File)));
        if (e.Has("Directory"))
        {
            var directory = (string?)Refer(e, scope, "Directory", SymbolKind.Directory);
            directory = DirectoryElement.Inline(e, scope, directory, e.FileName("Subdirectory", allowPath: true));
            given.Add((CustomActionElement.SourceDirectory, directory));
        }

        if (e.Has("Property"))
            given.Add((CustomActionElement.SourceProperty, e.Text("Property")));
        // Type 19, which ends the installation, shares its bits with files but has no source (Microsoft, "Custom Action Type 19").
        if (e.Has("Error"))
            given.Add((CustomActionElement.SourceFile, null));
        // Types 37 and 38 have the script itself in Target, and so no source (Microsoft, "Summary List of All Custom Action Types").
        if (e.Has("Script"))
            given.Add((CustomActionElement.SourceDirectory, null));
        if (given.Count != 1)
            e.Conflict("CustomAction needs exactly one of BinaryRef, FileRef, Directory, Property, Error and Script.");
        return given.FirstOrDefault();
    }

    public static (int Type, object? Value) Target(ElementReader e, Scope scope)
    {
        var given = new List<(int Type, object? Value)>();
        void Add(string attribute, int type)
        {
            if (e.Has(attribute))
                given.Add((type, e.Text(attribute, allowEmpty: type != CustomActionElement.Dll)));
        }

        Add("DllEntry", CustomActionElement.Dll);
        Add("ExeCommand", CustomActionElement.Exe);
        Add("Value", CustomActionElement.TextData);
        Add("Error", CustomActionElement.TextData);
        Add("JScriptCall", CustomActionElement.JScript);
        Add("VBScriptCall", CustomActionElement.VBScript);
        if (e.Has("Script"))
        {
            var type = e.Choice("Script", ("jscript", CustomActionElement.JScript), ("vbscript", CustomActionElement.VBScript));
            given.Add((type ?? CustomActionElement.JScript, new FileText(e.Required("ScriptSourceFile") ?? "")));
        }

        if (given.Count != 1)
            e.Conflict(
                "CustomAction needs exactly one of DllEntry, ExeCommand, Value, Error, JScriptCall, VBScriptCall and Script.");
        // A number is a row of the table Error, anything else the message itself.
        if (e.Has("Error") && int.TryParse(e.Text("Error"), out _))
            scope.Section.Refer(SymbolKind.Error, e.Text("Error"), e.Location);
        return given.FirstOrDefault();
    }

    private static object? Refer(ElementReader e, Scope scope, string attribute, string kind)
    {
        var id = e.Identifier(attribute);
        scope.Section.Refer(kind, id, e.Location);
        return id;
    }
}
