using System.CommandLine;
using System.Globalization;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>hosts list|add|remove|check|denied|usage|presets</c>: the hosts that clients may reach.</summary>
internal static class HostsCommand
{
    public static Command Create()
    {
        var all = new Option<bool>("--all")
        {
            Description = "Also those of Group Policy, and of the workspaces that the agent on this computer is connected to.",
        };
        var host = new Argument<string>("host") { Description = "A host name, *.suffix for every host below it, or prefix*.suffix." };
        var target = new Argument<string>("host") { Description = "The host a client would ask for." };
        Option<string?> group = CommandContext.GroupOption();
        var client = new Option<string?>("--client") { Description = "Address of the client that would ask; it may be in a group.", HelpName = "address" };
        var port = new Option<int>("--port") { Description = "The port it would ask for.", DefaultValueFactory = _ => 443 };

        return new Command("hosts", "Show, change and test the list of allowed hosts.")
            .With(new Command("list", "Show the allowed hosts of the local list.").With(all).With(group)
                .Does(context => List(context, context.In(group), context.Value(all))))
            .With(HostsAddCommand.Create())
            .With(new Command("remove", "Remove a host from the local list.").With(host).With(group)
                .Does(context => Remove(context, group, context.Value(host))))
            .With(new Command("check", "Say whether the gateway would let a client reach a host, and why.").With(target).With(port).With(client)
                .Does(context => Check(context, context.Value(target), context.Value(port), context.Value(client))))
            .With(new Command("denied", "Show the unlisted hosts that clients of the running gateway asked for last.").Does(Denied))
            .With(HostsUsageCommand.Create())
            .With(HostsPresetsCommand.Create());
    }

    private static ExitCode List(CommandContext context, GatewayAdministration administration, bool all)
    {
        foreach (AllowedHost host in administration.Hosts.Get(all))
            context.Output.WriteLine(all ? $"{host.Pattern}  ({host.Source})" : host.Pattern.ToString());
        return ExitCode.Success;
    }

    private static ExitCode Remove(CommandContext context, Option<string?> group, string host) => context.In(group).Hosts.Remove(host)
        ? context.Changed(true, $"{host} is no longer on the list.", "")
        : context.NotListed(host, "hosts", group);

    private static ExitCode Check(CommandContext context, string host, int port, string? client)
    {
        HostCheck check = context.Administration.Hosts.Check(host, port, resolves: true, client);
        context.Output.WriteLine($"{check.Host}:{check.Port} is {(check.IsAllowed ? "allowed" : "not allowed")}. {check.Explanation}");
        return check.IsAllowed ? ExitCode.Success : ExitCode.NotFound;
    }

    private static ExitCode Denied(CommandContext context)
    {
        GatewayReport report = GatewayReport.Of(context.Store);
        if (report.State is not GatewayRunState.Running) return StatusCommand.Fail(context, report);

        // Not between the hosts, which scripts read.
        context.Error.WriteLine(StatusCommand.AsOf(report.Status!));
        foreach (DeniedHost denied in report.Status!.DeniedHosts)
        {
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{denied.Host}  ({denied.Count} times, last {denied.Last.ToLocalTime():yyyy-MM-dd HH:mm:ss} by "
                + $"{denied.Client}{(denied.Group is null ? "" : $", group {denied.Group}")})"));
        }

        return ExitCode.Success;
    }
}
