namespace OmsGateway.Configuration;

/// <summary>A change of the configuration was refused; nothing was changed. The message is for the person who asked for it.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Refuses with a message that says what is wrong and what to do.</summary>
    public ConfigurationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Refuses because of problems in the files as they are, or as the change would leave them.</summary>
    public ConfigurationException(string message, IReadOnlyList<ConfigurationProblem> problems)
        : base(string.Join(Environment.NewLine, new[] { message }.Concat(problems.Select(p => p.ToString())))) => Problems = problems;

    /// <summary>The problems behind the refusal; empty when the message says it all.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; } = [];
}
