namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>SetProperty</c> and <c>SetDirectory</c>: a custom action that sets, and where it goes.</summary>
internal static class SetPropertyElement
{
    public static void Compile(ElementReader e, Scope scope)
    {
        var isDirectory = e.Name == "SetDirectory";
        var id = e.Identifier("Id", required: true) ?? "";
        var action = e.Identifier("Action") ?? "Set" + id;
        var value = e.Text("Value", allowEmpty: !isDirectory);
        if (value is null)
            e.Missing("Value");
        var condition = e.Text("Condition");
        var sequence = e.Word("Sequence", "both", "first", "execute", "ui") ?? "both";
        var before = isDirectory ? null : e.Identifier("Before");
        // Directories have values from then on only.
        var after = isDirectory ? "CostFinalize" : e.Identifier("After");
        if (isDirectory)
            scope.Section.Refer(SymbolKind.Directory, id, e.Location);
        else if (before is null == after is null)
            e.Conflict("SetProperty needs either Before or After.");
        // Types 35 and 51: a directory or a property gets a formatted text (Microsoft, "Summary List of All Custom Action Types").
        var type = (isDirectory ? CustomActionElement.SourceDirectory : CustomActionElement.SourceProperty)
            | CustomActionElement.TextData
            | (sequence == "first" ? CustomActionElement.FirstSequence : 0);
        scope.Section.Row("CustomAction", e.Location, action, type, id, value, null);
        scope.Section.Define(SymbolKind.CustomAction, action, e.Location);
        if (sequence != "ui")
            SequenceElement.Schedule(e, scope, SequenceElement.InstallExecute, action, condition, before, after);
        if (sequence != "execute")
            SequenceElement.Schedule(e, scope, SequenceElement.InstallUI, action, condition, before, after);
        e.EndLeaf();
    }
}
