namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Upgrade</c> and <c>UpgradeVersion</c>: rows of the Upgrade table.</summary>
internal static class UpgradeElement
{
    // msidbUpgradeAttributes… (Upgrade table, Attributes).
    public const int MigrateFeatures = 0x1;
    public const int OnlyDetect = 0x2;
    public const int IgnoreRemoveFailure = 0x4;
    public const int IncludeMinimum = 0x100;
    public const int IncludeMaximum = 0x200;
    private const int ExcludeLanguages = 0x400;

    public static void Compile(ElementReader e, Scope scope)
    {
        var code = e.Guid("Id", required: true);
        foreach (var child in e.Children())
        {
            if (child.Is("UpgradeVersion"))
                CompileVersion(child, scope, code);
            else
                e.Unexpected(child);
        }

        e.End();
    }

    private static void CompileVersion(ElementReader e, Scope scope, string? code)
    {
        var minimum = e.Text("Minimum");
        var maximum = e.Text("Maximum");
        var property = e.Identifier("Property", required: true);
        var onlyDetect = e.YesNo("OnlyDetect") ?? false;
        var attributes = (e.YesNo("MigrateFeatures") == true ? MigrateFeatures : 0)
            | (onlyDetect ? OnlyDetect : 0)
            | (e.YesNo("IgnoreRemoveFailure") == true ? IgnoreRemoveFailure : 0)
            | (e.YesNo("IncludeMinimum") == false ? 0 : IncludeMinimum)
            | (e.YesNo("IncludeMaximum") == true ? IncludeMaximum : 0)
            | (e.YesNo("ExcludeLanguages") == true ? ExcludeLanguages : 0);
        if (minimum is null && maximum is null)
            e.Missing("Minimum or Maximum");
        if (property is not null && property != property.ToUpperInvariant())
            e.Conflict(
                $"UpgradeVersion/@Property '{property}' must be upper case, for it is passed to the elevated part of the installation.");
        scope.Section.Row("Upgrade", e.Location, code, minimum, maximum, e.Text("Language"), attributes,
            e.Text("RemoveFeatures"), property);
        // What is found is to be removed, so the sources must schedule the action that does it.
        if (!onlyDetect)
            scope.Section.Refer(SymbolKind.Action, $"{SequenceElement.InstallExecute}/RemoveExistingProducts", e.Location);
        e.EndLeaf();
    }
}
