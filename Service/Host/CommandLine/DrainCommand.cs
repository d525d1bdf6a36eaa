using System.CommandLine;
using System.Globalization;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>drain</c> and <c>resume</c>: take the running gateway out of its load balancer and bring it back.</summary>
internal static class DrainCommand
{
    private const int MaximumWait = 86_400;

    public static Command Create()
    {
        var wait = new Option<int?>("--wait")
        {
            Description = "Also wait until no connection is open, for at most this many seconds.",
            HelpName = "seconds",
        };
        wait.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > MaximumWait) result.AddError($"--wait takes a whole number of seconds from 1 to {MaximumWait}.");
        });
        return new Command("drain", "Make the running gateway report that it is not ready and refuse new tunnels, while open ones continue.")
            .With(wait).Does(context => Drain(context, context.Value(wait)));
    }

    public static Command CreateResume() =>
        new Command("resume", "Let a draining gateway accept new tunnels again.").Does(Resume);

    private static ExitCode Drain(CommandContext context, int? wait)
    {
        GatewayReport report = GatewayReport.Of(context.Store);
        if (report.State is not GatewayRunState.Running) return StatusCommand.Fail(context, report);
        var drain = new GatewayDrain(context.Store);
        (GatewayStatus? status, bool isChanged) = drain.Begin(report.Status!);
        context.Say(isChanged, string.Create(CultureInfo.InvariantCulture,
            $"The gateway has been draining since {status.DrainingSince!.Value.ToLocalTime():yyyy-MM-dd HH:mm:ss}. {Open(status)} "
            + $"'{SystemCommand.Program} resume' ends it."));
        if (wait is not { } seconds) return ExitCode.Success;

        status = drain.WaitUntilEmpty(status, TimeSpan.FromSeconds(seconds));
        if (status is { IsDrained: true })
        {
            context.Output.WriteLine(Open(status));
            return ExitCode.Success;
        }

        bool isStillOpen = status is { DrainingSince: not null, RefusesNewTunnels: true };
        return context.Fail(isStillOpen ? ExitCode.StillOpen : ExitCode.Failure, status switch
        {
            null => "The gateway has ended meanwhile.",
            { DrainingSince: null } => "The gateway was resumed meanwhile.",
            { RefusesNewTunnels: false } =>
                $"After {seconds} s the gateway still accepts new tunnels, so that its load balancer sees /readyz first; wait longer.",
            _ => $"After {seconds} s: {Open(status)}",
        });
    }

    private static ExitCode Resume(CommandContext context)
    {
        GatewayReport report = GatewayReport.Of(context.Store);
        if (report.State is not GatewayRunState.Running) return StatusCommand.Fail(context, report);
        return context.Say(new GatewayDrain(context.Store).End(report.Status!).IsChanged, "The gateway accepts new tunnels.");
    }

    private static string Open(GatewayStatus status) => status.ActiveClientConnections switch
    {
        0 => "No connection is open.",
        1 => "1 connection is open and continues.",
        var open => string.Create(CultureInfo.InvariantCulture, $"{open} connections are open and continue."),
    };
}
