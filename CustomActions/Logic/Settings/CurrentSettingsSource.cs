using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Legacy;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Settings;

/// <summary>Reads what is configured: this product's settings, else those of the gateway whose place it takes.</summary>
internal sealed class CurrentSettingsSource(IInstallerSession session, MachineParts machine)
{
    // What a page of the wizard has room for.
    private const int MaximumFaultLength = 160;

    /// <summary>
    /// The settings, or null when there are some that this user may not read or that are not valid: then nothing may be
    /// taken for configured, and what is there stays as it is.
    /// </summary>
    public CurrentSettings? Read()
    {
        ConfigurationStore store = machine.OpenStore(ConfigurationFolder.Of(session));
        if (!Exists(store)) return ReadLegacy();
        try
        {
            var administration = new GatewayAdministration(store);
            RelayProxy? relay = administration.RelayProxy.Get();
            PresetDifference[] news = ReadNews(administration);
            return new CurrentSettings
            {
                Port = administration.Settings.Get("ListenPort").Value,
                ListenAddress = administration.Settings.Get("ListenAddress").Value ?? "",
                AreOwn = true,
                Proxy = relay?.Address ?? "",
                UserName = relay?.UserName ?? "",
                HasPassword = relay?.HasPassword ?? false,
                IsProxyOfSettings = administration.RelayProxy.Mode == RelayProxyMode.Manual,
                Hosts = [.. administration.Hosts.Get().Select(h => h.Pattern)],
                PresetsWithNews = [.. news.Select(d => d.Applied.Name).Distinct()],
                NewHosts = [.. news.SelectMany(d => d.New).Select(host => host.Pattern).Distinct()],
                HostPolicy = administration.Settings.Get("HostPolicy").Value,
            };
        }
        catch (ConfigurationException e)
        {
            session.Log($"The present settings cannot be shown and are kept: {e.Message}");
            string fault = e.Problems.Count > 0 ? e.Problems[0].ToString() : e.Message;
            session.SetProperty(
                PropertyNames.SettingsFault, e.Refusal == ConfigurationRefusal.AccessDenied ? "" : Printable.Shorten(fault, MaximumFaultLength));
            return null;
        }
    }

    // A fault in the administrator's own presets is no reason to show no settings.
    private PresetDifference[] ReadNews(GatewayAdministration administration)
    {
        try
        {
            return [.. administration.WithGroups().SelectMany(list => list.Presets.Compare()).Where(d => d.New.Count > 0)];
        }
        catch (ConfigurationException e)
        {
            session.Log($"Whether presets have new hosts is not known: {e.Message}");
            return [];
        }
    }

    private CurrentSettings ReadLegacy()
    {
        var products = new LegacyProducts(session, machine);
        if (!products.AreFound) return new CurrentSettings();
        ListFile<HostPattern> hosts = ListFiles.Hosts(ConfigurationStore.HostListFileName, LegacyLists.Read(products.Folders()).Hosts);
        return new LegacySettings(machine.Registry).Read() with { Hosts = [.. hosts.Entries.Select(e => e.Entry)] };
    }

    // To a user who has no access to the folder, File.Exists says that the file does not exist.
    private static bool Exists(ConfigurationStore store)
    {
        if (File.Exists(store.SettingsPath)) return true;
        if (!Directory.Exists(store.Directory)) return false;
        try
        {
            return Directory.GetFiles(store.Directory, ConfigurationStore.SettingsFileName).Length > 0;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }
}
