using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Something wrong in a configuration file, or worth knowing.</summary>
public sealed class ConfigFinding
{
    private readonly string _text;

    internal ConfigFinding(ConfigurationProblem problem, bool isError)
    {
        _text = problem.ToString();
        Severity = isError ? "Error" : "Warning";
        File = problem.File;
        Line = problem.Line > 0 ? problem.Line : null;
        Setting = problem.Key;
        Value = problem.Value;
        Message = problem.Message;
    }

    /// <summary>Error, or Warning for what the gateway can do with.</summary>
    public string Severity { get; }

    /// <summary>Full path of the file.</summary>
    public string File { get; }

    /// <summary>Its line, from 1; null where it is about no single one.</summary>
    public int? Line { get; }

    /// <summary>The setting, as the file spells it, or null.</summary>
    public string? Setting { get; }

    /// <summary>What the file has for it, or null; never a secret.</summary>
    public string? Value { get; }

    /// <summary>What is wrong, and what to do.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => _text;
}
