using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Settings;

/// <summary>
/// Checks what is typed in the wizard by the rules of the installation itself. A property names the problem instead of an
/// error ending the wizard, which then shows a message and lets the user correct it.
/// </summary>
internal sealed class CheckSettings(IInstallerSession session)
{
    public void Run()
    {
        string problem = "";
        try
        {
            new ValidateProperties(session).Run();
        }
        catch (InstallerException e)
        {
            problem = e.Error.ToString();
        }

        session.SetProperty(PropertyNames.SettingsProblem, problem);
    }
}
