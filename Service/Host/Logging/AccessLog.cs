using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway;

namespace OmsGateway.Host.Logging;

/// <summary>The access log as the settings want it: a queue of its own, which drops lines rather than hold up a tunnel.</summary>
/// <param name="server">Whose connections are logged.</param>
/// <param name="folder">Where the file is.</param>
/// <param name="logger">Takes what is wrong with it.</param>
/// <param name="time">The clock.</param>
internal sealed class AccessLog(GatewayServer server, string folder, ILogger logger, TimeProvider time) : IAsyncDisposable
{
    private LogQueue? _queue;
    private (AccessLogMode Mode, int Megabytes, int Days) _inForce;

    /// <summary>Begins, ends or changes the log where the settings have changed.</summary>
    public async Task ApplyAsync(GatewaySettings settings)
    {
        var wanted = (settings.AccessLog, settings.AccessLogMegabytes, settings.AccessLogDays);
        if (wanted == _inForce) return;
        _inForce = wanted;
        LogQueue? old = _queue;
        _queue = null;
        if (settings.AccessLog == AccessLogMode.Off) server.AccessLog = null;
        else Begin(settings);
        // Behind the new one, so that no line falls in between; the new one puts its file aside.
        if (old is not null) await old.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends it and writes what is left, for as long as a stopping service may take.</summary>
    public async ValueTask DisposeAsync()
    {
        server.AccessLog = null;
        if (_queue is { } queue) await queue.DisposeAsync().ConfigureAwait(false);
        _queue = null;
    }

    private void Begin(GatewaySettings settings)
    {
        var file = new AccessLogFile(folder, settings.AccessLogMegabytes * 1_000_000L, TimeSpan.FromDays(settings.AccessLogDays), logger, time);
        var queue = new LogQueue(file, time, lossReport: AccessLogLine.Loss);
        _queue = queue;
        server.AccessLog = line => queue.Add(new LogEntry(time.GetUtcNow(), LogLevel.Information, EventIds.Debug, line));
    }
}
