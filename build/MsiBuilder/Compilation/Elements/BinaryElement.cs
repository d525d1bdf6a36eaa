namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Binary</c> and <c>Icon</c>: files kept in a stream of the database.</summary>
internal static class BinaryElement
{
    // A stream is named "Table.Id" and may have 62 characters (Microsoft, "OLE Limitations on Streams").
    private const int MaxIdLength = 55;

    public static void Compile(ElementReader e, Scope scope)
    {
        var id = e.Identifier("Id", required: true) ?? "";
        var source = e.Required("SourceFile") ?? "";
        // Only in a merge module are ids renamed, and there are none here.
        _ = e.YesNo("SuppressModularization");
        if (id.Length > MaxIdLength)
            e.Conflict($"{e.Name}/@Id '{id}' is longer than {MaxIdLength} characters.");
        scope.Section.Row(e.Name, e.Location, id, new FileBytes(source));
        scope.Section.Define(e.Name, id, e.Location);
        e.EndLeaf();
    }
}
