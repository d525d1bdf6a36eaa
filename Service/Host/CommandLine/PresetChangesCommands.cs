using System.CommandLine;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>hosts presets diff|update|forget</c>: what has become of the presets that were applied.</summary>
internal static class PresetChangesCommands
{
    public static Command Diff()
    {
        Option<string?> group = CommandContext.GroupOption();
        return new Command("diff", "Show what is new in the applied presets, for example after an upgrade.").With(group)
            .Does(context => Show(context, context.In(group)));
    }

    public static Command Update()
    {
        var remove = new Option<bool>("--remove") { Description = "Also remove hosts that a preset no longer has." };
        Option<string?> group = CommandContext.GroupOption();
        return new Command("update", "Add the hosts that are new in the applied presets; hosts that were removed by hand stay off.").With(remove).With(group)
            .Does(context => Update(context, context.In(group).Presets, context.Value(remove)));
    }

    public static Command Forget()
    {
        var name = new Argument<string>("name") { Description = "The preset." };
        var removeHosts = new Option<bool>("--remove-hosts")
        {
            Description = "Also remove its hosts from the list, except those that another applied preset has or that were listed before.",
        };
        Option<string?> group = CommandContext.GroupOption();
        return new Command("forget", "Forget that a preset was applied, so that diff and update ignore it.").With(name).With(removeHosts).With(group)
            .Does(context => Forget(context, group, context.Value(name), context.Value(removeHosts)));
    }

    private static ExitCode Show(CommandContext context, GatewayAdministration administration)
    {
        IReadOnlyList<PresetDifference> differences = administration.Presets.Compare();
        if (differences.Count == 0)
            context.Output.WriteLine("No preset has been applied yet, or only by a version that did not record it. Apply it again with 'hosts add --preset'.");
        foreach (PresetDifference difference in differences)
        {
            context.Output.WriteLine($"{difference.Applied.Description}: {Summary(difference)}");
            foreach (PresetHost host in difference.New) context.Output.WriteLine($"  + {host.Pattern}  {host.Reason}".TrimEnd());
            foreach (HostPattern host in difference.Gone) context.Output.WriteLine($"  - {host}  (no longer in the preset)");
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

    private static ExitCode Forget(CommandContext context, Option<string?> group, string name, bool removesHosts)
    {
        PresetAdministration presets = context.In(group).Presets;
        IReadOnlyList<AppliedPreset> applied = presets.FindApplied(name);
        if (applied.Count == 0)
        {
            return context.Say(false, $"{name} is not noted as applied; '{SystemCommand.Program} hosts presets diff{context.OptionFor(group)}' shows what is.");
        }

        IReadOnlyList<HostPattern> hosts = removesHosts ? presets.FindHostsOnlyOf(name) : [];
        presets.Forget(name, hosts);
        foreach (HostPattern host in hosts) context.Output.WriteLine($"- {host}");
        string forgotten = $"{string.Join(", ", applied.Select(preset => preset.Description))}: forgotten";
        return hosts.Count > 0
            ? context.Changed(true, $"{forgotten}, and {hosts.Count} hosts removed.", "")
            : context.Say(true, $"{forgotten}. The list stays as it is.");
    }
}
