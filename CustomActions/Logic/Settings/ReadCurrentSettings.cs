using System.Globalization;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;
using OmsGateway.CustomActions.Agents;
using OmsGateway.CustomActions.Firewall;
using OmsGateway.CustomActions.Folders;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;

namespace OmsGateway.CustomActions.Settings;

/// <summary>
/// Fills the properties that the user did not give with what is configured, so that the wizard shows it and an upgrade, a
/// repair or a rerun keeps it. What the user gave is never overwritten.
/// </summary>
internal sealed class ReadCurrentSettings(IInstallerSession session, MachineParts machine)
{
    private static readonly string[] OfAdministrators =
    [
        PropertyNames.Port, PropertyNames.HasProxy, PropertyNames.Proxy, PropertyNames.HasAuthentication, PropertyNames.Password,
        PropertyNames.ForgetProxy, PropertyNames.RemoteAddresses, PropertyNames.FirewallRule, PropertyNames.UpdatePresets,
        PropertyNames.AllowUnknownRegion,
        .. AgentChoiceReader.Properties,
    ];

    // USERNAME is one of them: Windows Installer sets it, so it may have a value that nobody has given.
    private static readonly string[] BetweenActions =
    [
        PropertyNames.UserName, PropertyNames.SettingsRead, PropertyNames.PortShown, PropertyNames.MicrosoftUpdate,
        PropertyNames.LegacyProducts,
    ];

    public void Run()
    {
        bool isRefused = session.GetProperty(PropertyNames.Installed).Length > 0 && !machine.Caller.IsAdministrator();
        if (isRefused)
        {
            IgnoreWhatIsGiven();
            session.SetProperty(PropertyNames.ChangesAreRefused, "1");
        }

        // The wizard has shown the values: what is empty now was emptied there.
        bool isShown = Get(PropertyNames.SettingsRead) == "1";
        // The wizard showed this port for want of the configured one, so nobody has given it.
        if (!isShown && IsPortOnlyShown(session)) session.SetProperty(PropertyNames.Port, "");
        if (!isShown) ForgetUserNameOfWindows();
        // What a user who may change nothing has given is ignored, so there is nothing that policy could replace.
        if (!isRefused) new PolicyProperties(session, machine).Apply();
        if (isShown) return;
        CurrentSettings? current = new CurrentSettingsSource(session, machine).Read();
        FillSwitches();
        if (session.IsWizard())
        {
            new ValidateProperties(session, machine).CheckWhatHasNoField();
            new AgentFields(session, machine).Fill(current, OutcomeNote.ReadPolicy(machine));
            ReadySummary.NameReplaced(session, machine);
        }

        if (current is null)
        {
            ShowPort();
            return;
        }

        Fill(PropertyNames.Port, current.Port);
        // If still empty: the default of the gateway.
        Fill(PropertyNames.Port, new GatewaySettings().ListenPort.ToString(CultureInfo.InvariantCulture));
        FillProxy(current);
        if (current.HasPassword) session.SetProperty(PropertyNames.PasswordIsStored, "1");
        bool isLost = !current.AreOwn && current.UserName.Length > 0 && Get(PropertyNames.UserName) == current.UserName;
        session.SetProperty(PropertyNames.PasswordIsLost, isLost ? "1" : "");
        session.SetProperty(PropertyNames.SettingsRead, "1");
    }

    /// <summary>Whether the port is the one that was shown for want of the configured one.</summary>
    public static bool IsPortOnlyShown(IInstallerSession session)
    {
        string shown = session.GetProperty(PropertyNames.PortShown);
        return shown.Length > 0 && session.GetProperty(PropertyNames.Port).Trim() == shown;
    }

    // What everybody may read: the port that the firewall rule was made for, or without one what setup has noted. It may be an old one,
    // so that it is never written.
    private void ShowPort()
    {
        string port = FirewallState.Port(machine) is { Length: > 0 } ofRule ? ofRule : OutcomeNote.ReadPort(machine);
        if (Get(PropertyNames.Port).Length > 0 || !NumberValues.TryReadPort(port, out _)) return;
        session.SetProperty(PropertyNames.Port, port);
        session.SetProperty(PropertyNames.PortShown, port);
    }

    // Every user may have Windows Installer repair what is installed for the machine, and pass it properties: they would reach
    // actions that run as SYSTEM.
    private void IgnoreWhatIsGiven()
    {
        bool isPortOnlyShown = IsPortOnlyShown(session);
        string templates = ReadNote(InstalledFolder.PolicyTemplates);
        string[] ignored =
        [
            .. OfAdministrators.Where(name => Get(name).Length > 0 && !(isPortOnlyShown && name == PropertyNames.Port)),
            .. Get(PropertyNames.PolicyTemplates) == templates ? Array.Empty<string>() : [PropertyNames.PolicyTemplates],
        ];
        foreach (string name in OfAdministrators.Concat(BetweenActions)) session.SetProperty(name, "");
        session.SetProperty(PropertyNames.InstallFolder, ReadNote(InstalledFolder.Value));
        session.SetProperty(PropertyNames.PolicyTemplates, templates);
        if (ignored.Length == 0) return;
        session.Log($"Only an administrator may change settings. Ignored: {string.Join(", ", ignored)}.");
        session.ShowWarning((int)InstallerError.PropertiesIgnored, [string.Join(", ", ignored)]);
    }

    private string ReadNote(string value) => machine.Registry.Read(InstalledFolder.Key, value) ?? "";

    // USERNAME is a property of Windows Installer's own, which it fills with whom Windows is registered to.
    private void ForgetUserNameOfWindows()
    {
        bool isMeant = Get(PropertyNames.HasAuthentication) == "1" || session.GetProperty(PropertyNames.Password).Length > 0;
        if (!isMeant) session.SetProperty(PropertyNames.UserName, "");
    }

    // The documentation asks for both; an address or a password without the switch means the same.
    private void FillSwitches()
    {
        if (Get(PropertyNames.ForgetProxy) == "1") Fill(PropertyNames.HasProxy, "0");
        if (Get(PropertyNames.Proxy).Length > 0) Fill(PropertyNames.HasProxy, "1");
        if (session.GetProperty(PropertyNames.Password).Length > 0) Fill(PropertyNames.HasAuthentication, "1");
    }

    private void FillProxy(CurrentSettings current)
    {
        if (current.Proxy.Length == 0 || Get(PropertyNames.HasProxy) is not ("" or "1")) return;
        // Policy says that there is none.
        if (Get(PropertyNames.ProxyByPolicy) == "1" && Get(PropertyNames.Proxy).Length == 0) return;
        Fill(PropertyNames.Proxy, current.Proxy);
        Fill(PropertyNames.HasProxy, "1");

        // Credentials belong to the proxy they were given for; another one must not be sent them.
        bool isSameProxy = ProxyAddress.TryParse(Get(PropertyNames.Proxy), out ProxyAddress? address, out _)
            && address.ToString() == current.Proxy;
        if (!isSameProxy || current.UserName.Length == 0 || Get(PropertyNames.HasAuthentication) is not ("" or "1")) return;
        Fill(PropertyNames.UserName, current.UserName);
        Fill(PropertyNames.HasAuthentication, "1");
    }

    private void Fill(string property, string value)
    {
        if (Get(property).Length > 0 || value.Length == 0) return;
        session.SetProperty(property, value);
    }

    private string Get(string property) => session.GetProperty(property).Trim();
}
