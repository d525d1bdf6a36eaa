using Microsoft.Extensions.Logging;

namespace OmsGateway.TestSupport;

/// <summary>An event as it would stand in the event log.</summary>
public sealed record LoggedEvent(int Id, LogLevel Level, string Message);

/// <summary>Keeps every event and lets a test wait for one.</summary>
public sealed class RecordingLogger(LogLevel minimum = LogLevel.Debug) : ILogger
{
    private readonly Lock _lock = new();
    private readonly List<LoggedEvent> _events = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<LoggedEvent> Events
    {
        get
        {
            lock (_lock) return [.. _events];
        }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string message = formatter(state, exception) + (exception is null ? "" : $"\n{exception}");
        TaskCompletionSource changed;
        lock (_lock)
        {
            _events.Add(new LoggedEvent(eventId.Id, logLevel, message));
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    /// <summary>The first event that satisfies the condition, waiting for it if need be.</summary>
    public async Task<LoggedEvent> WaitForAsync(Func<LoggedEvent, bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_events.FirstOrDefault(condition) is { } found) return found;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException("The event was not logged. What was:\n" + string.Join("\n", Events));
            }
        }
    }

    public Task<LoggedEvent> WaitForAsync(int id) => WaitForAsync(e => e.Id == id);
}
