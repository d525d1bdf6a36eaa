using OmsGateway.Configuration.Policy;

namespace OmsGateway.Configuration.Settings;

/// <summary>What a settings file and policy say together: the settings when there is no problem, and which keys the file names.</summary>
internal sealed class SettingsReading(GatewayPolicy policy)
{
    /// <summary>What policy sets.</summary>
    public GatewayPolicy Policy { get; } = policy;

    public GatewaySettings Settings { get; set; } = new();

    public List<ConfigurationProblem> Problems { get; } = [.. policy.Problems];

    public List<ConfigurationProblem> Warnings { get; } = [.. policy.Warnings];

    /// <summary>Lines of the settings that the file names.</summary>
    public Dictionary<SettingDefinition, int> Lines { get; } = [];

    /// <summary>The groups of clients with their lines; 0 for one that is policy's alone.</summary>
    public List<(ClientGroupSettings Group, int Line)> Groups { get; } = [];

    /// <summary>The problems that a change of the file could be the cause or the cure of.</summary>
    public IReadOnlyList<ConfigurationProblem> FileProblems => [.. Problems.Where(p => p.File != GatewayPolicy.Place)];

    /// <summary>The problems that a change of the file has caused: those of the file, and of policy those that were not there before.</summary>
    public IReadOnlyList<ConfigurationProblem> ProblemsSince(SettingsReading before) =>
        [.. Problems.Where(p => p.File != GatewayPolicy.Place || !before.Problems.Contains(p))];

    /// <summary>Whether the setting has its default because nobody has set it.</summary>
    public bool IsDefault(SettingDefinition definition) => !Lines.ContainsKey(definition) && !Policy.Values.ContainsKey(definition);

    /// <summary>A problem of a setting's value, which stands in policy or in the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="definition">The setting.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public ConfigurationProblem Problem(string path, SettingDefinition definition, string message)
    {
        string? value = definition.Kind == SettingKind.Secret ? null : definition.Format(Settings);
        if (Policy.Values.ContainsKey(definition)) return new ConfigurationProblem(GatewayPolicy.Place, 0, definition.Name, value, message);
        Lines.TryGetValue(definition, out int line);
        return new ConfigurationProblem(path, line, definition.Name, value, message);
    }
}
