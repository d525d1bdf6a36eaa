using System.Diagnostics;

namespace OmsGateway.Benchmarks.Backgrounds;

/// <summary>Has a program read its settings anew every second.</summary>
internal sealed class Reloads : IBackground
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A program that looks once a second itself may meet two changes at once.
    private const double LeastShare = 0.7;

    private readonly CancellationTokenSource _ending = new();
    private readonly Action<int> _reload;
    private readonly string _log;
    private readonly string _evidence;
    private readonly Task _running;
    private int _count;

    /// <param name="reload">Called each time with the number of the reload, from 1 on.</param>
    /// <param name="log">The program's log.</param>
    /// <param name="evidence">What it writes there when it has reloaded.</param>
    public Reloads(Action<int> reload, string log, string evidence)
    {
        (_reload, _log, _evidence) = (reload, log, evidence);
        _running = RunAsync();
    }

    /// <summary>Sends the signal for it to a program.</summary>
    public static void HangUp(int processId)
    {
        using Process kill = Process.Start("kill", ["-HUP", $"{processId}"]);
        kill.WaitForExit();
    }

    /// <inheritdoc/>
    public async Task EndAsync()
    {
        await StopAsync();
        int seen = File.ReadLines(_log).Count(l => l.Contains(_evidence, StringComparison.Ordinal));
        if (seen < LeastShare * _count) throw new InvalidOperationException($"Of {_count} reloads the log has {seen}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _ending.Dispose();
    }

    private async Task StopAsync()
    {
        await _ending.CancelAsync();
        await _running;
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_ending.Token)) _reload(++_count);
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
    }
}
