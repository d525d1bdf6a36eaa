namespace OmsGateway.Configuration;

/// <summary>What a load found: a configuration that may be put in force, or every problem that prevents it.</summary>
public sealed class ConfigurationResult
{
    internal ConfigurationResult(
        GatewayConfiguration? configuration, IReadOnlyList<ConfigurationProblem> problems, IReadOnlyList<ConfigurationProblem> warnings,
        IReadOnlyList<ConfigurationProblem> skippedLines)
    {
        Configuration = configuration;
        Problems = problems;
        Warnings = warnings;
        SkippedLines = skippedLines;
    }

    /// <summary>The configuration, or null when there are problems.</summary>
    public GatewayConfiguration? Configuration { get; }

    /// <summary>Whether there is a configuration, and nothing in the files was left out of it.</summary>
    public bool IsValid => Configuration is not null && SkippedLines.Count == 0;

    /// <summary>All problems of all files; empty when there is a configuration.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    /// <summary>Lines of the lists that are no entries: the configuration holds without them.</summary>
    public IReadOnlyList<ConfigurationProblem> SkippedLines { get; }

    /// <summary>What is worth knowing but invalidates nothing.</summary>
    public IReadOnlyList<ConfigurationProblem> Warnings { get; }
}
