using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;

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

    /// <summary>Says once, at the start, what an upgrade has brought for the presets that were applied.</summary>
    public static void PresetNews(ILogger logger, ConfigurationStore store)
    {
        try
        {
            PresetDifference[] news = [.. new GatewayAdministration(store).Presets.Compare().Where(d => d.New.Count > 0)];
            int count = news.SelectMany(d => d.New).Select(host => host.Pattern).Distinct().Count();
            if (count > 0) HostLog.PresetsHaveNews(logger, count, string.Join(", ", news.Select(d => d.Applied.Name).Distinct()));
        }
        catch (ConfigurationException e)
        {
            // No reason not to run: the list itself is in force.
            HostLog.PresetsNotCompared(logger, e.Message);
        }
    }

    /// <summary>Whether the gateway would refuse every host.</summary>
    public static bool AllowsNothing(GatewayConfiguration configuration) =>
        configuration.Workspaces.Count == 0 && configuration.Hosts.Count == 0;
}
