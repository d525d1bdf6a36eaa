using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;
using OmsGateway.CustomActions.Agents;
using OmsGateway.CustomActions.Firewall;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Settings;

/// <summary>
/// Writes the settings by the same library as the cmdlets, which validates them and protects the password, and touches none
/// that was not given.
/// </summary>
internal sealed class WriteSettings(IInstallerSession session, MachineParts machine, ActionData data)
{
    public void Run()
    {
        ConfigurationSnapshot.Of(data, ConfigurationSnapshot.Settings).Take();
        ConfigurationStore store = machine.OpenStore(data[ConfigurationFolder.Key]);
        bool isConfigured = File.Exists(store.SettingsPath);
        var administration = new GatewayAdministration(store, session.Log);
        try
        {
            Put(administration, "ListenPort", data[SettingsData.Port]);
            Put(administration, "LogLevel", data[SettingsData.LogLevel]);
            // Settings that an earlier removal kept have a version of their own.
            if (!isConfigured) Put(administration, "MinimumTlsVersion", data[SettingsData.MinimumTlsVersion]);
            if (RemoteAddresses.Parse(data[SettingsData.Clients]) is { } clients) PutClients(administration, string.Join(" ", clients.Clients));
            PutRelay(administration);
            Allow(administration, new AgentChoiceReader(property => data[property], KnownPresets.Of(session, administration)).Read());
            if (data[SettingsData.UpdatePresets] == "1") Update(administration);
        }
        catch (ConfigurationException e)
        {
            throw new InstallerException(InstallerError.SettingsNotWritten, e.Message);
        }
    }

    private void Put(GatewayAdministration administration, string name, string value)
    {
        if (value.Length > 0 && Changes(() => administration.Settings.Set(name, value)) == true) session.Log($"{name} is now {value}.");
    }

    // Null where policy sets it: that counts whatever setup was given, and is no reason for it to fail.
    private bool? Changes(Func<bool> change)
    {
        try
        {
            return change();
        }
        catch (ConfigurationException e) when (e.Refusal == ConfigurationRefusal.SetByPolicy)
        {
            session.Log(e.Message);
            return null;
        }
    }

    private void PutClients(GatewayAdministration administration, string networks)
    {
        if (Changes(() => administration.Settings.Set("AllowedClients", networks)) == true)
            session.Log($"AllowedClients is now {(networks.Length > 0 ? networks : "empty")}.");
    }

    private void PutRelay(GatewayAdministration administration)
    {
        string choice = data[SettingsData.Relay];
        if (choice == SettingsData.Clear && Changes(administration.RelayProxy.Clear) == true) session.Log("The relay proxy is removed.");
        if (choice != SettingsData.Set || IsKept(administration.RelayProxy.Get())) return;
        // If the user cannot read the settings, nobody knew until now whether there is a password.
        if (data[SettingsData.UserName].Length > 0 && data[SettingsData.Password].Length == 0)
            throw new InstallerException(InstallerError.PasswordMissing, data[SettingsData.UserName]);
        if (Changes(() => administration.RelayProxy.Set(data[SettingsData.Proxy], data[SettingsData.UserName], data[SettingsData.Password])) is null) return;
        session.Log("The relay proxy is set.");
        // Anyone who gives setup a proxy wants it used.
        if (administration.RelayProxy.Mode != RelayProxyMode.Manual) Put(administration, "RelayProxyMode", nameof(RelayProxyMode.Manual));
    }

    private void Allow(GatewayAdministration administration, AgentChoice choice)
    {
        Put(administration, "HostPolicy", choice.Policy);
        if (choice.Hosts.Count == 0) return;
        IReadOnlyList<HostPattern> added = administration.Hosts.AddRange(choice.Hosts);
        foreach ((EndpointPreset preset, PresetRequest request) in choice.Presets) administration.Presets.Note(preset, request, added);
        administration.Presets.KeepAsOwn(choice.OwnHosts);
        session.Log($"{added.Count} of {choice.Hosts.Count} hosts added to the list of allowed hosts.");
    }

    private void Update(GatewayAdministration administration)
    {
        int added = administration.WithGroups().Sum(list => list.Presets.Update(list.Presets.Compare(), removesGone: false).Count);
        session.Log($"{added} hosts added that are new in the presets that were applied.");
    }

    // Without a new password the same user at the same proxy keeps the one that is stored.
    private bool IsKept(RelayProxy? relay) =>
        relay is not null && data[SettingsData.Password].Length == 0 && (relay.UserName ?? "") == data[SettingsData.UserName]
        && ProxyAddress.TryParse(data[SettingsData.Proxy], out ProxyAddress? address, out _) && address.ToString() == relay.Address;
}
