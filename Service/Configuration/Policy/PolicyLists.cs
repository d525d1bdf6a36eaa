using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Policy;

/// <summary>What policy holds as a sub key with a value for each entry, as an ADMX file's element <c>list</c> writes it.</summary>
public static class PolicyLists
{
    /// <summary>The policy key, in HKEY_LOCAL_MACHINE. Only administrators and Group Policy write there.</summary>
    public const string Key = @"SOFTWARE\Policies\OMS Gateway";

    /// <summary>Hosts that are allowed besides those of the list; the names of its values do not matter.</summary>
    public const string AllowedHosts = "AllowedHosts";

    /// <summary>Groups of clients besides those of the settings file: a value for each, with the group's name and its networks.</summary>
    public const string Groups = "Groups";

    /// <summary>Hosts that are allowed to groups besides those of their lists: a value for each host, with the groups it is allowed to.</summary>
    public const string GroupAllowedHosts = "GroupAllowedHosts";

    /// <summary>The names of all sub keys.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [AllowedHosts, Groups, GroupAllowedHosts, .. SettingDefinitions.All.Where(IsList).Select(d => d.Name)];

    /// <summary>Whether a setting is a sub key of its own rather than a value.</summary>
    /// <param name="definition">The setting.</param>
    public static bool IsList(SettingDefinition definition) => definition.Kind
        is SettingKind.PortList or SettingKind.NetworkList or SettingKind.HostList or SettingKind.ProxyAddressList;
}
