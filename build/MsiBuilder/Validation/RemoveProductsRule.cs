namespace OmsGateway.MsiBuilder.Validation;

/// <summary>RemoveExistingProducts stands where Windows Installer can carry it out.</summary>
internal sealed class RemoveProductsRule : IValidationRule
{
    private const string Sequence = "InstallExecuteSequence";

    public string Ice => "ICE63";

    public IEnumerable<string> Check(Tables tables)
    {
        if (tables.Number(Sequence, "RemoveExistingProducts") is not { } remove)
            yield break;
        // Microsoft's page "RemoveExistingProducts Action" allows four places: before InstallInitialize or right after it, after InstallExecute or
        // InstallExecuteAgain, and after InstallFinalize. Negated, because a comparison with a missing action is false.
        if (!(remove > tables.Number(Sequence, "InstallValidate")))
            yield return "RemoveExistingProducts stands before InstallValidate.";
        else if (remove > tables.Number(Sequence, "InstallInitialize") && remove < tables.Number(Sequence, "InstallFinalize")
            && !IsAfterExecution(tables, remove) && Between(tables, remove) is { } action)
            yield return $"RemoveExistingProducts stands after {action}: it must follow InstallInitialize at once, or InstallExecute.";
    }

    private static bool IsAfterExecution(Tables tables, int remove) =>
        remove > tables.Number(Sequence, "InstallExecute") || remove > tables.Number(Sequence, "InstallExecuteAgain");

    /// <summary>An action that leaves something to do between InstallInitialize and this one.</summary>
    private static string? Between(Tables tables, int remove)
    {
        // An immediate action writes nothing into the execution script, so it may be in between.
        var custom = tables.Rows("CustomAction").Where(r => (r.Number("Type") & DeferredActionRule.InScript) == 0).Select(r => r.Text("Action")).ToHashSet();
        return tables.Rows(Sequence)
            .Where(r => r.Number("Sequence") > tables.Number(Sequence, "InstallInitialize") && r.Number("Sequence") < remove)
            .Select(r => r.Text("Action")).FirstOrDefault(a => !custom.Contains(a));
    }
}
