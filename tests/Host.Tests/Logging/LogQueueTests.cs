using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Host.Logging;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Logging;

public sealed class LogQueueTests
{
    private static LogEntry Entry(string message) => new(DateTimeOffset.UnixEpoch, LogLevel.Information, 100, message);

    [Fact]
    public async Task Events_arrive_in_order()
    {
        using var sink = new TestSink();
        await using (var queue = new LogQueue(sink, TimeProvider.System))
        {
            for (int i = 0; i < 1000; i++) queue.Add(Entry($"{i}"));
        }

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), sink.Messages);
    }

    [Fact]
    public async Task A_slow_sink_never_blocks_a_writer_and_what_was_dropped_is_reported_once()
    {
        using var sink = new TestSink();
        await using (var queue = new LogQueue(sink, TimeProvider.System, capacity: 10))
        {
            sink.Block();
            queue.Add(Entry("first"));
            sink.WaitUntilBlocked();
            for (int i = 0; i < 25; i++) queue.Add(Entry($"{i}"));
            Assert.Equal(15, queue.Dropped);
            sink.Release();
        }

        LogEntry report = Assert.Single(sink.Entries, e => e.Message.Contains("were lost", StringComparison.Ordinal));
        Assert.StartsWith("15 ", report.Message, StringComparison.Ordinal);
        Assert.Equal((LogLevel.Warning, EventIds.Error), (report.Level, report.Id));
        Assert.Equal(12, sink.Entries.Count);
    }

    [Fact]
    public async Task A_sink_that_throws_loses_its_batch_only_and_the_loss_is_reported()
    {
        using var sink = new TestSink();
        await using (var queue = new LogQueue(sink, TimeProvider.System))
        {
            sink.Throws = true;
            queue.Add(Entry("lost"));
            Assert.True(SpinWait.SpinUntil(() => queue.Dropped == 1, Patience.Limit));
            sink.Throws = false;
            queue.Add(Entry("kept"));
        }

        Assert.Equal("kept", sink.Messages[0]);
        Assert.StartsWith("1 ", sink.Messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_event_takes_no_other_with_it()
    {
        using var sink = new TestSink { Loses = e => e.Message == "bad" };
        await using (var queue = new LogQueue(sink, TimeProvider.System))
        {
            sink.Block();
            foreach (string message in (string[])["a", "bad", "b"]) queue.Add(Entry(message));
            sink.Release();
            Assert.True(SpinWait.SpinUntil(() => queue.Dropped == 1, Patience.Limit));
            queue.Add(Entry("c"));
        }

        Assert.Equal(["a", "b", "c"], sink.Messages.Take(3));
        Assert.StartsWith("1 ", sink.Messages[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stuck_sink_holds_up_a_flush_for_its_limit_only()
    {
        using var sink = new TestSink();
        var queue = new LogQueue(sink, TimeProvider.System);
        sink.Block();
        queue.Add(Entry("stuck"));
        Assert.False(await queue.FlushAsync(TimeSpan.FromMilliseconds(100)));
        sink.Release();
        Assert.True(await queue.FlushAsync(Patience.Limit));
    }

    private sealed class TestSink : ILogSink
    {
        private readonly ManualResetEventSlim _open = new(true);
        private readonly ManualResetEventSlim _waiting = new();

        public List<LogEntry> Entries { get; } = [];

        public List<string> Messages => [.. Entries.Select(e => e.Message)];

        public bool Throws { get; set; }

        public void Block() => _open.Reset();

        public void Release() => _open.Set();

        public void WaitUntilBlocked() => Assert.True(_waiting.Wait(Patience.Limit));

        /// <summary>The events that are lost alone.</summary>
        public Func<LogEntry, bool> Loses { get; set; } = _ => false;

        public int Write(IReadOnlyList<LogEntry> entries)
        {
            _waiting.Set();
            _open.Wait();
            if (Throws) throw new IOException("no room");
            Entries.AddRange(entries.Where(e => !Loses(e)));
            return entries.Count(Loses);
        }

        public void Dispose()
        {
        }
    }
}
