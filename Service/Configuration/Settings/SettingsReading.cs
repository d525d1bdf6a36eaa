namespace OmsGateway.Configuration.Settings;

/// <summary>What a settings file says: the settings when there is no problem, and which keys it names.</summary>
internal sealed class SettingsReading
{
    public GatewaySettings Settings { get; set; } = new();

    public List<ConfigurationProblem> Problems { get; } = [];

    public List<ConfigurationProblem> Warnings { get; } = [];

    /// <summary>Lines of the settings that the file names.</summary>
    public Dictionary<SettingDefinition, int> Lines { get; } = [];

    /// <summary>The groups of clients with their lines.</summary>
    public List<(ClientGroupSettings Group, int Line)> Groups { get; } = [];
}
