using System.CommandLine;
using System.CommandLine.Help;
using OmsGateway.Configuration;

namespace OmsGateway.Host.CommandLine;

/// <summary>The verbs of OMSGatewayService, described in docs/command-line.md.</summary>
internal static class GatewayCommandLine
{
    private const string Description = """
        OMS Gateway: lets computers without Internet access send their data to allowed hosts, by HTTP CONNECT only.

        Exit codes: 0 done, 1 failure, 2 wrong command line, 3 invalid configuration or value, 4 not allowed or not found,
        5 cannot listen, 6 no gateway is running, 7 access denied, 8 a gateway runs but does not answer, 9 tunnels are still open.
        """;

    /// <summary>Understands a command line and does what it says.</summary>
    public static ExitCode Run(string[] arguments)
    {
        RootCommand root = Build();
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
            Console.Error.WriteLine($"'{SystemCommand.Program} --help' shows what can be said.");
            return ExitCode.Usage;
        }

        return (ExitCode)parsed.Invoke(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    internal static RootCommand Build()
    {
        var root = new RootCommand(Description);
        root.Add(CommandContext.ConfigDirectory);
        root.Add(RunCommand.Create());
        root.Add(ServiceCommand.Create());
        root.Add(ValidateCommand.Create());
        root.Add(StatusCommand.Create());
        root.Add(ClientsCommand.Create());
        root.Add(ReportCommand.Create());
        root.Add(DrainCommand.Create());
        root.Add(DrainCommand.CreateResume());
        root.Add(ConfigCommand.Create());
        root.Add(HostsCommand.Create());
        root.Add(CertificatesCommand.Create());
        root.Add(GroupsCommand.Create());
        root.Add(RelayCommand.Create());

        // Without a verb the process is either the service, or somebody wants to know what this program is.
        root.SetAction(parsed => (int?)ServiceCommand.TryRun(new CommandContext(parsed)) ?? new HelpAction().Invoke(parsed));
        return root;
    }
}
