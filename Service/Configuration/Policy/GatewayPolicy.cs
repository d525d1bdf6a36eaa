using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Policy;

/// <summary>What Group Policy sets on this computer; immutable. Values are as written: whether a setting takes them is judged with the settings.</summary>
internal sealed class GatewayPolicy
{
    /// <summary>The key as messages name it.</summary>
    public const string Place = @"HKEY_LOCAL_MACHINE\" + PolicyLists.Key;

    /// <summary>Where an allowed host comes from that policy has added.</summary>
    public const string HostSource = "Group Policy";

    /// <summary>Nothing is set.</summary>
    public static GatewayPolicy None { get; } = new();

    /// <summary>The settings that policy sets, with their values.</summary>
    public IReadOnlyDictionary<SettingDefinition, string> Values { get; init; } = new Dictionary<SettingDefinition, string>();

    /// <summary>The groups of clients that policy adds, or whose clients it adds to.</summary>
    public IReadOnlyList<ClientGroupSettings> Groups { get; init; } = [];

    /// <summary>The hosts that policy adds, for the clients in no group or for those of a group, which need not exist.</summary>
    public IReadOnlyList<(string? Group, HostPattern Host)> Hosts { get; init; } = [];

    /// <summary>What keeps the policy from taking effect.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; init; } = [];

    /// <summary>Entries of lists that are none; the others hold.</summary>
    public IReadOnlyList<ConfigurationProblem> SkippedEntries { get; init; } = [];

    /// <summary>What is of no effect.</summary>
    public IReadOnlyList<ConfigurationProblem> Warnings { get; init; } = [];

    /// <summary>Whether policy has every host refused that is not allowed.</summary>
    public bool Enforces => Values.TryGetValue(SettingDefinitions.HostPolicy, out string? value)
        && SettingDefinitions.HostPolicies.Read(value, out HostPolicyMode mode) is null && mode == HostPolicyMode.Enforce;

    /// <summary>The hosts added for a group, or for the clients in none.</summary>
    public IEnumerable<AllowedHost> HostsOf(string? group) => Hosts
        .Where(host => group is null ? host.Group is null : host.Group is { } of && ClientGroupSettings.IsSameName(of, group))
        .Select(host => new AllowedHost(host.Host, HostSource));

    /// <summary>What policy sets, for a person: <c>ListenPort, AllowedHosts (2), Groups (pos)</c>; empty for nothing.</summary>
    public string Describe()
    {
        List<string> set = [.. Values.Keys.Select(definition => definition.Name)];
        if (HostsOf(null).Any()) set.Add($"{PolicyLists.AllowedHosts} ({HostsOf(null).Count()})");
        if (Groups.Count > 0) set.Add($"{PolicyLists.Groups} ({string.Join(" ", Groups.Select(group => group.Name))})");
        if (Hosts.Any(host => host.Group is not null)) set.Add($"{PolicyLists.GroupAllowedHosts} ({Hosts.Count(host => host.Group is not null)})");
        return string.Join(", ", set);
    }

    /// <summary>Whether policy has a group of that name, in any case.</summary>
    public bool HasGroup(string name) => Groups.Any(group => ClientGroupSettings.IsSameName(group.Name, name));

    /// <summary>Refuses a change to what policy sets.</summary>
    /// <param name="what">What it is about, as the beginning of a sentence.</param>
    public static ConfigurationException Refuse(string what) => new(
        $"{what} set by Group Policy ({Place}), which takes precedence. Nothing was changed; change the policy instead.",
        ConfigurationRefusal.SetByPolicy);
}
