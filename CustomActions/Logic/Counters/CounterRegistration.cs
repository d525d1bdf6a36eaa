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
    private const string WasInstalledKey = "WasInstalled";

    public static ActionData Prepare(IInstallerSession session) => new()
    {
        [FolderKey] = session.GetProperty(PropertyNames.InstallFolder),
        [SystemKey] = session.GetProperty(PropertyNames.SystemFolder),
        [WasInstalledKey] = session.GetProperty(PropertyNames.Installed).Length > 0 ? "1" : "",
    };

    // A quotation mark after a backslash would not end the argument.
    private string Folder => data[FolderKey].TrimEnd('\\');

    private string Manifest => Path.Combine(data[FolderKey], ManifestName);

    /// <summary>Registers; a repair finds them registered, which lodctr refuses to do again.</summary>
    public void Register()
    {
        if (data[WasInstalledKey] == "1") Unregister();
        Run("lodctr.exe", $"/m:\"{Manifest}\" \"{Folder}\"");
    }

    public void Unregister() => Run("unlodctr.exe", $"/m:\"{Manifest}\"");

    /// <summary>A failed repair leaves them registered, a failed installation does not.</summary>
    public void UndoRegister()
    {
        if (data[WasInstalledKey] != "1") Unregister();
    }

    private void Run(string program, string arguments)
    {
        try
        {
            int exitCode = machine.Programs.Run(Path.Combine(data[SystemKey], program), arguments);
            session.Log($"{program} {arguments}: exit code {exitCode}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            session.Log($"{program} {arguments}: {e.Message}");
        }
    }
}
