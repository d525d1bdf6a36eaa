namespace OmsGateway.Configuration;

/// <summary>What a load found: a configuration that may be put in force, or every problem that prevents it.</summary>
public sealed class ConfigurationResult
{
    internal ConfigurationResult(
        GatewayConfiguration? configuration, IReadOnlyList<ConfigurationProblem> problems, IReadOnlyList<ConfigurationProblem> warnings)
    {
        Configuration = configuration;
        Problems = problems;
        Warnings = warnings;
    }

    /// <summary>The configuration, or null when there are problems.</summary>
    public GatewayConfiguration? Configuration { get; }

    /// <summary>All problems of all files; empty when there is a configuration.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    /// <summary>What is worth knowing but invalidates nothing.</summary>
    public IReadOnlyList<ConfigurationProblem> Warnings { get; }
}
