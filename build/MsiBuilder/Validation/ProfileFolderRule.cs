namespace OmsGateway.MsiBuilder.Validation;

/// <summary>Folders made in a user's are removed too.</summary>
internal sealed class ProfileFolderRule : IValidationRule
{
    public string Ice => "ICE64";

    public IEnumerable<string> Check(Tables tables)
    {
        var removed = tables.Rows("RemoveFile").Select(r => r.Text("DirProperty")).ToHashSet();
        return tables.Rows("Directory").Select(r => r.Text("Directory"))
            .Where(d => !UserProfile.Is(d) && UserProfile.Has(tables, d) && !removed.Contains(d))
            .Select(d => $"The folder {d} is in a user's folders and RemoveFile does not remove it.");
    }
}
