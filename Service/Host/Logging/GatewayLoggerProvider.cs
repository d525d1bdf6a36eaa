using Microsoft.Extensions.Logging;

namespace OmsGateway.Host.Logging;

/// <summary>Gives out loggers that write to a queue from the level on that is in force now.</summary>
internal sealed class GatewayLoggerProvider(LogQueue queue, TimeProvider time) : ILoggerProvider
{
    private volatile LogLevel _minimumLevel = LogLevel.Information;

    /// <summary>The least severe level that is written; a change applies to all loggers at once.</summary>
    public LogLevel MinimumLevel
    {
        get => _minimumLevel;
        set => _minimumLevel = value;
    }

    public ILogger CreateLogger(string categoryName) => new QueueLogger(this);

    /// <summary>Leaves the queue to its owner.</summary>
    public void Dispose()
    {
    }

    private sealed class QueueLogger(GatewayLoggerProvider provider) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= provider.MinimumLevel && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            string message = formatter(state, exception);
            if (exception is not null) message = LogText.WithException(message, exception);
            provider.Add(new LogEntry(provider.Now, logLevel, eventId.Id, LogText.Clean(message)));
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private void Add(LogEntry entry) => queue.Add(entry);
}
