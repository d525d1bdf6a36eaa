namespace OmsGateway.MsiBuilder.Validation;

/// <summary>No two actions of a table have one number: which comes first would be left to chance.</summary>
internal sealed class SequenceNumberRule : IValidationRule
{
    public string Ice => "ICE82";

    public IEnumerable<string> Check(Tables tables) => tables.Sequences.SelectMany(s => tables.Rows(s)
        .GroupBy(r => r.Number("Sequence")).Where(g => g.Key is not null && g.Count() > 1)
        .Select(g => $"{s} has {string.Join(" and ", g.Select(r => r.Text("Action")))} at the same number {g.Key}."));
}
