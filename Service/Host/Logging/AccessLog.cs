using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway;
using OmsGateway.Host.Logging.Syslog;

namespace OmsGateway.Host.Logging;

/// <summary>
/// The access log as the settings want it: files, a syslog server or both, each with a queue of its own, which drops lines rather than hold up
/// a tunnel.
/// </summary>
/// <param name="server">Whose connections are logged.</param>
/// <param name="folder">Where the files are.</param>
/// <param name="logger">Takes what is wrong with it.</param>
/// <param name="time">The clock.</param>
internal sealed class AccessLog(GatewayServer server, string folder, ILogger logger, TimeProvider time) : IAsyncDisposable
{
    private LineQueue? _file;
    private LineQueue? _syslog;

    // All that may still lose lines, including those that are just ending: a counter must never fall.
    private readonly Lock _lock = new();
    private readonly List<LineQueue> _queues = [];
    private long _lostBefore;

    private (AccessLogMode Mode, int Megabytes, int Days) _fileInForce;
    private SyslogDestination? _syslogInForce;

    /// <summary>Lines that were lost since the start, for each of the two.</summary>
    public long Lost
    {
        get
        {
            lock (_lock) return _lostBefore + _queues.Sum(queue => queue.Lost);
        }
    }

    /// <summary>Begins, ends or changes the log where the settings have changed.</summary>
    public async Task ApplyAsync(GatewaySettings settings)
    {
        (LineQueue? file, LineQueue? syslog) = (_file, _syslog);
        ApplyFile(settings);
        ApplySyslog(settings.AccessLogSyslog);
        server.AccessLog = _file is null && _syslog is null ? null : Distribute(_file, _syslog);
        // After the new ones, so that no line is lost in between; a new file renames the old one.
        await EndAsync(file == _file ? null : file, syslog == _syslog ? null : syslog).ConfigureAwait(false);
    }

    /// <summary>Ends it and writes what is left, for as long as a stopping service may take.</summary>
    public async ValueTask DisposeAsync()
    {
        server.AccessLog = null;
        await EndAsync(_file, _syslog).ConfigureAwait(false);
        (_file, _syslog) = (null, null);
    }

    private void ApplyFile(GatewaySettings settings)
    {
        var wanted = (settings.AccessLog, settings.AccessLogMegabytes, settings.AccessLogDays);
        if (wanted == _fileInForce) return;
        _fileInForce = wanted;
        _file = settings.AccessLog == AccessLogMode.Off
            ? null
            : Queue(new AccessLogFile(folder, settings.AccessLogMegabytes * 1_000_000L, TimeSpan.FromDays(settings.AccessLogDays), logger, time));
    }

    private void ApplySyslog(SyslogDestination? destination)
    {
        if (destination == _syslogInForce) return;
        _syslogInForce = destination;
        _syslog = destination is null ? null : Queue(new SyslogSink(destination, logger, time));
    }

    private LineQueue Queue(ILineSink sink)
    {
        var queue = new LineQueue(sink, time);
        lock (_lock) _queues.Add(queue);
        return queue;
    }

    private static AccessLogReceiver Distribute(LineQueue? file, LineQueue? syslog) => (time, level, line) =>
    {
        file?.Add(time, level, line);
        syslog?.Add(time, level, line);
    };

    private async Task EndAsync(params IEnumerable<LineQueue?> queues)
    {
        LineQueue[] ended = [.. queues.OfType<LineQueue>()];
        await Task.WhenAll(ended.Select(queue => queue.DisposeAsync().AsTask())).ConfigureAwait(false);
        lock (_lock)
        {
            _lostBefore += ended.Sum(queue => queue.Lost);
            _queues.RemoveAll(ended.Contains);
        }
    }
}
