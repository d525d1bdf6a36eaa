using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.Settings;

/// <summary>What is wrong with the configuration files.</summary>
public sealed class ConfigTest
{
    internal ConfigTest(ConfigurationResult result, string directory)
    {
        IsValid = result.IsValid;
        Findings =
        [
            .. result.Problems.Select(p => new ConfigFinding(p, isError: true)), .. result.SkippedLines.Select(p => new ConfigFinding(p, isError: true)),
            .. result.Warnings.Select(p => new ConfigFinding(p, isError: false)),
        ];
        string[] lines = [.. IsValid ? [$"The configuration in {directory} is valid."] : Array.Empty<string>(), .. Findings.Select(f => $"{f.Severity}: {f}")];
        Explanation = string.Join(Environment.NewLine, lines);
    }

    /// <summary>Whether there is no error, be it in files that the running gateway does without; warnings do not count.</summary>
    public bool IsValid { get; }

    /// <summary>That it can, and what was found, in lines.</summary>
    public string Explanation { get; }

    /// <summary>What was found, errors first.</summary>
    public ConfigFinding[] Findings { get; }
}
