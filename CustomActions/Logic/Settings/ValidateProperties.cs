using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;
using OmsGateway.CustomActions.Agents;
using OmsGateway.CustomActions.Firewall;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Ports;

namespace OmsGateway.CustomActions.Settings;

/// <summary>Refuses an installation whose properties are wrong, before anything has changed.</summary>
internal sealed class ValidateProperties(IInstallerSession session, MachineParts machine)
{
    private readonly Lazy<CurrentSettings?> _current = new(() => new CurrentSettingsSource(session, machine).Read());

    public void Run()
    {
        CheckLicense();
        CheckConnection();
        CheckAgents();
    }

    /// <summary>Checks what the wizard's page for port and proxy asks for.</summary>
    public void CheckConnection()
    {
        CheckPort();
        CheckSwitch(PropertyNames.HasProxy);
        CheckSwitch(PropertyNames.HasAuthentication);
        CheckSwitch(PropertyNames.FirewallRule);
        CheckRemoteAddresses();
        if (IsOn(PropertyNames.HasProxy)) CheckProxy();
        else if (!session.IsWizard() && AreCredentialsGiven) throw new InstallerException(InstallerError.ProxyMissing);
        CheckPortIsFree();
    }

    /// <summary>Checks what the wizard has no field for, so that nobody could correct it there.</summary>
    public void CheckWhatHasNoField()
    {
        CheckSwitch(PropertyNames.FirewallRule);
        CheckSwitch(PropertyNames.UpdatePresets);
        CheckSwitch(PropertyNames.AllowUnknownRegion);
        CheckSwitch(PropertyNames.PolicyTemplates);
        CheckRemoteAddresses();
        try
        {
            ReadAgents();
        }
        catch (InstallerException e) when (e.Error is not (InstallerError.InvalidChoice or InstallerError.InvalidAllowedHost))
        {
            // The page for agents shows it and lets it be corrected.
        }
    }

    private void CheckAgents()
    {
        CheckSwitch(PropertyNames.UpdatePresets);
        CheckSwitch(PropertyNames.AllowUnknownRegion);
        CheckSwitch(PropertyNames.PolicyTemplates);
        // The wizard keeps in its fields what no ticked box needs.
        string? alone = AgentChoiceReader.OfPresets.FirstOrDefault(p => Get(p).Length > 0);
        if (alone is not null && !session.IsWizard() && Get(PropertyNames.Presets).Length == 0)
            throw new InstallerException(InstallerError.PresetsMissing, alone);
        AgentChoice choice = ReadAgents();
        foreach (string doubt in choice.Doubts) session.Log($"{PropertyNames.Regions}: {doubt}");
        // The wizard has asked on its page.
        if (!session.IsWizard() && !IsOn(PropertyNames.AllowUnknownRegion)) RefuseUnknownRegions(choice);
    }

    private void RefuseUnknownRegions(AgentChoice choice)
    {
        foreach ((EndpointPreset preset, PresetRequest told) in choice.Presets)
        {
            if (preset.DoubtfulRegions(told).FirstOrDefault() is not { } region) continue;
            session.Log($"A region that is newer than this version is taken with {PropertyNames.AllowUnknownRegion}=1.");
            throw new InstallerException(InstallerError.InvalidRegion, region, preset.Name);
        }
    }

    private AgentChoice ReadAgents() => new AgentChoiceReader(session.GetProperty, KnownPresets.Of(session, machine)).Read();

    // The wizard keeps them in its fields when the proxy is switched off there.
    private bool AreCredentialsGiven => IsOn(PropertyNames.HasAuthentication) || session.GetProperty(PropertyNames.Password).Length > 0;

    private void CheckLicense()
    {
        // Anyone who installed an earlier version has accepted it.
        bool isNeeded = !session.IsWizard() && Get(PropertyNames.Installed).Length == 0 && Get(PropertyNames.EarlierVersions).Length == 0;
        if (isNeeded && Get(PropertyNames.LicenseAccepted) != "1") throw new InstallerException(InstallerError.LicenseNotAccepted);
    }

    private void CheckPort()
    {
        string port = Get(PropertyNames.Port);
        // Empty means the configured port, which could not be read.
        if (port.Length == 0 && Get(PropertyNames.SettingsRead) != "1") return;
        if (!NumberValues.TryReadPort(port, out _)) throw new InstallerException(InstallerError.InvalidPort, port);
    }

    private void CheckPortIsFree()
    {
        if (!NumberValues.TryReadPort(Get(PropertyNames.Port), out int port)) return;
        new PortCheck(machine).Run(port, _current.Value?.ListenAddress ?? "");
    }

    private void CheckSwitch(string property)
    {
        if (Get(property) is not ("" or "0" or "1")) throw new InstallerException(InstallerError.InvalidSwitch, property, Get(property));
    }

    private void CheckRemoteAddresses()
    {
        string addresses = Get(PropertyNames.RemoteAddresses);
        if (addresses.Length > 0 && RemoteAddresses.Parse(addresses) is null)
            throw new InstallerException(InstallerError.InvalidRemoteAddresses, addresses);
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
        if (userName.Length == 0 && (IsOn(PropertyNames.HasAuthentication) || (isPasswordGiven && !session.IsWizard())))
            throw new InstallerException(InstallerError.UserNameMissing);
        var settings = new GatewaySettings();
        if (IsOn(PropertyNames.HasAuthentication) && !RelayProxyDefinitions.UserName.TryApply(userName, ref settings, out _))
            throw new InstallerException(InstallerError.InvalidUserName);
        // A user of policy's is no reason to fail: the proxy may know the computer's account, and the password can come later.
        if (IsOn(PropertyNames.HasAuthentication) && !isPasswordGiven && !IsOn(PropertyNames.UserNameByPolicy)) CheckPasswordIsStored(userName);
    }

    // A gateway with a user name alone would get 407 from its proxy. Where the settings cannot be read, nobody knows whether there is one: the
    // page asks for it, and without the wizard WriteSettings looks again.
    private void CheckPasswordIsStored(string userName)
    {
        CurrentSettings? current = _current.Value;
        if (current is null && !session.IsWizard()) return;
        bool isConfigured = current is { AreOwn: true } && current.UserName == userName
            && ProxyAddress.TryParse(Get(PropertyNames.Proxy), out ProxyAddress? address, out _) && address.ToString() == current.Proxy;
        if (!isConfigured) throw new InstallerException(InstallerError.PasswordMissing, userName);
    }

    private bool IsOn(string property) => Get(property) == "1";

    private string Get(string property) => session.GetProperty(property).Trim();
}
