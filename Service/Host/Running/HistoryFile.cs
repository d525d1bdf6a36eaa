using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.History;
using OmsGateway.Gateway;

namespace OmsGateway.Host.Running;

/// <summary>
/// Keeps the traffic of the last day and month in a file, for reports. What is wrong with the file is reported once and disturbs nothing.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="gateway">The gateway.</param>
/// <param name="logger">Is told what is wrong.</param>
/// <param name="time">The clock.</param>
internal sealed class HistoryFile(string path, GatewayState gateway, ILogger logger, TimeProvider time)
{
    // Short enough to see a burst of open connections; counters alone would need a look only at each write.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly TrafficHistory _history = Read(path, logger);
    private TrafficFigures _counted;
    private long _written = time.GetTimestamp();
    private bool _failed;

    /// <summary>Looks every ten seconds and writes every minute until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do Look();
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false));
    }

    /// <summary>Looks and writes for the last time, for as long as a stop may wait for a device.</summary>
    public Task WriteLastAsync(TimeSpan limit) => Task.WhenAny(Task.Run(WriteLast), Task.Delay(limit, time));

    /// <summary>Looks, and writes when that is due.</summary>
    internal void Look()
    {
        lock (_lock)
        {
            Take();
            if (time.GetElapsedTime(_written) >= TrafficHistory.WriteInterval) Write();
        }
    }

    private void WriteLast()
    {
        lock (_lock)
        {
            Take();
            Write();
        }
    }

    private void Take()
    {
        TrafficFigures all = gateway.Figures;
        _history.Add(time.GetUtcNow(), all.Since(_counted));
        _counted = all;
    }

    private void Write()
    {
        _written = time.GetTimestamp();
        try
        {
            _history.Write(path);
            _failed = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_failed) HostLog.HistoryNotWritten(logger, path, e.Message);
            _failed = true;
        }
    }

    // It only serves the charts: when it is unusable, a new one is better than none.
    private static TrafficHistory Read(string path, ILogger logger)
    {
        try
        {
            return TrafficHistory.Read(path) ?? new TrafficHistory();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            HostLog.HistoryNotRead(logger, path, e.Message.TrimEnd('.'));
            return new TrafficHistory();
        }
    }
}
