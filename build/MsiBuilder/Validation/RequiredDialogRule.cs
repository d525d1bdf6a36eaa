namespace OmsGateway.MsiBuilder.Validation;

/// <summary>A package that has dialogs has those that Windows Installer itself shows.</summary>
internal sealed class RequiredDialogRule : IValidationRule
{
    // Negative numbers are ways in which an installation ends, not places in the sequence (InstallUISequence table, Sequence).
    private static readonly (int Number, string Dialog)[] Ends = [(-1, "exit"), (-2, "user exit"), (-3, "fatal error")];

    public string Ice => "ICE20";

    public IEnumerable<string> Check(Tables tables)
    {
        var dialogs = tables.Rows("Dialog").Select(r => r.Text("Dialog")).ToHashSet();
        if (dialogs.Count == 0)
            yield break;
        if (!dialogs.Contains("FilesInUse"))
            yield return "There is no dialog FilesInUse.";
        if (tables.Database.Property("ErrorDialog") is not { } error)
            yield return "The property ErrorDialog does not say which dialog shows errors.";
        else if (!dialogs.Contains(error))
            yield return $"The property ErrorDialog names '{error}', which is no dialog.";
        foreach (var sequence in tables.Sequences.Where(s => s is "InstallUISequence" or "AdminUISequence" && HasDialog(tables, s, dialogs)))
        {
            foreach (var (number, dialog) in Ends.Where(e => !tables.Rows(sequence).Any(r => r.Number("Sequence") == e.Number)))
                yield return $"{sequence} has no {dialog} dialog ({number}).";
        }
    }

    private static bool HasDialog(Tables tables, string sequence, HashSet<string?> dialogs) =>
        tables.Rows(sequence).Any(r => dialogs.Contains(r.Text("Action")));
}
