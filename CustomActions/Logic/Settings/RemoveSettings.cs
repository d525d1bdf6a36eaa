using OmsGateway.Configuration;
using OmsGateway.Configuration.Status;
using OmsGateway.CustomActions.Folders;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Settings;

/// <summary>
/// Removes the product's files from the configuration folder, and the folder of what the service wrote, which no rollback brings back;
/// what somebody else put there stays.
/// </summary>
internal sealed class RemoveSettings(IInstallerSession session, MachineParts machine, ActionData data)
{
    // With what follows the names: the lists of groups, and copies that a broken-off change or an editor left.
    private static readonly string[] Names =
    [
        "OMSGateway.",
        .. new[] { ConfigurationStore.HostListFileName, ConfigurationStore.ClientListFileName }.Select(name => Path.GetFileNameWithoutExtension(name) + "."),
    ];

    public void Run()
    {
        string directory = data[ConfigurationFolder.Key];
        if (!Directory.Exists(directory)) return;
        ConfigurationSnapshot.Of(data, ConfigurationSnapshot.Removal).Take();
        foreach (string file in Directory.GetFiles(directory).Where(IsOurs))
        {
            File.Delete(file);
            session.Log($"Removed {file}.");
        }

        string state = StateFolder.Of(directory);
        if (Directory.Exists(state)) RemoveState(state);
    }

    /// <summary>Brings back the files, and the folder that the service writes in, which is empty then.</summary>
    public void Undo()
    {
        ConfigurationSnapshot.Of(data, ConfigurationSnapshot.Removal).Restore();
        string directory = data[ConfigurationFolder.Key];
        if (Directory.Exists(directory)) machine.FolderSecurity.Make(StateFolder.Of(directory), SecureFolder.StateDescriptor);
    }

    // A program that collects the access log may have it open. It is not left to the next start of Windows: by then there may be another
    // gateway with a file of that name.
    private void RemoveState(string state)
    {
        try
        {
            machine.DeleteFolder(state);
            session.Log($"Removed {state}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session.Log($"Some of {state} stays, since another program uses it. Delete it once that has ended: {e.Message}");
        }
    }

    private static bool IsOurs(string path)
    {
        string name = Path.GetFileName(path);
        return !ConfigurationSnapshot.IsKept(path) && Names.Any(n => name.StartsWith(n, StringComparison.OrdinalIgnoreCase));
    }
}
