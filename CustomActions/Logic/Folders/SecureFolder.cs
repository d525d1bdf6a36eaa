using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;
using OmsGateway.CustomActions.Settings;

namespace OmsGateway.CustomActions.Folders;

/// <summary>
/// Admits SYSTEM, administrators and the service to the configuration folder, and nobody else: DPAPI lets every program of
/// this machine read a protected password, so that the file itself must be out of reach.
/// </summary>
internal sealed class SecureFolder(IInstallerSession session, MachineParts machine, ActionData data)
{
    // Modify: the service writes its status, and must not be able to change the list itself.
    private const string Modify = "0x1301bf";

    /// <summary>The list: protected from %ProgramData%'s, which lets every user in; inherited by files and folders.</summary>
    public static string Descriptor { get; } =
        $"D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;{Modify};;;{ServiceSid.Of(ServiceName.Value)})";

    private string Folder => data[ConfigurationFolder.Key];

    private string Kept => Path.Combine(Folder, $"{ConfigurationSnapshot.Prefix}{data[ConfigurationSnapshot.IdKey]}-access");

    public void Run()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(Kept, machine.FolderSecurity.Read(Folder));
            machine.FolderSecurity.Write(Folder, Descriptor);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            throw new InstallerException(InstallerError.FolderNotSecured, e.Message);
        }
    }

    /// <summary>Gives the folder the list it had.</summary>
    public void Undo()
    {
        if (!File.Exists(Kept)) return;
        string descriptor = File.ReadAllText(Kept);
        File.Delete(Kept);
        machine.FolderSecurity.Write(Folder, descriptor);
        session.Log($"The access control list of {Folder} is what it was.");
    }
}
