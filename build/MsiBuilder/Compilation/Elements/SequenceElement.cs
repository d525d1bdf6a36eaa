using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>The five sequences: <c>Custom</c>, <c>Show</c> and the standard actions in them.</summary>
internal static class SequenceElement
{
    public const string InstallExecute = "InstallExecuteSequence";
    public const string InstallUI = "InstallUISequence";

    // Standard actions that must be given a place, and below those that may be moved (Compiler_Package.cs, ParseSequenceElement).
    private static readonly string[] FreelyScheduled =
        ["InstallExecute", "InstallExecuteAgain", "RemoveExistingProducts", "DisableRollback", "ScheduleReboot", "ForceReboot",
            "ResolveSource"];

    private static readonly string[] Movable = ["AppSearch", "CCPSearch", "RMCCPSearch", "LaunchConditions",
        "FindRelatedProducts"];

    public static void Compile(ElementReader e, Scope scope)
    {
        var table = e.Name == "AdvertiseExecuteSequence" ? "AdvtExecuteSequence" : e.Name;
        foreach (var child in e.Children())
        {
            if (!child.IsWix)
                e.Unexpected(child);
            else if (child.Name == "Custom")
                CompileAction(child, scope, table, child.Identifier("Action", required: true), SymbolKind.CustomAction);
            else if (child.Name == "Show" && table.EndsWith("UISequence", StringComparison.Ordinal))
                CompileAction(child, scope, table, child.Identifier("Dialog", required: true), SymbolKind.Dialog);
            else if (StandardActions.Find(table, child.Name) is not null || FreelyScheduled.Contains(child.Name))
                CompileAction(child, scope, table, child.Name, null);
            else
                e.Unexpected(child);
        }

        e.End();
    }

    public static void Schedule(ElementReader e, Scope scope, string table, string action, string? condition, string? before,
        string? after)
    {
        scope.Section.Refer(SymbolKind.Action, before is null ? null : $"{table}/{before}", e.Location);
        scope.Section.Refer(SymbolKind.Action, after is null ? null : $"{table}/{after}", e.Location);
        var item = new ScheduledAction(e.Location, table, action, condition, before, after, null, false);
        scope.Section.Items.Add(item);
        scope.Section.Define(SymbolKind.Action, item.Key, e.Location);
    }

    private static void CompileAction(ElementReader e, Scope scope, string table, string? action, string? kind)
    {
        var free = kind is not null || FreelyScheduled.Contains(e.Name);
        var movable = free || Movable.Contains(e.Name);
        var condition = e.Text("Condition");
        var before = movable ? e.Identifier("Before") : null;
        var after = movable ? e.Identifier("After") : null;
        var sequence = e.Integer("Sequence", 1, short.MaxValue);
        // Negative numbers are dialogs for the ways in which an installation ends (InstallUISequence table, Sequence).
        var onExit = free ? e.Choice("OnExit", ("success", -1), ("cancel", -2), ("error", -3), ("suspend", -4)) : null;
        var overridable = e.YesNo("Overridable") ?? false;
        var suppress = e.YesNo("Suppress") ?? false;
        var places = new object?[] { before, after, sequence, onExit }.Count(p => p is not null);
        if (places > 1)
            e.Conflict($"{e.Name} can have only one of Before, After, Sequence and OnExit.");
        if (free && places == 0 && !suppress)
            e.Conflict($"{e.Name} needs one of Before, After, Sequence and OnExit.");
        if (suppress && (places > 0 || overridable))
            e.Conflict($"{e.Name}/@Suppress excludes Before, After, Sequence, OnExit and Overridable.");
        if (action is not null && (before == action || after == action))
            e.Diagnostics.Error(e.Location, DiagnosticCode.CircularAction,
                $"The action '{action}' is scheduled relative to itself.");
        e.EndLeaf();
        if (action is null)
            return;
        if (kind is not null)
            scope.Section.Refer(kind, action, e.Location);
        foreach (var neighbour in new[] { before, after }.OfType<string>())
            scope.Section.Refer(SymbolKind.Action, $"{table}/{neighbour}", e.Location);
        if (suppress)
        {
            scope.Section.Items.Add(new SuppressedAction(e.Location, table, action));
            return;
        }

        var item = new ScheduledAction(e.Location, table, action, condition, before, after, sequence ?? onExit, overridable);
        scope.Section.Items.Add(item);
        scope.Section.Define(SymbolKind.Action, item.Key, e.Location);
    }
}
