using System.CommandLine;
using System.Runtime.InteropServices;
using OmsGateway.Host.Logging;
using OmsGateway.Host.Running;
using OmsGateway.Host.Systemd;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>run</c>: the gateway in a console or as a unit of systemd, with its events on standard output.</summary>
internal static class RunCommand
{
    public static Command Create() => new Command(
        "run", "Run the gateway in this console. Ctrl+C stops it once open tunnels have finished, Ctrl+C again at once.").Does(Run);

    private static ExitCode Run(CommandContext context)
    {
        using var signals = new StopSignals();
        using SystemdProgress? systemd = SystemdProgress.FromEnvironment(TimeProvider.System);
        ILogSink sink = JournalSink.IsStandardOutput ? new JournalSink(context.Output) : new ConsoleSink(context.Output, TimeProvider.System);
        var run = new GatewayRun(context.Store, sink, (IRunProgress?)systemd ?? new NoProgress(), TimeProvider.System);
        // Only under systemd: in a console this signal means that the terminal is gone.
        using PosixSignalRegistration? reload = systemd is null ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            run.Reload();
        });
        return run.RunAsync(signals.Stop, signals.Abort).GetAwaiter().GetResult();
    }

    /// <summary>A console has its events to tell the progress.</summary>
    private sealed class NoProgress : IRunProgress
    {
        public void Waiting()
        {
        }

        public void Running()
        {
        }

        public void Alive()
        {
        }

        public void Reloading()
        {
        }

        public void Stopping()
        {
        }
    }
}
