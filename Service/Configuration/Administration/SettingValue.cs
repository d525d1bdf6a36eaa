using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Administration;

/// <summary>A setting and its value in force.</summary>
/// <param name="Definition">What the setting means.</param>
/// <param name="Value">The value as the settings file spells it; empty for "none".</param>
/// <param name="IsDefault">Whether neither policy nor the file names the setting, so that its default holds.</param>
public sealed record SettingValue(SettingDefinition Definition, string Value, bool IsDefault)
{
    /// <summary>Whether Group Policy sets it, so that what the file says does not count and nothing here changes it.</summary>
    public bool IsSetByPolicy { get; init; }

    /// <summary>The setting's name.</summary>
    public string Name => Definition.Name;
}
