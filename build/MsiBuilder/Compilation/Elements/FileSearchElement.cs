namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>FileSearch</c>: a row of Signature, and one of DrLocator that ties it to the search around it.</summary>
internal static class FileSearchElement
{
    public static string Compile(ElementReader e, Scope scope, string? parent, bool parentTakesProperty)
    {
        var name = e.FileName("Name");
        if (name is null && !e.Has("Name"))
            e.Missing("Name");
        var shortName = e.FileName("ShortName");
        // Without an id of its own it uses the signature of the search around it (Compiler.cs, ParseFileSearchElement).
        var id = e.Identifier("Id") ?? parent ?? Identifiers.Generate("fs", name ?? shortName);
        scope.Section.Row(
            "Signature", e.Location, id, shortName is null || shortName == name ? name : $"{shortName}|{name}",
            e.Text("MinVersion"), e.Text("MaxVersion"),
            e.Integer("MinSize", 0, int.MaxValue), e.Integer("MaxSize", 0, int.MaxValue), Date(e, "MinDate"), Date(e, "MaxDate"),
            e.Text("Languages"));
        if (parent is not null && parent != id)
            scope.Section.Row("DrLocator", e.Location, parentTakesProperty ? parent : id, parentTakesProperty ? id : parent,
                null, null);
        scope.Section.Define(SymbolKind.Signature, id, e.Location);
        e.EndLeaf();
        return id;
    }

    /// <summary>The installer packs dates as DOS does, with seconds halved.</summary>
    private static int? Date(ElementReader e, string attribute)
    {
        var text = e.Text(attribute);
        if (text is null)
            return null;
        if (!DateTime.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var d))
        {
            e.Conflict($"{e.Name}/@{attribute} '{text}' is not a date.");
            return null;
        }

        return ((d.Year - 1980) << 25) | (d.Month << 21) | (d.Day << 16) | (d.Hour << 11) | (d.Minute << 5) | (d.Second / 2);
    }
}
