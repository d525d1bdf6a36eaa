using OmsGateway.Configuration.Administration;

namespace OmsGateway.PowerShell.Settings;

/// <summary>A setting of the gateway and its value in force.</summary>
public sealed class GatewaySetting
{
    internal GatewaySetting(SettingValue value)
    {
        Name = value.Name;
        Value = value.Value;
        IsDefault = value.IsDefault;
        Description = value.Definition.Summary;
    }

    /// <summary>The setting's name.</summary>
    public string Name { get; }

    /// <summary>Its value as the settings file spells it; of a secret only whether it is set.</summary>
    public string Value { get; }

    /// <summary>Whether the file does not name it, so that its default holds.</summary>
    public bool IsDefault { get; }

    /// <summary>What it means.</summary>
    public string Description { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} = {Value}";
}
