using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;

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

    /// <summary>Says once, at the start, what an upgrade has brought for the presets that were applied, for each list.</summary>
    public static void PresetNews(ILogger logger, ConfigurationStore store, GatewayConfiguration configuration)
    {
        var administration = new GatewayAdministration(store);
        PresetNews(logger, administration, null);
        foreach (ClientGroupSettings group in configuration.Settings.Groups) PresetNews(logger, administration.InGroup(group), group.Name);
    }

    private static void PresetNews(ILogger logger, GatewayAdministration administration, string? group)
    {
        try
        {
            PresetDifference[] news = [.. administration.Presets.Compare().Where(d => d.New.Count > 0)];
            int count = news.SelectMany(d => d.New).Select(host => host.Pattern).Distinct().Count();
            if (count == 0) return;
            HostLog.PresetsHaveNews(logger, group is null ? "" : $" of group {group}", count, string.Join(", ", news.Select(d => d.Applied.Name).Distinct()),
                SystemCommand.OfGroup("Compare-OMSGatewayPreset", "hosts presets diff", group),
                SystemCommand.OfGroup("Update-OMSGatewayPreset", "hosts presets update", group));
        }
        catch (ConfigurationException e)
        {
            // No reason not to run: the list itself is in force.
            HostLog.PresetsNotCompared(logger, e.Message);
        }
    }

    /// <summary>Says that the gateway refuses every host, and what to do.</summary>
    public static void NothingAllowed(ILogger logger) =>
        HostLog.NothingAllowed(logger, SystemCommand.Of("Add-OMSGatewayAllowedHost <host>", "hosts add <host>"));

    /// <summary>Whether the gateway would refuse every host to every client.</summary>
    public static bool AllowsNothing(GatewayConfiguration configuration) =>
        configuration.AllowsNothing && configuration.Groups.All.All(group => group.Configuration.AllowsNothing);
}
