using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Folders;

/// <summary>
/// Protects a folder outside Program Files before anything is laid in it: from C:\ or D:\ it would inherit that every user may replace
/// the service's program. A folder that somebody else could still take away, with one above it, ends the installation.
/// </summary>
internal sealed class SecureProgramFolder(IInstallerSession session, MachineParts machine, ActionData data)
{
    private const string FolderKey = "Folder";
    private const string ProgramFilesKey = "ProgramFiles";
    private const string BeforeKey = "Before";
    private const string MissingKey = "Missing";

    /// <summary>As in Program Files: users read and run.</summary>
    public const string Descriptor = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)";

    private readonly Trusted _trusted = new(machine.FolderSecurity);

    public static ActionData Prepare(IInstallerSession session, MachineParts machine)
    {
        string folder = session.GetProperty(PropertyNames.InstallFolder).TrimEnd('\\', '/');
        var data = new ActionData
        {
            [FolderKey] = folder,
            [ProgramFilesKey] = session.GetProperty(PropertyNames.ProgramFiles).TrimEnd('\\', '/'),
        };
        if (folder.Length == 0 || IsInside(folder, data[ProgramFilesKey])) return data;
        data[MissingKey] = string.Join("|", Chain(folder).Where(f => !Directory.Exists(f)));
        data[BeforeKey] = Directory.Exists(folder) ? TryRead(machine.FolderSecurity, folder) : "";
        return data;
    }

    private string Folder => data[FolderKey];

    public void Run()
    {
        if (Folder.Length == 0 || IsInside(Folder, data[ProgramFilesKey])) return;
        var open = new List<IOpenEntry>();
        try
        {
            if (!machine.FolderSecurity.AreKept(Path.GetPathRoot(Folder)!))
                throw new UntrustedFolderException($"{Path.GetPathRoot(Folder)} keeps no permissions. Choose a folder on an NTFS volume, or none.");
            CheckRoot(Path.GetPathRoot(Folder)!);
            // From the top down, each held open, so that none can be exchanged below one that was checked.
            foreach (string folder in Chain(Folder))
            {
                machine.FolderSecurity.Make(folder, Descriptor);
                IOpenEntry entry = machine.FolderSecurity.Open(folder);
                open.Add(entry);
                _trusted.Check(folder, entry, mayBeTheService: false);
                if (folder != Folder) CheckAbove(folder, entry);
            }

            CheckWhatIsIn(Folder);
            open[open.Count - 1].Write(Descriptor);
            // Again, now that nobody else can add to it.
            CheckWhatIsIn(Folder);
            session.Log($"{Folder} is protected from other users.");
        }
        catch (UntrustedFolderException e)
        {
            throw new InstallerException(InstallerError.ProgramFolderNotSecured, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            throw new InstallerException(InstallerError.ProgramFolderNotSecured, e.Message);
        }
        finally
        {
            foreach (IOpenEntry entry in open) entry.Dispose();
        }
    }

    /// <summary>Gives the folder the list it had, or removes those that were made.</summary>
    public void Undo()
    {
        // The deepest first, for a folder must be empty to go; one that somebody has put something into since stays.
        foreach (string folder in Enumerable.Reverse(data[MissingKey].Split(['|'], StringSplitOptions.RemoveEmptyEntries)))
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        if (data[BeforeKey].Length == 0) return;
        using IOpenEntry entry = machine.FolderSecurity.Open(Folder);
        if (!entry.IsLink) entry.Write(data[BeforeKey]);
    }

    // A root cannot be renamed itself.
    private void CheckRoot(string root)
    {
        using IOpenEntry entry = machine.FolderSecurity.Open(root);
        Check(root, AccessList.WhoMayReplaceWhatIsInIt(entry.Read()));
    }

    private void CheckAbove(string folder, IOpenEntry entry) => Check(folder, AccessList.WhoMayReplaceIt(entry.Read()));

    private void Check(string folder, IEnumerable<string> accounts)
    {
        string[] others = [.. accounts.Where(a => !_trusted.Includes(a))];
        if (others.Length == 0) return;
        string names = string.Join(", ", others.Select(_trusted.Describe));
        throw new UntrustedFolderException(
            $"{folder} may be renamed or emptied by {names}, and with it {Folder}. Choose a folder in Program Files or "
            + "directly below the root of a drive, or take that permission away (icacls), and run setup again.");
    }

    private void CheckWhatIsIn(string folder)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(folder))
        {
            // Open until its content is checked too, so that it cannot be exchanged for a link meanwhile.
            using IOpenEntry entry = machine.FolderSecurity.Open(path);
            _trusted.Check(path, entry, mayBeTheService: false);
            if (Directory.Exists(path)) CheckWhatIsIn(path);
        }
    }

    private static bool IsInside(string folder, string parent) =>
        parent.Length > 0 && folder.StartsWith(parent + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);

    // The folder and those above it but the root, the topmost first.
    private static IEnumerable<string> Chain(string folder)
    {
        var chain = new Stack<string>();
        for (string? above = Path.GetFullPath(folder); above is not null && above != Path.GetPathRoot(above); above = Path.GetDirectoryName(above))
            chain.Push(above);
        return chain;
    }

    // This runs as the user, who may have no access; a rollback then leaves the folder protected.
    private static string TryRead(IFolderSecurity security, string folder)
    {
        try
        {
            using IOpenEntry entry = security.Open(folder);
            return entry.Read();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
