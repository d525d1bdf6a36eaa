namespace OmsGateway.MsiBuilder.Validation;

/// <summary>A shortcut's folder in a user's folders is no public property, which would not follow a change of ALLUSERS.</summary>
internal sealed class ShortcutFolderRule : IValidationRule
{
    public string Ice => "ICE90";

    public IEnumerable<string> Check(Tables tables) => tables.Rows("Shortcut")
        .Where(r => r.Text("Directory_") is { } folder && folder == folder.ToUpperInvariant() && UserProfile.Has(tables, folder))
        .Select(r => $"The shortcut {r.Text("Shortcut")} is in {r.Text("Directory_")}, which is a public property and in a user's folders.");
}
