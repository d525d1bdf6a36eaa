namespace OmsGateway.MsiBuilder.Validation;

/// <summary>A component belongs to a user or to the machine, not to both.</summary>
internal sealed class MixedComponentRule : IValidationRule
{
    private const int Machine = 2;

    public string Ice => "ICE57";

    public IEnumerable<string> Check(Tables tables)
    {
        var files = tables.Rows("File").Select(r => r.Text("Component_")).ToHashSet();
        var roots = tables.Rows("Registry").ToLookup(r => r.Text("Component_"), r => r.Number("Root"));
        var keys = tables.Rows("Registry").ToDictionary(r => r.Text("Registry")!, r => r.Number("Root"), StringComparer.Ordinal);
        foreach (var component in tables.Rows("Component"))
        {
            var name = component.Text("Component");
            var isInProfile = UserProfile.Has(tables, component.Text("Directory_"));
            // Only a registry key path has a root; without one the folder tells whose the component is.
            var key = component.Text("KeyPath") is { } path && keys.TryGetValue(path, out var root) ? root : isInProfile ? UserProfile.CurrentUser : Machine;
            var isUsers = roots[name].Contains(UserProfile.CurrentUser) || (isInProfile && files.Contains(name));
            if (isUsers && (roots[name].Contains(Machine) || (!isInProfile && files.Contains(name)) || key == Machine))
                yield return $"The component {name} has data of a user and of the machine.";
            else if (isUsers && key == UserProfile.UserOrMachine)
                yield return $"The component {name} has data of a user, and a key path that may be the machine's.";
            else if (roots[name].Contains(UserProfile.UserOrMachine) && key == Machine)
                yield return $"The component {name} has data that may be a user's, and a key path of the machine.";
        }
    }
}
