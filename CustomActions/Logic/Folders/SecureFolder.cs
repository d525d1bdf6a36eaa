using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;
using OmsGateway.CustomActions.Settings;

namespace OmsGateway.CustomActions.Folders;

/// <summary>
/// Admits SYSTEM, administrators and the service to the configuration folder, and nobody else: DPAPI lets every program of
/// this machine read a protected password, so that the file itself must be out of reach. Every user may make folders in
/// %ProgramData%: one that somebody else made, or put something into, is not taken over but ends the installation.
/// </summary>
internal sealed class SecureFolder(IInstallerSession session, MachineParts machine, ActionData data)
{
    // Modify: the service writes its status, and must not be able to change the list itself.
    private const string Modify = "0x1301bf";

    /// <summary>The list: protected from %ProgramData%'s, which lets every user in; inherited by files and folders.</summary>
    public static string Descriptor { get; } =
        $"D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;{Modify};;;{ServiceSid.Of(ServiceName.Value)})";

    private const string LocalSystem = "S-1-5-18";
    private const string Administrators = "S-1-5-32-544";

    private string Folder => data[ConfigurationFolder.Key];

    private string Kept => Path.Combine(Folder, $"{ConfigurationSnapshot.Prefix}{data[ConfigurationSnapshot.IdKey]}-access");

    public void Run()
    {
        try
        {
            RefuseLink(Folder);
            Directory.CreateDirectory(Folder);
            File.WriteAllText(Kept, machine.FolderSecurity.Read(Folder));
            machine.FolderSecurity.Write(Folder, Descriptor);
            // Now that nobody else can add to it.
            RefuseWhatOthersMade();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            throw new InstallerException(InstallerError.FolderNotSecured, e.Message);
        }
    }

    private void RefuseWhatOthersMade()
    {
        // The account that setup runs as owns what it has just made.
        string[] trusted = [LocalSystem, Administrators, ServiceSid.Of(ServiceName.Value), machine.FolderSecurity.Owner(Kept)];
        foreach (string path in new[] { Folder }.Concat(Directory.EnumerateFileSystemEntries(Folder)))
        {
            RefuseLink(path);
            string owner = machine.FolderSecurity.Owner(path);
            if (trusted.Contains(owner)) continue;
            throw Refusal($"{path} belongs to {owner}, who is not the administrators' group: any user could have put it there.", path);
        }
    }

    private static void RefuseLink(string path)
    {
        var entry = new FileInfo(path);
        if ((int)entry.Attributes != -1 && entry.Attributes.HasFlag(FileAttributes.ReparsePoint)) throw Refusal($"{path} is a link to another place.", path);
    }

    private static InstallerException Refusal(string reason, string path) => new(InstallerError.FolderNotSecured,
        $"{reason} Look at it, then delete it or give it to the administrators (takeown /a /f \"{path}\"), and run setup again.");

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
