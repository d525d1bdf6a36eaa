namespace OmsGateway.MsiBuilder.Validation;

/// <summary>Standard actions stand in the order that Windows Installer needs them in.</summary>
internal sealed class StandardOrderRule : IValidationRule
{
    private static readonly string[] Frame =
        ["AppSearch", "LaunchConditions", "CostInitialize", "FileCost", "CostFinalize", "InstallValidate", "InstallInitialize", "InstallFinalize"];

    // Each line in its order, all between InstallInitialize and InstallFinalize.
    private static readonly string[][] Changes =
    [
        ["ProcessComponents", "UnpublishFeatures", "StopServices", "DeleteServices", "RemoveFiles", "RemoveFolders", "CreateFolders", "InstallFiles",
            "InstallServices", "StartServices"],
        ["ProcessComponents", "RemoveRegistryValues", "WriteRegistryValues"],
        ["RemoveShortcuts", "CreateShortcuts"],
        ["RemoveEnvironmentStrings", "WriteEnvironmentStrings"],
        ["InstallServices", "MsiConfigureServices"],
        ["RegisterUser"],
        ["RegisterProduct"],
        ["PublishFeatures", "PublishProduct"],
    ];

    public string Ice => "ICE27";

    public IEnumerable<string> Check(Tables tables)
    {
        string[][] orders = [Frame, .. Changes.Select(line => (string[])["InstallInitialize", .. line, "InstallFinalize"])];
        foreach (var sequence in tables.Sequences)
        {
            foreach (var (earlier, later) in orders.SelectMany(o => Pairs([.. o.Where(a => tables.Number(sequence, a) is not null)])).Distinct())
            {
                if (tables.Number(sequence, earlier) > tables.Number(sequence, later))
                    yield return $"{sequence} has {later} before {earlier}.";
            }
        }
    }

    private static IEnumerable<(string Earlier, string Later)> Pairs(string[] present) => present.Zip(present.Skip(1));
}
