using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Settings;

/// <summary>Deletes what was kept for a rollback, and the folder when an uninstallation has left nothing in it.</summary>
internal static class CommitConfiguration
{
    public const string IsRemovalKey = "IsRemoval";

    public static void Run(ActionData data)
    {
        string directory = data[ConfigurationFolder.Key];
        if (!Directory.Exists(directory)) return;
        foreach (string file in Directory.GetFiles(directory).Where(ConfigurationSnapshot.IsKept)) File.Delete(file);
        if (data[IsRemovalKey] == "1" && !Directory.EnumerateFileSystemEntries(directory).Any()) Directory.Delete(directory);
    }
}
