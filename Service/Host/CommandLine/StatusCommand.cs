using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>status</c>: what the running gateway last said about itself.</summary>
internal static class StatusCommand
{
    public static Command Create() =>
        new Command("status", "Say whether a gateway runs on this configuration, where it listens, and its counters.").Does(Show);

    private static ExitCode Show(CommandContext context)
    {
        if (GatewayStatus.TryRead(context.Store.StatusPath) is not { } status)
            return context.Fail(ExitCode.NotRunning, $"No gateway runs on {context.Store.Directory}.");

        if (!IsAlive(status.ProcessId))
            return context.Fail(ExitCode.NotRunning, $"No gateway runs: process {status.ProcessId} ended without a stop, last seen {status.Written:u}.");
        if (status.IsStale(DateTimeOffset.UtcNow))
            return context.Fail(ExitCode.NotRunning, $"The gateway, process {status.ProcessId}, has not answered since {status.Written:u}.");

        Write(context.Output, status);
        return ExitCode.Success;
    }

    private static void Write(TextWriter output, GatewayStatus status)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            OMS Gateway {status.Version} is running as process {status.ProcessId} since {status.Started.ToLocalTime():yyyy-MM-dd HH:mm:ss}.
            Listening on:              {string.Join(", ", status.ListenEndpoints)}
            Tunnels at most:           {status.MaximumTunnels}{(status.TunnelLimitReason is { } reason ? $", because of {reason}" : "")}
            Active client connections: {status.ActiveClientConnections}
            Connected clients:         {status.ConnectedClients}
            Errors:                    {status.Errors}
            Rejections:                {status.Rejections}
            Connections closed:        {status.ClosedConnections}, {status.RelayedBytes} bytes relayed
            """));
        output.WriteLine(status.ConfigurationProblem is null
            ? "The configuration files on disk are in force."
            : $"The configuration files on disk are NOT in force: {status.ConfigurationProblem}");
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
