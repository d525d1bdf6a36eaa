using System.Diagnostics;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Status;
using OmsGateway.Host.Running;

namespace OmsGateway.Host.CommandLine.Watching;

/// <summary><c>status --watch</c>: shows the gateway's figures whenever it writes them, until a key or a signal ends it.</summary>
internal sealed class StatusWatch(ConfigurationStore store)
{
    // Polled, since nothing reports a changed file on every system, nor a changed window on Windows.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _end = new();
    private volatile Sight _sight = null!;

    /// <summary>Watches.</summary>
    /// <param name="first">The gateway as it is found, running.</param>
    /// <param name="terminal">Where it is shown.</param>
    public void Run(GatewayReport first, WatchTerminal terminal)
    {
        _sight = See(first, null);
        using var signals = new StopSignals();
        using CancellationTokenRegistration stop = signals.Stop.Register(_end.Cancel);
        if (!Console.IsInputRedirected) new Thread(ReadKeys) { IsBackground = true }.Start();
        // On threads of their own that are not waited for: whether a process that is gone will write again takes seconds to find out.
        Task looking = Task.Factory.StartNew(() => Look(_end.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        (Sight, (int, int)) drawn = default;
        do
        {
            if (looking.IsFaulted) looking.GetAwaiter().GetResult();
            (Sight sight, (int width, int height)) = (_sight, WatchTerminal.Size);
            if (drawn != (sight, (width, height)))
                terminal.Draw(WatchView.Render(sight.Report, sight.Rates, sight.SetByPolicy, width), WatchView.Hint(width), height);
            drawn = (sight, (width, height));
        }
        while (!_end.Token.WaitHandle.WaitOne(LookInterval));
    }

    private void Look(CancellationToken end)
    {
        GatewayStatus? last = _sight.Report.Status;
        DateTime seen = default;
        long asked = Stopwatch.GetTimestamp();
        while (!end.WaitHandle.WaitOne(LookInterval))
        {
            DateTime written = File.GetLastWriteTimeUtc(store.StatusPath);
            // A gateway that ended without a stop leaves the file as it is.
            if (written == seen && Stopwatch.GetElapsedTime(asked) < GatewayStatus.WriteInterval * 2) continue;
            (seen, asked) = (written, Stopwatch.GetTimestamp());
            GatewayReport report = GatewayReport.Of(store);
            if (report.Status is { } status && last is not null && StatusRates.Between(last, status) is { } rates) _sight = See(report, rates);
            else if (report.State != _sight.Report.State || report.Status?.Written != last?.Written) _sight = See(report, null);
            last = report.Status;
        }
    }

    private void ReadKeys()
    {
        try
        {
            while (Console.ReadKey(intercept: true).Key != ConsoleKey.Q)
            {
            }

            _end.Cancel();
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // Keys can no longer be read; the signals still end it.
        }
    }

    private Sight See(GatewayReport report, StatusRates? rates) => new(report, rates, new GatewayAdministration(store).SetByPolicy);

    private sealed record Sight(GatewayReport Report, StatusRates? Rates, string SetByPolicy);
}
