using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;

namespace OmsGateway.Host.Running;

/// <summary>Turns what loading a configuration found into events.</summary>
internal static class ConfigurationReport
{
    public static void Problems(ILogger logger, ConfigurationResult result)
    {
        foreach (ConfigurationProblem problem in result.Problems) HostLog.WrongConfiguration(logger, problem);
    }

    public static void Warnings(ILogger logger, ConfigurationResult result)
    {
        foreach (ConfigurationProblem warning in result.Warnings) HostLog.ConfigurationWarning(logger, warning);
        foreach (ConfigurationProblem line in result.SkippedLines) HostLog.LineSkipped(logger, line);
    }

    /// <summary>Whether the gateway would refuse every host.</summary>
    public static bool AllowsNothing(GatewayConfiguration configuration) =>
        configuration.Workspaces.Count == 0 && configuration.Hosts.Count == 0;
}
