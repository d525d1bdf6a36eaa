namespace OmsGateway.MsiBuilder.Validation;

/// <summary>What is installed into a user's folders is known by a value of that user's registry.</summary>
internal sealed class ProfileComponentRule : IValidationRule
{
    public string Ice => "ICE38";

    public IEnumerable<string> Check(Tables tables) => tables.Rows("Component").Where(r => UserProfile.Has(tables, r.Text("Directory_")))
        .Select(r => (Component: r.Text("Component"), Problem: UserProfile.KeyPathProblem(tables, r))).Where(r => r.Problem is not null)
        .Select(r => $"The component {r.Component} installs into a user's folder and {r.Problem}.");
}
