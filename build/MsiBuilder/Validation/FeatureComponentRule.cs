namespace OmsGateway.MsiBuilder.Validation;

/// <summary>Every component belongs to a feature.</summary>
internal sealed class FeatureComponentRule : IValidationRule
{
    public string Ice => "ICE21";

    public IEnumerable<string> Check(Tables tables) => tables.Rows("Component").Select(r => r.Text("Component"))
        .Except(tables.Rows("FeatureComponents").Select(r => r.Text("Component_")))
        .Select(c => $"The component {c} belongs to no feature.");
}
