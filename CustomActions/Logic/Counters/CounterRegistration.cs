using System.Security.Cryptography;
using OmsGateway.CustomActions.Folders;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Counters;

/// <summary>
/// Registers the performance counters by their manifest, with Windows' own programs. A gateway without counters is still a
/// gateway: what these programs complain about stands in the log and ends no installation.
/// </summary>
internal sealed class CounterRegistration(IInstallerSession session, MachineParts machine, ActionData data)
{
    public const string ManifestName = "OMSGateway.man";

    private const string FolderKey = "Folder";
    private const string SystemKey = "System";
    private const string BeforeKey = "Before";
    private const string NoteKey = "Note";

    // Beside the installed folder, for the wizard's last page: Windows has not registered the counters.
    private const string NoteValue = "Counters";
    private const string Refused = "refused";

    public static ActionData Prepare(IInstallerSession session, MachineParts machine)
    {
        string before = machine.Registry.Read(InstalledFolder.Key, InstalledFolder.Value) ?? "";
        return new ActionData
        {
            [FolderKey] = session.GetProperty(PropertyNames.InstallFolder),
            [SystemKey] = session.GetProperty(PropertyNames.SystemFolder),
            [BeforeKey] = before.Length == 0 ? "" : Hash(Path.Combine(before, ManifestName)),
            [NoteKey] = machine.Registry.Read(InstalledFolder.Key, NoteValue) ?? "",
        };
    }

    /// <summary>Whether Windows refused them when they were registered last.</summary>
    public static bool AreMissing(MachineParts machine) => machine.Registry.Read(InstalledFolder.Key, NoteValue) == Refused;

    // A quotation mark after a backslash would not end the argument (the page CommandLineToArgvW).
    private string Folder => data[FolderKey].TrimEnd('\\');

    private string Manifest => Path.Combine(data[FolderKey], ManifestName);

    /// <summary>
    /// Registers. An upgrade or a repair finds them registered, which lodctr refuses to do again: programs that collect them keep doing
    /// so. Only other counters than before take the place of those.
    /// </summary>
    public void Register()
    {
        bool areSame = data[BeforeKey].Length > 0 && data[BeforeKey] == Hash(Manifest);
        if (data[BeforeKey].Length > 0 && !areSame) Unregister();
        bool isRegistered = Run("lodctr.exe", $"/m:\"{Manifest}\" \"{Folder}\"");
        if (isRegistered) Note("");
        else if (!areSame) Note(Refused);
    }

    public void Unregister() => Run("unlodctr.exe", $"/m:\"{Manifest}\"");

    /// <summary>A failed repair or upgrade leaves them registered, a failed installation does not.</summary>
    public void UndoRegister()
    {
        if (data[BeforeKey].Length == 0) Unregister();
        Note(data[NoteKey]);
    }

    private void Note(string note) => machine.Registry.Write(InstalledFolder.Key, NoteValue, note.Length > 0 ? note : null);

    // The place is part of it: Windows notes where the manifest and its program are.
    private static string Hash(string manifest)
    {
        using SHA256 sha256 = SHA256.Create();
        byte[] content = File.Exists(manifest) ? File.ReadAllBytes(manifest) : [];
        return manifest.ToUpperInvariant() + BitConverter.ToString(sha256.ComputeHash(content));
    }

    private bool Run(string program, string arguments)
    {
        try
        {
            // By its full path, so that no other program of that name runs as SYSTEM.
            int exitCode = machine.Programs.Run(Path.Combine(data[SystemKey], program), arguments);
            session.Log($"{program} {arguments}: exit code {exitCode}");
            return exitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            session.Log($"{program} {arguments}: {e.Message}");
            return false;
        }
    }
}
