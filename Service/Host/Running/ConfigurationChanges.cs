using OmsGateway.Configuration;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Groups;
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

        string oldSystem = $"{from.Settings.SystemProxy}", nowSystem = $"{to.Settings.SystemProxy}";
        if (oldSystem != nowSystem) changes.Add($"the system's relay proxy {Shown(oldSystem)} -> {Shown(nowSystem)}");
        else if (!Equals(from.Settings.SystemProxy, to.Settings.SystemProxy)) changes.Add("the system's settings of its relay proxy");

        // A password has no form that could be shown or compared above.
        if (from.Settings.RelayProxy?.Password != to.Settings.RelayProxy?.Password) changes.Add("relay proxy password");

        AddLists(changes, "allowed hosts", Hosts(from.Hosts), Hosts(to.Hosts));
        AddLists(changes, "allowed client certificates", Subjects(from.ClientCertificates), Subjects(to.ClientCertificates));
        AddLists(changes, "groups", from.Groups.All.Select(g => g.Name), to.Groups.All.Select(g => g.Name));
        foreach ((ClientGroup old, ClientGroup now) in from.Groups.All.Join(to.Groups.All, g => g.Name, g => g.Name, (old, now) => (old, now)))
            AddGroup(changes, old, now);
        AddLists(changes, "workspaces", from.Workspaces.Select(w => w.ToString()), to.Workspaces.Select(w => w.ToString()));
        return string.Join(", ", changes);
    }

    private static void AddGroup(List<string> changes, ClientGroup old, ClientGroup now)
    {
        AddLists(changes, $"networks of group {now.Name}", old.Clients.Select(n => n.ToString()), now.Clients.Select(n => n.ToString()));
        AddLists(changes, $"allowed hosts of group {now.Name}", Hosts(old.Configuration.Hosts), Hosts(now.Configuration.Hosts));
        AddLists(changes, $"allowed client certificates of group {now.Name}",
            Subjects(old.Configuration.ClientCertificates), Subjects(now.Configuration.ClientCertificates));
        (HostPolicyMode before, HostPolicyMode after) = (old.Configuration.Settings.HostPolicy, now.Configuration.Settings.HostPolicy);
        if (before != after) changes.Add($"HostPolicy for group {now.Name} {before} -> {after}");
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
