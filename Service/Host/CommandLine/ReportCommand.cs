using System.CommandLine;
using OmsGateway.Configuration.Report;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>report</c>: one page about the gateway, to be looked at, kept or sent.</summary>
internal static class ReportCommand
{
    // Nothing but the page may go there.
    private static readonly string[] StandardOutput = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

    public static Command Create()
    {
        var html = new Option<string>("--html")
        {
            Description = "The file for the page; an existing file is replaced. - for standard output.",
            HelpName = "file",
            Required = true,
        };
        html.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>())) result.AddError("--html needs the name of a file.");
        });
        return new Command("report", "Write a page about the gateway: its state, traffic, clients and hosts, and what was refused.").With(html)
            .Does(context => Write(context, context.Value(html)));
    }

    private static ExitCode Write(CommandContext context, string file)
    {
        string report = HtmlReport.Make(context.Store);
        if (StandardOutput.Contains(file))
        {
            context.Output.Write(report);
            return ExitCode.Success;
        }

        HtmlReport.Save(file, report);
        context.Output.WriteLine($"The report is in {Path.GetFullPath(file)}.");
        return ExitCode.Success;
    }
}
