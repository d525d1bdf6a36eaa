using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;

namespace OmsGateway.Host.Logging;

/// <summary>
/// Takes events from any thread without ever waiting and hands them to a sink from one task. When the sink cannot keep up
/// events are dropped, and how many is reported as soon as there is room again.
/// </summary>
/// <remarks>
/// Behind its first wait the task goes on in the thread pool and occupies a thread only while it writes. A sink that blocks for good holds that
/// one thread and never a second, since there is one task, and the pool soon adds a thread for one that makes no progress (Microsoft, "The
/// managed thread pool"); a thread for each queue, idle nearly always, would cost more. The stop does not wait for it either.
/// </remarks>
internal sealed class LogQueue : IAsyncDisposable
{
    /// <summary>Some seconds of a busy gateway's events, in about a megabyte.</summary>
    public const int DefaultCapacity = 4096;

    /// <summary>How long a stopping service may take over what waits.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    private const int LargestBatch = 256;

    private readonly Channel<LogEntry> _entries;
    private readonly ILogSink _sink;
    private readonly TimeProvider _time;
    private readonly Task _writer;
    private long _dropped;
    private long _lost;

    /// <param name="sink">Where events go; disposed of with the queue.</param>
    /// <param name="time">The clock.</param>
    /// <param name="capacity">Events that may wait.</param>
    public LogQueue(ILogSink sink, TimeProvider time, int capacity = DefaultCapacity)
    {
        _sink = sink;
        _time = time;
        // In the default mode, Wait, TryWrite refuses what has no room, so that it can be counted; the modes that drop would lose it unseen.
        _entries = Channel.CreateBounded<LogEntry>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _writer = Task.Factory.StartNew(
            WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Events that were dropped and are not reported yet.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Events that were lost since the start, reported or not.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Takes an event, or counts it as dropped.</summary>
    public void Add(LogEntry entry)
    {
        if (_entries.Writer.TryWrite(entry)) return;
        Interlocked.Increment(ref _dropped);
        Interlocked.Increment(ref _lost);
    }

    /// <summary>Takes no more events and waits for the sink, but no longer than the limit.</summary>
    /// <returns>Whether everything was written in time.</returns>
    public async Task<bool> FlushAsync(TimeSpan limit)
    {
        _entries.Writer.TryComplete();
        return await Task.WhenAny(_writer, Task.Delay(limit, _time)).ConfigureAwait(false) == _writer;
    }

    /// <summary>Flushes for as long as a stopping service may take over it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (await FlushAsync(StopLimit).ConfigureAwait(false)) _sink.Dispose();
        // One that is still busy is not waited for.
        else _ = _writer.ContinueWith(_ => _sink.Dispose(), TaskScheduler.Default);
    }

    private async Task WriteAll()
    {
        var batch = new List<LogEntry>(LargestBatch);
        while (await _entries.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _entries.Reader.TryRead(out LogEntry entry)) batch.Add(entry);

            long dropped = Interlocked.Exchange(ref _dropped, 0);
            long lost = Write(batch);
            Interlocked.Add(ref _lost, lost);
            if (dropped > 0 && Write([DropReport(dropped)]) > 0) lost += dropped;
            if (lost > 0) Interlocked.Add(ref _dropped, lost);
        }
    }

    private int Write(IReadOnlyList<LogEntry> entries)
    {
        try
        {
            return _sink.Write(entries);
        }
        catch (Exception)
        {
            // This has nowhere else to be reported; what was lost is reported once the sink works again.
            return entries.Count;
        }
    }

    private LogEntry DropReport(long count) =>
        new(_time.GetUtcNow(), LogLevel.Warning, EventIds.Error, $"{count} events were lost because the log could not take them fast enough.");
}
