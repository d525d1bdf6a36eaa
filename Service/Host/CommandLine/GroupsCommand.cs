using System.CommandLine;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>groups list|set|remove</c>: groups of clients that have lists of their own.</summary>
internal static class GroupsCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "The group's name." };
        var clients = new Option<string?>("--clients")
        {
            Description = "Networks or addresses of its clients, separated by spaces or commas: \"10.1.0.0/16 10.2.3.0/24\".",
            HelpName = "networks",
        };
        var policy = new Option<string?>("--policy")
        {
            Description = $"What happens to hosts that are not on its list; {GroupAdministration.CommonPolicy}: as HostPolicy says.",
            HelpName = string.Join("|", GroupAdministration.Policies),
        };
        policy.Validators.Add(result =>
        {
            bool isPolicy = result.GetValueOrDefault<string?>() is not { } word
                || GroupAdministration.Policies.Contains(word, StringComparer.OrdinalIgnoreCase);
            if (!isPolicy) result.AddError($"--policy takes one of {string.Join(", ", GroupAdministration.Policies)}.");
        });
        return new Command("groups", "Show and change groups of clients that have lists of their own.")
            .With(new Command("list", "Show the groups with the networks of their clients.").Does(List))
            .With(new Command("set", "Create a group, or change its networks or policy.").With(name).With(clients).With(policy)
                .Does(context => Set(context, context.Value(name), context.Value(clients), context.Value(policy))))
            .With(new Command("remove", "Remove a group and its lists.").With(name)
                .Does(context => Remove(context, context.Value(name))));
    }

    private static ExitCode List(CommandContext context)
    {
        foreach (ClientGroupSettings group in context.Administration.Groups.All)
        {
            int hosts = context.Administration.InGroup(group).Hosts.Get().Count;
            string policy = group.HostPolicy is { } own ? $"HostPolicy {own}, " : "";
            context.Output.WriteLine($"{group.Name}: {string.Join(" ", group.Clients)}  ({policy}hosts: {hosts})");
        }

        return ExitCode.Success;
    }

    private static ExitCode Set(CommandContext context, string name, string? clients, string? policy) => context.Changed(
        context.Administration.Groups.Set(name, clients, policy), $"Group {name} is set.", $"Group {name} is already set to this.");

    private static ExitCode Remove(CommandContext context, string name) => context.Administration.Groups.Remove(name)
        ? context.Changed(true, $"Group {name} has been removed with its lists.", "")
        : context.Say(false, context.Administration.Groups.Unknown(name));
}
