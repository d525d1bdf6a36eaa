using System.CommandLine;
using OmsGateway.Configuration.Administration;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>certificates list|add|remove</c>: the client certificates that may be used.</summary>
internal static class CertificatesCommand
{
    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "Also those of the workspaces that the agent on this computer is connected to." };
        var subject = new Argument<string>("subject") { Description = "A subject, such as \"CN=a, O=b\"; a bare name means CN=name." };

        Option<string?> group = CommandContext.GroupOption();

        return new Command("certificates", "Show and change the list of allowed client certificates.")
            .With(new Command("list", "Show the allowed subjects of the local list.").With(all).With(group)
                .Does(context => List(context, context.In(group), context.Value(all))))
            .With(new Command("add", "Allow client certificates with a subject.").With(subject).With(group)
                .Does(context => Add(context, context.In(group), context.Value(subject))))
            .With(new Command("remove", "Remove a subject from the local list.").With(subject).With(group)
                .Does(context => Remove(context, group, context.Value(subject))));
    }

    private static ExitCode List(CommandContext context, GatewayAdministration administration, bool all)
    {
        foreach (AllowedClientCertificate certificate in administration.ClientCertificates.Get(all))
            context.Output.WriteLine(all ? $"{certificate.Subject}  ({certificate.Source})" : certificate.Subject);
        return ExitCode.Success;
    }

    private static ExitCode Add(CommandContext context, GatewayAdministration administration, string subject) => context.Changed(
        administration.ClientCertificates.Add(subject), $"{subject} is allowed.", $"{subject} is already allowed.");

    private static ExitCode Remove(CommandContext context, Option<string?> group, string subject) => context.In(group).ClientCertificates.Remove(subject)
        ? context.Changed(true, $"{subject} is no longer on the list.", "")
        : context.NotListed(subject, "certificates", group);
}
