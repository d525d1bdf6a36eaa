using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Updates;

/// <summary>
/// Offers Microsoft Update as the original's setup does. Windows Update may be absent or forbidden by policy: the log says
/// so, and the installation goes on.
/// </summary>
internal sealed class MicrosoftUpdateActions(IInstallerSession session, MachineParts machine)
{
    public const string Enabled = "enabled";
    public const string Disabled = "disabled";
    public const string Unavailable = "unavailable";

    public void Detect() => session.SetProperty(PropertyNames.MicrosoftUpdateState, machine.MicrosoftUpdate.IsEnabled() switch
    {
        true => Enabled,
        false => Disabled,
        null => Unavailable,
    });

    public void Enable()
    {
        try
        {
            machine.MicrosoftUpdate.Enable();
            session.Log("Microsoft Update is on.");
        }
        catch (System.Runtime.InteropServices.COMException e)
        {
            session.Log($"Microsoft Update could not be turned on: {e.Message}");
        }
    }

    /// <summary>Turns it off again; the action only runs where it was off.</summary>
    public void Undo() => machine.MicrosoftUpdate.Disable();
}
