using Microsoft.Extensions.Logging;
using OmsGateway.Gateway;

namespace OmsGateway.Host.Logging;

/// <summary>
/// Takes lines of the access log from any thread without ever waiting, gathers them for a moment and hands them to a sink from one task. When the sink
/// cannot keep up lines are dropped, and a line says how many as soon as there is room again.
/// </summary>
/// <remarks>
/// To wake a thread up for each line, and to have it call the operating system, is more work than to make the line. So the first line sets a timer,
/// and whatever comes until then goes with it. nginx gathers likewise (ngx_http_log_module, <c>access_log … flush=</c>).
/// </remarks>
internal sealed class LineQueue : IAsyncDisposable
{
    /// <summary>How long a line waits for others: no time for someone who follows a file, and on a busy gateway a thousand lines.</summary>
    public static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Some five thousand lines, in bytes.</summary>
    public const int DefaultCapacity = 2 * 1024 * 1024;

    private const int LargestPart = 256;

    private readonly ILineSink _sink;
    private readonly TimeProvider _time;
    private readonly int _half;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _due = new(0);
    private readonly ITimer _timer;
    private readonly LineBuffer _report = new(1024);
    private readonly Task _writer;
    private LineBuffer _coming;
    private LineBuffer _going;
    private long _dropped;
    private long _lost;
    private bool _ended;

    /// <param name="sink">Where lines go; disposed of with the queue.</param>
    /// <param name="time">The clock.</param>
    /// <param name="capacity">What may wait while the sink is busy, in bytes.</param>
    public LineQueue(ILineSink sink, TimeProvider time, int capacity = DefaultCapacity)
    {
        (_sink, _time, _half) = (sink, time, capacity / 2);
        (_coming, _going) = (new LineBuffer(capacity), new LineBuffer(capacity));
        _timer = time.CreateTimer(_ => _due.Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _writer = WriteAllAsync();
    }

    /// <summary>Lines that were dropped and are not reported yet.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Lines that were lost since the start, reported or not.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Takes a line, or counts it as dropped.</summary>
    public void Add(DateTimeOffset time, LogLevel level, ReadOnlySpan<byte> line)
    {
        bool isTaken;
        int before, after;
        lock (_lock)
        {
            before = _coming.Length;
            isTaken = !_ended && _coming.TryAdd(time, level, line);
            after = _coming.Length;
        }

        if (!isTaken)
        {
            Interlocked.Increment(ref _dropped);
            Interlocked.Increment(ref _lost);
        }
        // When half full, so that the other half has room for what comes until the task runs.
        else if (before < _half && after >= _half) _due.Release();
        // Even if the task is about to run for earlier lines: it may miss this one, which must not be left without a timer.
        else if (before == 0) _timer.Change(GatherTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes no more lines and waits for the sink, but no longer than a stopping service may.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock) _ended = true;
        _due.Release();
        await _timer.DisposeAsync().ConfigureAwait(false);
        if (await Task.WhenAny(_writer, Task.Delay(LogQueue.StopLimit, _time)).ConfigureAwait(false) == _writer) _sink.Dispose();
        // One that is still busy is not waited for.
        else _ = _writer.ContinueWith(_ => _sink.Dispose(), TaskScheduler.Default);
    }

    private async Task WriteAllAsync()
    {
        bool isLast;
        do
        {
            await _due.WaitAsync().ConfigureAwait(false);
            lock (_lock)
            {
                (_coming, _going) = (_going, _coming);
                isLast = _ended;
            }

            Write();
            _going.Clear();
        }
        while (!isLast);
    }

    private void Write()
    {
        long dropped = Interlocked.Exchange(ref _dropped, 0), lost = 0;
        foreach (LogLines lines in _going.Parts(LargestPart)) lost += Write(lines);
        Interlocked.Add(ref _lost, lost);
        if (dropped > 0 && !TryReport(dropped)) lost += dropped;
        if (lost > 0) Interlocked.Add(ref _dropped, lost);
    }

    private int Write(LogLines lines)
    {
        try
        {
            return _sink.Write(lines);
        }
        catch (Exception)
        {
            // This has nowhere else to be reported; what was lost is reported once the sink works again.
            return lines.Count;
        }
    }

    private bool TryReport(long count)
    {
        DateTimeOffset now = _time.GetUtcNow();
        _report.Clear();
        _report.TryAdd(now, LogLevel.Warning, AccessLogLine.Loss(now, count));
        return Write(_report.Parts(1).Single()) == 0;
    }
}
