namespace OmsGateway.Configuration.Settings;

/// <summary>What a setting means, which values it takes, and why its default is what it is.</summary>
public abstract class SettingDefinition
{
    private protected SettingDefinition(string name, SettingKind kind, string summary, string rationale)
    {
        Name = name;
        Kind = kind;
        Summary = summary;
        Rationale = rationale;
    }

    /// <summary>The name, as it stands in the settings file.</summary>
    public string Name { get; }

    /// <summary>The kind of value.</summary>
    public SettingKind Kind { get; }

    /// <summary>What the setting does.</summary>
    public string Summary { get; }

    /// <summary>Why the default is what it is.</summary>
    public string Rationale { get; }

    /// <summary>The values the setting takes, for a person: <c>a whole number from 1 to 65535</c>.</summary>
    public abstract string Accepts { get; }

    /// <summary>The default as the settings file would spell it; empty for "none".</summary>
    public abstract string Default { get; }
}
