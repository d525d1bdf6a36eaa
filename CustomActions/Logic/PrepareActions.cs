using OmsGateway.CustomActions.Counters;
using OmsGateway.CustomActions.Firewall;
using OmsGateway.CustomActions.Folders;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Legacy;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;
using OmsGateway.CustomActions.Settings;

namespace OmsGateway.CustomActions;

/// <summary>
/// Gives each deferred action its data, in the property of the action's name. It runs before anything changes, so that what
/// an old product takes with it is read in time.
/// </summary>
internal sealed class PrepareActions(IInstallerSession session, MachineParts machine)
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    public void Run()
    {
        Hand(Configuration(), ActionNames.SecureFolder, ActionNames.RollbackSecureFolder, ActionNames.RollbackSettings,
            ActionNames.RollbackTakeOverLegacyLists, ActionNames.RollbackRemoveSettings, ActionNames.RemoveSettings);
        Hand(SecureProgramFolder.Prepare(session, machine), ActionNames.SecureProgramFolder, ActionNames.RollbackSecureProgramFolder);
        Hand(Settings(), ActionNames.WriteSettings);
        Hand(Lists(), ActionNames.TakeOverLegacyLists);
        Hand(Commit(), ActionNames.CommitConfiguration);
        Hand(CounterRegistration.Prepare(session, machine), ActionNames.RegisterCounters, ActionNames.RollbackRegisterCounters,
            ActionNames.UnregisterCounters, ActionNames.RollbackUnregisterCounters);
        Hand(StartService.Prepare(session, machine), ActionNames.StartService, ActionNames.RollbackStartService);
        Hand(ConfigureFirewall.Prepare(session, machine), ActionNames.ConfigureFirewall, ActionNames.RollbackConfigureFirewall);
        Hand(RemoveFirewallRule.Prepare(machine), ActionNames.RemoveFirewallRule, ActionNames.RollbackRemoveFirewallRule);
        Hand(RestartService.Prepare(machine), ActionNames.RollbackStopServices);
    }

    private ActionData Configuration() => new()
    {
        [ConfigurationFolder.Key] = ConfigurationFolder.Of(session),
        [ConfigurationSnapshot.IdKey] = _id,
        [ConfigurationSnapshot.NoRollbackKey] = session.GetProperty(PropertyNames.RollbackDisabled),
    };

    private ActionData Settings()
    {
        ActionData data = Configuration();
        SettingsData.Collect(session, data);
        // Once there are settings the level is the administrator's, whatever the old gateway's was.
        bool isFirst = !File.Exists(machine.OpenStore(data[ConfigurationFolder.Key]).SettingsPath);
        if (isFirst && new LegacyProducts(session, machine).AreFound)
            data[SettingsData.LogLevel] = new LegacySettings(machine.Registry).ReadLogLevel();
        return data;
    }

    private ActionData Lists()
    {
        ActionData data = Configuration();
        var products = new LegacyProducts(session, machine);
        if (!products.AreFound) return data;
        LegacyLists lists = LegacyLists.Read(products.Folders());
        data[TakeOverLegacyLists.HostsKey] = Convert.ToBase64String(lists.Hosts ?? []);
        data[TakeOverLegacyLists.ClientsKey] = Convert.ToBase64String(lists.Clients ?? []);
        return data;
    }

    private ActionData Commit()
    {
        ActionData data = Configuration();
        // Windows Installer sets UPGRADINGPRODUCTCODE in a product that a newer version removes (its page "UPGRADINGPRODUCTCODE property"):
        // the folder is the newer one's then.
        bool isRemoval = session.GetProperty("REMOVE").Equals("ALL", StringComparison.OrdinalIgnoreCase)
            && session.GetProperty("UPGRADINGPRODUCTCODE").Length == 0;
        data[CommitConfiguration.IsRemovalKey] = isRemoval ? "1" : "";
        return data;
    }

    private void Hand(ActionData data, params string[] actions)
    {
        foreach (string action in actions) session.SetProperty(action, data.Encode());
    }
}
