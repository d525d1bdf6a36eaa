using OmsGateway.Configuration;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Host.Running;

/// <summary>Says for event 100 in what two configurations differ, without any secret.</summary>
internal static class ConfigurationChanges
{
    /// <summary>Changes separated by commas: <c>ListenPort 8080 -> 8081, allowed hosts: 2 added</c>; empty when there are none.</summary>
    public static string Describe(GatewayConfiguration from, GatewayConfiguration to)
    {
        var changes = new List<string>();
        foreach (SettingDefinition setting in SettingDefinitions.All)
        {
            string old = setting.Format(from.Settings), now = setting.Format(to.Settings);
            if (old != now) changes.Add($"{setting.Name} {Shown(old)} -> {Shown(now)}");
        }

        // A password has no form that could be shown or compared above.
        if (from.Settings.RelayProxy?.Password != to.Settings.RelayProxy?.Password) changes.Add("relay proxy password");

        AddLists(changes, "allowed hosts", Hosts(from.Hosts), Hosts(to.Hosts));
        AddLists(changes, "allowed client certificates", Subjects(from.ClientCertificates), Subjects(to.ClientCertificates));
        AddLists(changes, "workspaces", from.Workspaces.Select(w => w.ToString()), to.Workspaces.Select(w => w.ToString()));
        return string.Join(", ", changes);
    }

    private static string Shown(string value) => value.Length == 0 ? "(none)" : value;

    private static IEnumerable<string> Hosts(HostAllowList list) => list.Entries.Select(e => e.Pattern.ToString());

    private static IEnumerable<string> Subjects(ClientCertificateAllowList list) => list.Subjects.Select(s => s.ToString());

    private static void AddLists(List<string> changes, string what, IEnumerable<string> from, IEnumerable<string> to)
    {
        string[] old = [.. from], now = [.. to];
        int added = now.Except(old).Count(), removed = old.Except(now).Count();
        if (added > 0) changes.Add($"{what}: {added} added");
        if (removed > 0) changes.Add($"{what}: {removed} removed");
    }
}
