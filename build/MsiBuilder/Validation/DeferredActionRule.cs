namespace OmsGateway.MsiBuilder.Validation;

/// <summary>Deferred actions stand where there is a script to put them into.</summary>
internal sealed class DeferredActionRule : IValidationRule
{
    public const int InScript = 0x400;

    public string Ice => "ICE77";

    public IEnumerable<string> Check(Tables tables)
    {
        var deferred = tables.Rows("CustomAction").Where(r => (r.Number("Type") & InScript) != 0).Select(r => r.Text("Action")).ToHashSet();
        return
            from sequence in tables.Sequences
            let first = tables.Number(sequence, "InstallInitialize")
            let last = tables.Number(sequence, "InstallFinalize")
            from row in tables.Rows(sequence)
            // Negated, because comparisons with a missing action are false, and without it there is no script either.
            where deferred.Contains(row.Text("Action")) && !(row.Number("Sequence") > first && row.Number("Sequence") < last)
            select $"{sequence} has the deferred action {row.Text("Action")} outside InstallInitialize and InstallFinalize.";
    }
}
