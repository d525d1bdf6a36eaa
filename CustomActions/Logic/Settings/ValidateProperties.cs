using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;
using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Settings;

/// <summary>Refuses an installation whose properties are wrong, before anything has changed.</summary>
internal sealed class ValidateProperties(IInstallerSession session)
{
    // INSTALLUILEVEL_FULL: the wizard has its licence page.
    private const string WizardUILevel = "5";

    public void Run()
    {
        CheckLicense();
        CheckPort();
        CheckSwitch(PropertyNames.HasProxy);
        CheckSwitch(PropertyNames.HasAuthentication);
        if (IsOn(PropertyNames.HasProxy)) CheckProxy();
        else if (!IsWizard && AreCredentialsGiven) throw new InstallerException(InstallerError.ProxyMissing);
    }

    private bool IsWizard => Get(PropertyNames.UILevel) == WizardUILevel;

    // The wizard keeps them in its fields when the proxy is switched off there.
    private bool AreCredentialsGiven => IsOn(PropertyNames.HasAuthentication) || session.GetProperty(PropertyNames.Password).Length > 0;

    private void CheckLicense()
    {
        bool isNeeded = !IsWizard && Get(PropertyNames.Installed).Length == 0;
        if (isNeeded && Get(PropertyNames.LicenseAccepted) != "1") throw new InstallerException(InstallerError.LicenseNotAccepted);
    }

    private void CheckPort()
    {
        string port = Get(PropertyNames.Port);
        // It stands for the port that is configured and could not be read.
        if (port.Length == 0 && Get(PropertyNames.SettingsRead) != "1") return;
        if (!NumberValues.TryReadPort(port, out _)) throw new InstallerException(InstallerError.InvalidPort, port);
    }

    private void CheckSwitch(string property)
    {
        if (Get(property) is not ("" or "0" or "1")) throw new InstallerException(InstallerError.InvalidSwitch, property, Get(property));
    }

    private void CheckProxy()
    {
        string proxy = Get(PropertyNames.Proxy);
        if (proxy.Length == 0) throw new InstallerException(InstallerError.ProxyMissing);
        if (!ProxyAddress.TryParse(proxy, out _, out string? error))
        {
            session.Log($"{PropertyNames.Proxy}: {error}");
            throw new InstallerException(InstallerError.InvalidProxy, ProxyAddress.Redact(proxy));
        }

        CheckUserName();
    }

    private void CheckUserName()
    {
        string userName = Get(PropertyNames.UserName);
        bool isPasswordGiven = session.GetProperty(PropertyNames.Password).Length > 0;
        if (userName.Length == 0 && (IsOn(PropertyNames.HasAuthentication) || (isPasswordGiven && !IsWizard)))
            throw new InstallerException(InstallerError.UserNameMissing);
        var settings = new GatewaySettings();
        if (IsOn(PropertyNames.HasAuthentication) && !RelayProxyDefinitions.UserName.TryApply(userName, ref settings, out _))
            throw new InstallerException(InstallerError.InvalidUserName);
    }

    private bool IsOn(string property) => Get(property) == "1";

    private string Get(string property) => session.GetProperty(property).Trim();
}
