using OmsGateway.Configuration;
using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Settings;

/// <summary>Removes the product's files from the configuration folder; what somebody else put there stays.</summary>
internal sealed class RemoveSettings(IInstallerSession session, ActionData data)
{
    private static readonly string[] Patterns =
    [
        "OMSGateway.*", ConfigurationStore.HostListFileName + "*", ConfigurationStore.ClientListFileName + "*",
    ];

    public void Run()
    {
        string directory = data[ConfigurationFolder.Key];
        if (!Directory.Exists(directory)) return;
        ConfigurationSnapshot.Of(data, ConfigurationSnapshot.Removal).Take();
        foreach (string file in Patterns.SelectMany(pattern => Directory.GetFiles(directory, pattern)).Distinct())
        {
            if (Path.GetFileName(file).StartsWith(ConfigurationSnapshot.Prefix, StringComparison.Ordinal)) continue;
            File.Delete(file);
        }

        session.Log($"The settings in {directory} are removed.");
    }
}
