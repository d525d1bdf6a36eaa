using OmsGateway.Configuration.Administration;

namespace OmsGateway.PowerShell.Settings;

/// <summary>A setting of the gateway and its value in force.</summary>
public sealed class GatewaySetting
{
    private readonly string _text;

    internal GatewaySetting(SettingValue value)
    {
        _text = value.Value;
        Name = value.Name;
        Value = SettingObject.From(value.Definition.Kind, value.Value);
        IsDefault = value.IsDefault;
        IsSetByPolicy = value.IsSetByPolicy;
        // Summaries are written for a documentation page too, where backquotes mark code.
        Description = value.Definition.Summary.Replace("`", "");
    }

    /// <summary>The setting's name.</summary>
    public string Name { get; }

    /// <summary>
    /// Its value: a number, a Boolean, an array for a list, else text; null for none. Of a secret only whether it is set.
    /// </summary>
    public object? Value { get; }

    /// <summary>Whether neither policy nor the file names it, so that its default holds.</summary>
    public bool IsDefault { get; }

    /// <summary>Whether Group Policy sets it, so that no cmdlet changes it.</summary>
    public bool IsSetByPolicy { get; }

    /// <summary>What it means.</summary>
    public string Description { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} = {_text}";
}
