using System.CommandLine;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>hosts presets</c>: what <c>hosts add --preset</c> can be told.</summary>
internal static class HostsPresetsCommand
{
    public static Command Create() =>
        new Command("presets", "Show the presets of 'hosts add --preset': what each needs to be told, and the regions it knows.").Does(Show);

    private static ExitCode Show(CommandContext context)
    {
        foreach (EndpointPreset preset in EndpointPresets.All)
        {
            context.Output.WriteLine($"{preset.Name}: {preset.Summary}");
            if (preset.Requires.Count > 0) context.Output.WriteLine($"  needs: {string.Join(" and ", preset.Requires.Select(OptionFor))}");
            foreach (AzureCloud cloud in preset.Clouds)
            {
                IReadOnlyList<string> regions = preset.RegionsOf(cloud);
                context.Output.WriteLine($"  --cloud {cloud}{(regions.Count == 0 ? "" : $": {string.Join(", ", regions)}")}");
            }
        }

        return ExitCode.Success;
    }

    private static string OptionFor(string parameter) => parameter == "Region" ? "--region" : "--workspace";
}
