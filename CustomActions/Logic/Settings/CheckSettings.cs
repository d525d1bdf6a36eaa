using OmsGateway.Configuration;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Settings;

/// <summary>
/// Checks what is typed in the wizard by the rules of the installation itself. A property names the problem instead of an
/// error ending the wizard, which then shows a message and lets the user correct it.
/// </summary>
internal sealed class CheckSettings(IInstallerSession session, MachineParts machine)
{
    // What its message has room for on the page.
    private const int ShownLength = 30;

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
            if (e.Error is InstallerError.InvalidPort or InstallerError.InvalidProxy)
                session.SetProperty(PropertyNames.SettingsValue, Printable.Shorten(e.Values[0], ShownLength));
        }

        session.SetProperty(PropertyNames.SettingsProblem, problem);
    }
}
