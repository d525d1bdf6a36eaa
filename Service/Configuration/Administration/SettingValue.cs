using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Administration;

/// <summary>A setting and its value in force.</summary>
/// <param name="Definition">What the setting means.</param>
/// <param name="Value">The value as the settings file spells it; empty for "none".</param>
/// <param name="IsDefault">Whether the file does not name the setting, so that its default holds.</param>
public sealed record SettingValue(SettingDefinition Definition, string Value, bool IsDefault)
{
    /// <summary>The setting's name.</summary>
    public string Name => Definition.Name;
}
