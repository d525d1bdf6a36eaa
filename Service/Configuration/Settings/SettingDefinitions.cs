namespace OmsGateway.Configuration.Settings;

/// <summary>The table of settings.</summary>
public static class SettingDefinitions
{
    /// <summary>Every setting, in the order of the documentation.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } = [];

    /// <summary>The setting of that name in any case, or null.</summary>
    public static SettingDefinition? Find(string name) =>
        All.FirstOrDefault(d => d.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
