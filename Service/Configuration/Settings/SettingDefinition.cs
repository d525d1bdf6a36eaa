using System.Diagnostics.CodeAnalysis;

namespace OmsGateway.Configuration.Settings;

/// <summary>What a setting means and which values it takes. Why its default is what it is stands in docs/settings.md only.</summary>
public abstract class SettingDefinition
{
    private protected SettingDefinition(string name, SettingKind kind, string summary)
    {
        Name = name;
        Kind = kind;
        Summary = summary;
    }

    /// <summary>The name, as it stands in the settings file.</summary>
    public string Name { get; }

    /// <summary>The kind of value.</summary>
    public SettingKind Kind { get; }

    /// <summary>What the setting does.</summary>
    public string Summary { get; }

    /// <summary>The values the setting takes, for a person: <c>a whole number from 1 to 65535</c>.</summary>
    public abstract string Accepts { get; }

    /// <summary>The words that the setting takes, where it takes only a few.</summary>
    public virtual IReadOnlyList<string> Choices => [];

    /// <summary>Unit of the value, or null when it has none.</summary>
    public virtual string? Unit => null;

    /// <summary>Least value of a number, else null.</summary>
    public virtual int? Minimum => null;

    /// <summary>Greatest value of a number, else null.</summary>
    public virtual int? Maximum => null;

    /// <summary>The default as the settings file would spell it; empty for "none".</summary>
    public string Default => Format(new GatewaySettings());

    /// <summary>A valid value other than the default, for documentation and tests.</summary>
    public abstract string Example { get; }

    /// <summary>The setting's value in its canonical spelling; empty for "none" and for a secret.</summary>
    public abstract string Format(GatewaySettings settings);

    /// <summary>Reads a value and puts it into the settings.</summary>
    /// <param name="text">The value as given, without surrounding white space.</param>
    /// <param name="settings">The settings so far; changed only on success.</param>
    /// <param name="error">What is wrong and what to write instead, or null.</param>
    internal abstract bool TryApply(string text, ref GatewaySettings settings, [NotNullWhen(false)] out string? error);

    /// <summary>The default as a message shows it.</summary>
    internal string ShownDefault => Default.Length == 0 ? "none" : Default;

    /// <summary>The value as a message may show it.</summary>
    internal virtual string? Shown(string text) => text;
}
