using OmsGateway.Configuration;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Groups;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Host.Running;

/// <summary>Says for event 100 in what two configurations differ, without any secret.</summary>
internal static class ConfigurationChanges
{
    // A change of everything must not fill an event.
    private const int MostChanges = 100;

    // This much of each list shows which change it was.
    private const int MostNames = 5;
    private const int MostNameLength = 80;

    /// <summary>
    /// Changes separated by commas: <c>ListenPort 8080 -> 8081, allowed hosts: 2 added (a.contoso.com, b.contoso.com)</c>; empty when there
    /// are none.
    /// </summary>
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
            AddGroup(changes, from, old, to, now);
        AddLists(changes, "workspaces", from.Workspaces.Select(w => w.ToString()), to.Workspaces.Select(w => w.ToString()));
        if (changes.Count > MostChanges) changes = [.. changes.Take(MostChanges), $"and {changes.Count - MostChanges} more changes"];
        return string.Join(", ", changes);
    }

    private static void AddGroup(List<string> changes, GatewayConfiguration from, ClientGroup old, GatewayConfiguration to, ClientGroup now)
    {
        AddLists(changes, $"networks of group {now.Name}", old.Clients.Select(n => n.ToString()), now.Clients.Select(n => n.ToString()));
        AddLists(changes, $"allowed hosts of group {now.Name}", Hosts(old.Configuration.Hosts), Hosts(now.Configuration.Hosts));
        AddLists(changes, $"allowed client certificates of group {now.Name}", Subjects(old, from), Subjects(now, to));
        (HostPolicyMode before, HostPolicyMode after) = (old.Configuration.Settings.HostPolicy, now.Configuration.Settings.HostPolicy);
        if (before != after) changes.Add($"HostPolicy for group {now.Name} {before} -> {after}");
    }

    private static string Shown(string value) => value.Length == 0 ? "(none)" : value;

    private static IEnumerable<string> Hosts(HostAllowList list) => list.Entries.Select(e => e.Pattern.ToString());

    private static IEnumerable<string> Subjects(ClientCertificateAllowList list) => list.Subjects.Select(s => s.ToString());

    // A group without subjects of its own uses the common ones, whose changes are not its own.
    private static IEnumerable<string> Subjects(ClientGroup group, GatewayConfiguration common) =>
        ReferenceEquals(group.Configuration.ClientCertificates, common.ClientCertificates) ? [] : Subjects(group.Configuration.ClientCertificates);

    private static void AddLists(List<string> changes, string what, IEnumerable<string> from, IEnumerable<string> to)
    {
        string[] old = [.. from], now = [.. to];
        string[] added = [.. now.Except(old)], removed = [.. old.Except(now)];
        if (added.Length > 0) changes.Add($"{what}: {added.Length} added ({Names(added)})");
        if (removed.Length > 0) changes.Add($"{what}: {removed.Length} removed ({Names(removed)})");
    }

    private static string Names(string[] names)
    {
        string first = string.Join(", ", names.Take(MostNames).Select(Shorten));
        return names.Length > MostNames ? $"{first} and {names.Length - MostNames} more" : first;
    }

    // A subject has commas of its own.
    private static string Shorten(string name)
    {
        string shown = name.Length > MostNameLength ? $"{name.AsSpan(0, MostNameLength)}…" : name;
        return name.Contains(',', StringComparison.Ordinal) ? $"'{shown}'" : shown;
    }
}
