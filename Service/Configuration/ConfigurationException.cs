using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Secrets;

namespace OmsGateway.Configuration;

/// <summary>What kept a request to the configuration from being done.</summary>
public enum ConfigurationRefusal
{
    /// <summary>What was asked for is wrong, or would leave the configuration invalid.</summary>
    Invalid,

    /// <summary>The user has no right to the files; an administrator has.</summary>
    AccessDenied,

    /// <summary>The files cannot be read or written now: the disk is full, or another program holds them.</summary>
    Unavailable,

    /// <summary>Group Policy sets it, and what is set here would not count.</summary>
    SetByPolicy,
}

/// <summary>A change of the configuration was refused; nothing was changed. The message is for the person who asked for it.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Refuses with a message that says what is wrong and what to do.</summary>
    public ConfigurationException(string message, Exception? inner = null)
        : base(message, inner)
    {
        Refusal = inner switch
        {
            UnauthorizedAccessException => ConfigurationRefusal.AccessDenied,
            IOException => ConfigurationRefusal.Unavailable,
            // Without access to the key file a secret cannot be protected.
            SecretException { InnerException: UnauthorizedAccessException } => ConfigurationRefusal.AccessDenied,
            _ => ConfigurationRefusal.Invalid,
        };
    }

    /// <summary>Refuses for a reason that no exception tells.</summary>
    internal ConfigurationException(string message, ConfigurationRefusal refusal)
        : base(message) => Refusal = refusal;

    /// <summary>Refuses because of one problem in a file.</summary>
    internal ConfigurationException(ConfigurationProblem problem)
        : base(problem.ToString()) => Problems = [problem];

    /// <summary>Refuses because of problems in the files as they are, or as the change would leave them.</summary>
    public ConfigurationException(string message, IReadOnlyList<ConfigurationProblem> problems)
        : base(string.Join(Environment.NewLine, new[] { message }.Concat(problems.Select(p => p.ToString())))) => Problems = problems;

    /// <summary>What kept it from being done.</summary>
    public ConfigurationRefusal Refusal { get; }

    /// <summary>The problems behind the refusal; empty when the message says it all.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; } = [];

    /// <summary>Refuses because the user has no right to a file or directory.</summary>
    public static ConfigurationException Denied(string path, Exception? inner = null) => new(
        $"This user has no right to read or change {path}. {Rights.Remedy}", inner ?? new UnauthorizedAccessException());
}
