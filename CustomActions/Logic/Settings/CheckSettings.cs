using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Settings;

/// <summary>
/// Checks what is typed in the wizard by the rules of the installation itself. A property names the problem instead of an
/// error ending the wizard, which then shows a message and lets the user correct it.
/// </summary>
internal sealed class CheckSettings(IInstallerSession session, MachineParts machine)
{
    public void Run()
    {
        string problem = "";
        try
        {
            new ValidateProperties(session, machine).CheckConnection();
        }
        catch (InstallerException e)
        {
            problem = e.Error.ToString();
            if (e.Error == InstallerError.PortTaken) session.SetProperty(PropertyNames.PortUser, e.Values[1]);
        }

        session.SetProperty(PropertyNames.SettingsProblem, problem);
    }
}
