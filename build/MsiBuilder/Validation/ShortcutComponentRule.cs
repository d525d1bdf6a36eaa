namespace OmsGateway.MsiBuilder.Validation;

/// <summary>Shortcuts that are not advertised belong to a component that is known by a value of the user's registry.</summary>
internal sealed class ShortcutComponentRule : IValidationRule
{
    public string Ice => "ICE43";

    public IEnumerable<string> Check(Tables tables)
    {
        var features = tables.Rows("Feature").Select(r => r.Text("Feature")).ToHashSet();
        // An advertised shortcut's target is a feature.
        var components = tables.Rows("Shortcut").Where(r => !features.Contains(r.Text("Target"))).Select(r => r.Text("Component_")).ToHashSet();
        return tables.Rows("Component").Where(r => components.Contains(r.Text("Component")))
            .Select(r => (Component: r.Text("Component"), Problem: UserProfile.KeyPathProblem(tables, r))).Where(r => r.Problem is not null)
            .Select(r => $"The component {r.Component} has shortcuts and {r.Problem}.");
    }
}
