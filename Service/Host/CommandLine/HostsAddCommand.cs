using System.CommandLine;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>hosts add</c>: one host, or all that a kind of agent needs.</summary>
internal static class HostsAddCommand
{
    public static Command Create()
    {
        var host = new Argument<string?>("host")
        {
            Description = "A host name, *.suffix for every host below it, or prefix*.suffix.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var preset = new Option<string?>("--preset")
        {
            Description = "The documented hosts of a kind of agent; 'hosts presets' lists them.",
            HelpName = "name",
        };
        Option<string[]> region = Several("--region", "Azure region of the preset's hosts, such as westeurope.", "name");
        var unknownRegion = new Option<bool>("--allow-unknown-region") { Description = "Accept a region that this version does not know; it may be newer." };
        Option<string[]> workspace = Several("--workspace", "Log Analytics workspace of the preset's hosts.", "id");
        Option<string[]> account = Several("--account", "Automation account of the preset's hosts.", "id");
        Option<string[]> gateway = Several("--gateway", "Azure Arc gateway of the preset's hosts: contoso of contoso.gw.arc.azure.com.", "name");
        Option<string[]> vault = Several("--vault", "Key vault of the preset's hosts.", "name");
        var cloud = new Option<AzureCloud>("--cloud") { Description = "Azure cloud of the preset's hosts." };
        var optional = new Option<bool>("--optional") { Description = "Also the preset's optional hosts; 'hosts presets name' shows them." };

        Option<string?> group = CommandContext.GroupOption();

        Option[] ofPreset = [region, unknownRegion, workspace, account, gateway, vault, cloud, optional];

        var command = new Command("add", "Allow a host, or with --preset the hosts of a kind of agent.").With(host).With(preset).With(group);
        foreach (Option option in ofPreset) command.With(option);
        command.Validators.Add(result =>
        {
            bool isPreset = result.GetValue(preset) is not null;
            if (isPreset && result.GetValue(host) is not null)
                result.AddError("Give either a host or --preset with the name of a preset, not both.");
            else if (!isPreset && result.GetValue(host) is null)
                result.AddError("Give a host, or --preset with the name of a preset.");
            else if (!isPreset && ofPreset.Any(o => result.GetResult(o) is not null))
                result.AddError($"{string.Join(", ", ofPreset.SkipLast(1).Select(o => o.Name))} and {ofPreset[^1].Name} belong to --preset.");
        });
        return command.Does(context => context.Value(preset) is { } name
            ? AddPreset(context, context.In(group), name, new PresetRequest
            {
                Cloud = context.Value(cloud),
                Regions = context.Value(region),
                AllowsUnknownRegions = context.Value(unknownRegion),
                WorkspaceIds = context.Value(workspace),
                AccountIds = context.Value(account),
                GatewayNames = context.Value(gateway),
                VaultNames = context.Value(vault),
                IncludesOptional = context.Value(optional),
            })
            : Add(context, context.In(group), context.Value(host)!));
    }

    private static Option<string[]> Several(string name, string description, string helpName) => new(name)
    {
        Description = description + " May be given several times.",
        HelpName = helpName,
        DefaultValueFactory = _ => [],
    };

    private static ExitCode Add(CommandContext context, GatewayAdministration administration, string host) =>
        context.Changed(administration.Hosts.Add(host), $"{host} is allowed.", $"{host} is already allowed.");

    private static ExitCode AddPreset(CommandContext context, GatewayAdministration administration, string name, PresetRequest request)
    {
        EndpointPreset preset = administration.Presets.Get(name);
        IReadOnlyList<PresetHost> hosts = preset.Expand(request);
        foreach (string doubt in preset.Doubts(request)) context.Error.WriteLine($"Warning: {doubt}");
        IReadOnlyList<HostPattern> added = administration.Presets.Apply(preset, request, out bool isNoted);
        foreach (HostPattern host in added) context.Output.WriteLine(host);
        int listed = hosts.Count - added.Count;
        if (added.Count == 0 && isNoted) return context.Say(true, $"All hosts of {preset.Name} were already allowed; the preset is now noted as applied.");
        return context.Changed(added.Count > 0,
            listed == 0
                ? $"All {hosts.Count} hosts of {preset.Name} were added."
                : $"{added.Count} of the {hosts.Count} hosts of {preset.Name} were added; the other {listed} were already on the list.",
            $"All hosts of {preset.Name} are already allowed.");
    }
}
