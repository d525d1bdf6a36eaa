using System.CommandLine;
using OmsGateway.Configuration;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>validate</c>: loads everything as the service would.</summary>
internal static class ValidateCommand
{
    public static Command Create() =>
        new Command("validate", "Check all configuration files as the gateway would read them, and say what is wrong.").Does(Validate);

    private static ExitCode Validate(CommandContext context)
    {
        ConfigurationResult result = context.Administration.Validate();
        foreach (ConfigurationProblem warning in result.Warnings) context.Error.WriteLine($"warning: {warning}");
        foreach (ConfigurationProblem problem in result.Problems) context.Error.WriteLine($"error: {problem}");
        if (result.Problems.Any(p => p.IsAccessDenied)) return ExitCode.AccessDenied;
        foreach (ConfigurationProblem line in result.SkippedLines) context.Error.WriteLine($"error: {line} (the line is skipped, the other lines apply)");
        if (!result.IsValid) return ExitCode.InvalidConfiguration;

        context.Output.WriteLine($"The configuration in {context.Store.Directory} is valid.");
        return ExitCode.Success;
    }
}
