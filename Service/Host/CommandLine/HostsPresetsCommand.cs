using System.CommandLine;
using OmsGateway.Configuration.Presets;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>hosts presets</c>: what <c>hosts add --preset</c> can be told, and what it adds.</summary>
internal static class HostsPresetsCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "The preset whose hosts are shown.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("presets", "Show the presets of 'hosts add --preset': what to specify for each and the regions it knows, or the hosts of one.")
            .With(name).With(PresetChangesCommands.Diff()).With(PresetChangesCommands.Update()).With(PresetChangesCommands.Forget())
            .Does(context => Show(context, context.Value(name)));
    }

    private static ExitCode Show(CommandContext context, string? name)
    {
        foreach (EndpointPreset preset in name is null ? context.Administration.Presets.All : [context.Administration.Presets.Get(name)])
        {
            context.Output.WriteLine($"{preset.Name}: {preset.Summary}");
            if (preset.Note is not null) context.Output.WriteLine($"  {preset.Note}");
            if (preset.Requires.Count > 0) context.Output.WriteLine($"  needs: {string.Join(" and ", preset.Requires.Select(OptionFor))}");
            foreach (AzureCloud cloud in preset.Clouds)
            {
                IReadOnlyList<string> regions = preset.RegionsOf(cloud);
                context.Output.WriteLine($"  --cloud {cloud}{(regions.Count == 0 ? "" : $": {string.Join(", ", regions)}")}");
                if (name is not null) Show(context, preset.EntriesIn(cloud));
            }
        }

        return ExitCode.Success;
    }

    private static void Show(CommandContext context, IReadOnlyList<PresetEntry> entries)
    {
        foreach (IGrouping<PresetSource, PresetEntry> page in entries.GroupBy(e => e.Source))
        {
            context.Output.WriteLine($"    {page.Key}:");
            foreach (PresetEntry entry in page)
            {
                string kind = (entry.IsOptional ? "optional" : "required") + (entry.IsWide ? ", wide" : "") + (entry.Region is null ? "" : $", {entry.Region}");
                context.Output.WriteLine($"      {entry.Host}  ({kind}) {entry.Reason}".TrimEnd());
            }
        }
    }

    private static string OptionFor(string parameter) => parameter switch
    {
        "Region" => "--region",
        "WorkspaceId" => "--workspace",
        _ => "--gateway",
    };
}
