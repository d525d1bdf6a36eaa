using System.CommandLine;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>hosts presets diff|update</c>: what has become of the presets that were applied.</summary>
internal static class PresetChangesCommands
{
    public static Command Diff()
    {
        Option<string?> group = CommandContext.GroupOption();
        return new Command("diff", "Show what is new in the presets that were applied, after an upgrade for instance.").With(group)
            .Does(context => Show(context, context.In(group)));
    }

    public static Command Update()
    {
        var remove = new Option<bool>("--remove") { Description = "Also take hosts off the list that a preset has no more." };
        Option<string?> group = CommandContext.GroupOption();
        return new Command("update", "Add the hosts that are new in the presets that were applied; what was taken off by hand stays off.").With(remove).With(group)
            .Does(context => Update(context, context.In(group).Presets, context.Value(remove)));
    }

    private static ExitCode Show(CommandContext context, GatewayAdministration administration)
    {
        IReadOnlyList<PresetDifference> differences = administration.Presets.Compare();
        if (differences.Count == 0)
            context.Output.WriteLine("No preset has been applied yet, or only by a version that did not note it: 'hosts add --preset' does now.");
        foreach (PresetDifference difference in differences)
        {
            context.Output.WriteLine($"{difference.Applied.Description}: {Summary(difference)}");
            foreach (PresetHost host in difference.New) context.Output.WriteLine($"  + {host.Pattern}  {host.Reason}".TrimEnd());
            foreach (HostPattern host in difference.Gone) context.Output.WriteLine($"  - {host}  (the preset has it no more)");
            foreach (HostPattern host in difference.TakenOff) context.Output.WriteLine($"  ~ {host}  (taken off the list)");
        }

        return ExitCode.Success;
    }

    private static string Summary(PresetDifference difference) => difference switch
    {
        { Problem: { } problem } => problem,
        { HasNews: true } => $"{difference.New.Count} new, {difference.Gone.Count} gone.",
        { TakenOff.Count: > 0 } => $"nothing new, {difference.TakenOff.Count} taken off the list.",
        _ => "up to date.",
    };

    private static ExitCode Update(CommandContext context, PresetAdministration presets, bool removesGone)
    {
        IReadOnlyList<PresetDifference> differences = presets.Compare();
        HostPattern[] gone = removesGone ? [.. differences.SelectMany(d => d.Gone).Distinct()] : [];
        IReadOnlyList<HostPattern> added = presets.Update(differences, removesGone);
        foreach (HostPattern host in added) context.Output.WriteLine($"+ {host}");
        foreach (HostPattern host in gone) context.Output.WriteLine($"- {host}");
        return context.Changed(added.Count + gone.Length > 0,
            $"{added.Count} hosts were added and {gone.Length} removed.", "Nothing is new in the presets that were applied.");
    }
}
