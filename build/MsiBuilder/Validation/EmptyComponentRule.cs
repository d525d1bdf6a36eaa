namespace OmsGateway.MsiBuilder.Validation;

/// <summary>A component without a key path is its folder, which must be made.</summary>
internal sealed class EmptyComponentRule : IValidationRule
{
    public string Ice => "ICE18";

    public IEnumerable<string> Check(Tables tables)
    {
        // Empty folders are deleted, and without its folder the component would be installed again every time (Microsoft, "ICE18").
        var made = tables.Rows("CreateFolder").Select(r => (r.Text("Directory_"), r.Text("Component_"))).ToHashSet();
        return tables.Rows("Component").Where(r => r.Text("KeyPath") is null && !made.Contains((r.Text("Directory_"), r.Text("Component"))))
            .Select(r => $"The component {r.Text("Component")} has no key path, and CreateFolder does not make its folder {r.Text("Directory_")}.");
    }
}
