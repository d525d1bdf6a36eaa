namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Publish</c>: a row of ControlEvent, in a control or, naming it, anywhere in a UI.</summary>
internal static class PublishElement
{
    private static readonly string[] DialogEvents = ["NewDialog", "SpawnDialog", "SpawnWaitDialog", "SelectionBrowse"];

    public static void Compile(ElementReader e, Scope scope, string? dialog, string? control, ref int order)
    {
        order = e.Integer("Order", 0, int.MaxValue) ?? order + 1;
        if (dialog is not null && (e.Has("Dialog") || e.Has("Control")))
            e.Conflict("Publish/@Dialog and @Control are given by the Control around it.");
        if (dialog is null)
        {
            dialog = e.Identifier("Dialog", required: true);
            control = e.Identifier("Control", required: true);
            scope.Section.Refer(SymbolKind.Dialog, dialog, e.Location);
        }

        var name = e.Text("Event");
        var property = e.Text("Property");
        var value = e.Text("Value");
        if (name is null == property is null)
            e.Conflict("Publish needs either Event or Property.");
        if (name is not null && value is null)
            e.Missing("Value");
        // The toolset also accepts an event with a lower-case first letter (Compiler_UI.cs, ParsePublishElement).
        name = name is { Length: > 0 } ? char.ToUpperInvariant(name[0]) + name[1..] : $"[{property}]";
        // Setting a property to nothing is written this way.
        value ??= "{}";
        // With an empty condition the event would come only when no other of the control does (ControlEvent table); the toolset writes 1 too.
        scope.Section.Row("ControlEvent", e.Location, dialog, control, name, value, e.Text("Condition") ?? "1", order);
        if (name == "DoAction" && Identifiers.IsValid(value) && !StandardActions.IsStandard(value))
            scope.Section.Refer(SymbolKind.CustomAction, value, e.Location);
        if (DialogEvents.Contains(name) && Identifiers.IsValid(value))
            scope.Section.Refer(SymbolKind.Dialog, value, e.Location);
        e.EndLeaf();
    }
}
