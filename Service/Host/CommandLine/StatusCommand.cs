using System.CommandLine;
using System.Globalization;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Status;
using OmsGateway.Host.CommandLine.Watching;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>status</c>: what the running gateway last said about itself.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var watch = new Option<bool>("--watch") { Description = "Show the figures in this terminal as they change, with rates, until q or Ctrl+C ends it." };
        return new Command("status", "Say whether a gateway runs on this configuration, where it listens, and its counters.")
            .With(watch).Does(context => Show(context, context.Value(watch)));
    }

    private static ExitCode Show(CommandContext context, bool isWatched)
    {
        GatewayReport report = GatewayReport.Of(context.Store);
        if (report.State is not GatewayRunState.Running) return Fail(context, report);
        if (isWatched) return Watch(context, report);

        Write(context.Output, report.Status!);
        if (context.Administration.SetByPolicy is { Length: > 0 } set) context.Output.WriteLine($"Set by policy:             {set}");
        return ExitCode.Success;
    }

    private static ExitCode Watch(CommandContext context, GatewayReport report)
    {
        using WatchTerminal? terminal = WatchTerminal.TryOpen(context.Output);
        if (terminal is null)
        {
            return context.Fail(ExitCode.Usage,
                "--watch needs a terminal that supports control sequences, and standard output is not one: "
                + $"use '{SystemCommand.Program} status', or /metrics.");
        }

        new StatusWatch(context.Store).Run(report, terminal);
        return ExitCode.Success;
    }

    private static void Write(TextWriter output, GatewayStatus status)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            OMS Gateway {status.Version} is running as process {status.ProcessId} since {Local(status.Started)}.
            Listening on:              {string.Join(", ", status.ListenEndpoints)}
            Tunnels at most:           {status.MaximumTunnels}{(status.TunnelLimitReason is { } reason ? $", because of {reason}" : "")}
            Active client connections: {status.ActiveClientConnections}
            Connected clients:         {status.ConnectedClients}
            Errors:                    {status.Errors}
            Rejections:                {status.Rejections}
            Connections closed:        {status.ClosedConnections}, {status.TransferredBytes} bytes transferred
            """));
        if (status.DrainingSince is { } since)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Draining since:            {since.ToLocalTime():yyyy-MM-dd HH:mm:ss}; '{SystemCommand.Program} resume' ends it"));
        }

        WriteRelays(output, status.RelayProxies);
        output.WriteLine(AsOf(status));
        output.WriteLine(status.ConfigurationProblem is null
            ? "The configuration files on disk are in force."
            : $"The configuration files on disk are NOT in force: {status.ConfigurationProblem}");
    }

    /// <summary>Says how old the figures are.</summary>
    public static string AsOf(GatewayStatus status) =>
        $"As of {Local(status.Written)}; a running gateway updates this every {GatewayStatus.WriteInterval.TotalSeconds} seconds.";

    private static void WriteRelays(TextWriter output, IReadOnlyList<RelayProxyStatus> proxies)
    {
        if (proxies.Count == 0) return;
        foreach (RelayProxyStatus proxy in proxies)
        {
            string state = proxy is { DownSince: { } since, LastTried: { } tried }
                ? $" has given no tunnel since {Local(since)}, last tried {Local(tried)}: {proxy.Problem}"
                : "";
            output.WriteLine($"Relay proxy:               {proxy.Address}{state}");
        }

        if (proxies.All(proxy => proxy.DownSince is not null))
            output.WriteLine(proxies.Count == 1 ? "The relay proxy gives NO tunnels." : "None of the relay proxies gives tunnels.");
    }

    private static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Says why there is no status to show.</summary>
    public static ExitCode Fail(CommandContext context, GatewayReport report) => context.Fail(
        report.State switch
        {
            GatewayRunState.NotRunning => ExitCode.NotRunning,
            GatewayRunState.AccessDenied => ExitCode.AccessDenied,
            _ => ExitCode.NotAnswering,
        },
        report.Explanation);
}
