using OmsGateway.Configuration.Status;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;
using OmsGateway.CustomActions.Settings;

namespace OmsGateway.CustomActions.Folders;

/// <summary>
/// Admits SYSTEM, administrators and the service to the configuration folder, and nobody else: DPAPI lets every program of
/// this machine read a protected password, so that the file itself must be out of reach. The service reads; it writes in its
/// state's folder only. Every user may make folders in %ProgramData%: one that somebody else made, or put something into, is
/// not taken over but ends the installation. The folder is held open from the first look to the last, so that no other can take
/// its place in between.
/// </summary>
internal sealed class SecureFolder(IInstallerSession session, MachineParts machine, ActionData data)
{
    // FILE_GENERIC_READ and FILE_GENERIC_EXECUTE; without the second nobody can pass through a folder.
    private const string Read = "0x1200a9";

    // Modify: not to change the list itself.
    private const string Modify = "0x1301bf";

    private const string Made = "made";

    private static readonly string Service = ServiceSid.Of(ServiceName.Value);

    /// <summary>The list: protected from %ProgramData%'s, which lets every user in; inherited by files and folders.</summary>
    public static string Descriptor { get; } = $"D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;{Read};;;{Service})";

    /// <summary>The list of the folder that the service writes in.</summary>
    public static string StateDescriptor { get; } = $"D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;{Modify};;;{Service})";

    private readonly Trusted _trusted = new(machine.FolderSecurity);

    private string Folder => data[ConfigurationFolder.Key];

    private string State => StateFolder.Of(Folder);

    private string Kept => Path.Combine(Folder, $"{ConfigurationSnapshot.Prefix}{data[ConfigurationSnapshot.IdKey]}-access");

    public void Run()
    {
        try
        {
            machine.FolderSecurity.Make(Folder, Descriptor);
            using IOpenEntry folder = machine.FolderSecurity.Open(Folder);
            _trusted.Check(Folder, folder, mayBeTheService: false);
            CheckWhatIsInIt();
            string before = folder.Read();
            folder.Write(Descriptor);
            // Again, now that nobody else can add to it.
            CheckWhatIsInIt();
            // Only once the folder is protected: nobody else can exchange what is kept for a rollback.
            ConfigurationSnapshot.DiscardOthers(Folder, data[ConfigurationSnapshot.IdKey]);
            if (ConfigurationSnapshot.IsWanted(data)) File.WriteAllText(Kept, $"{(Directory.Exists(State) ? "" : Made)}\n{before}");
            SecureState();
        }
        catch (UntrustedFolderException e)
        {
            throw new InstallerException(InstallerError.FolderNotSecured, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            throw new InstallerException(InstallerError.FolderNotSecured, e.Message);
        }
    }

    private void CheckWhatIsInIt()
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(Folder))
        {
            // The service can turn its own folder into a link: SecureState deals with that.
            if (path == State) continue;
            using IOpenEntry entry = machine.FolderSecurity.Open(path);
            // Earlier versions let the service write in this folder, so files may belong to it.
            _trusted.Check(path, entry, mayBeTheService: true);
        }
    }

    private void SecureState()
    {
        machine.FolderSecurity.Make(State, StateDescriptor);
        bool isLink;
        using (IOpenEntry state = machine.FolderSecurity.Open(State))
        {
            isLink = state.IsLink;
            if (!isLink) state.Write(StateDescriptor);
        }

        if (!isLink) return;
        // Deletes the link alone and not what it leads to; only SYSTEM and administrators can put another in its place.
        Directory.Delete(State);
        if (!machine.FolderSecurity.Make(State, StateDescriptor)) throw new UntrustedFolderException($"{State} is a link to another place.");
        session.Log($"{State} was a link to another place, and is a folder again.");
    }

    /// <summary>Gives the folder the list it had.</summary>
    public void Undo()
    {
        if (!File.Exists(Kept)) return;
        // First a line that says whether the state's folder was made, then the list that the folder had.
        string[] kept = File.ReadAllText(Kept).Split(['\n'], 2);
        File.Delete(Kept);
        if (kept[0] == Made && Directory.Exists(State)) Directory.Delete(State, recursive: true);
        using IOpenEntry folder = machine.FolderSecurity.Open(Folder);
        if (folder.IsLink) return;
        folder.Write(kept[1]);
        session.Log($"The access control list of {Folder} is what it was.");
    }
}
