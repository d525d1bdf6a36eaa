using System.Text.RegularExpressions;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Folders;

/// <summary>
/// Checks the folder that the wizard is told to install to: one on a disk that stays in this machine, as the toolset's WixUIValidatePath
/// wants it, and one that Windows can make (the page "Naming Files, Paths, and Namespaces" of its documentation), which Windows Installer
/// would say in a box of its own. A disk itself is none, nor are the folders of all programs and of Windows: their access rights would become
/// those of one program.
/// </summary>
internal sealed class CheckFolder(IInstallerSession session, MachineParts machine)
{
    private const string NotOnDisk = "NotOnDisk";

    // MAX_PATH (260) less an 8.3 name: the limit of a folder that files can be put in (Microsoft, "CreateDirectory function").
    private const int MaximumLength = 248;

    // As Windows Installer names them.
    private static readonly string[] OfEverybody =
        ["ProgramFiles64Folder", "ProgramFilesFolder", "CommonFiles64Folder", "CommonFilesFolder", "CommonAppDataFolder", "WindowsFolder", "System64Folder",
            "SystemFolder"];

    private static readonly char[] NotInNames = ['<', '>', ':', '"', '/', '|', '?', '*'];

    // Also before an extension, as in nul.txt; Windows takes superscript digits for digits here ("Naming Files, Paths, and Namespaces").
    private static readonly Regex OfDevice = new(@"^(CON|PRN|AUX|NUL|(COM|LPT)[0-9¹²³])(\.|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public void Run()
    {
        string folder = session.GetProperty(PropertyNames.InstallFolder).Trim();
        session.SetProperty(PropertyNames.InstallFolder, folder);
        bool isRight = IsFolder(folder) && !IsEverybodys(folder) && machine.Disks.IsFixed(folder.Substring(0, 3));
        session.SetProperty(PropertyNames.FolderProblem, isRight ? "" : NotOnDisk);
    }

    private bool IsEverybodys(string folder) => OfEverybody.Select(name => session.GetProperty(name).TrimEnd('\\'))
        .Any(other => other.Length > 0 && folder.TrimEnd('\\').Equals(other, StringComparison.OrdinalIgnoreCase));

    private static bool IsFolder(string folder)
    {
        bool isRooted = folder.Length > 3 && folder[0] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') && folder[1] == ':' && folder[2] == '\\';
        if (!isRooted || folder.Length > MaximumLength) return false;
        string[] names = folder.Substring(3).TrimEnd('\\').Split('\\');
        // Windows drops dots and spaces at the end of a name ("File path formats on Windows systems"): the folder would be another one.
        return names.All(name => name.Length > 0 && name.Trim('.', ' ').Length > 0 && !name.EndsWith(".", StringComparison.Ordinal)
            && !name.EndsWith(" ", StringComparison.Ordinal) && name.IndexOfAny(NotInNames) < 0 && !name.Any(char.IsControl) && !OfDevice.IsMatch(name));
    }
}
