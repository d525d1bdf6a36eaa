using System.CommandLine;
using OmsGateway.Host.Logging;
using OmsGateway.Host.Running;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>run</c>: the gateway in a console, with its events on standard output.</summary>
internal static class RunCommand
{
    public static Command Create() => new Command(
        "run", "Run the gateway in this console. Ctrl+C stops it once open tunnels have finished, Ctrl+C again at once.").Does(Run);

    private static ExitCode Run(CommandContext context)
    {
        using var signals = new StopSignals();
        var sink = new ConsoleSink(context.Output, TimeProvider.System);
        return new GatewayRun(context.Store, sink, new NoProgress(), TimeProvider.System)
            .RunAsync(signals.Stop, signals.Abort).GetAwaiter().GetResult();
    }

    /// <summary>A console has its events to tell the progress.</summary>
    private sealed class NoProgress : IRunProgress
    {
        public void Running()
        {
        }

        public void Stopping()
        {
        }
    }
}
