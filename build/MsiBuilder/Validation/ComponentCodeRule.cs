namespace OmsGateway.MsiBuilder.Validation;

/// <summary>No two components have one code.</summary>
internal sealed class ComponentCodeRule : IValidationRule
{
    public string Ice => "ICE08";

    public IEnumerable<string> Check(Tables tables) => tables.Rows("Component").Where(r => r.Text("ComponentId") is not null)
        .GroupBy(r => r.Text("ComponentId")).Where(g => g.Count() > 1)
        .Select(g => $"The components {string.Join(", ", g.Select(r => r.Text("Component")))} have the same code {g.Key}.");
}
