using System.Text;
using OmsGateway.Host.Logging;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Logging;

public sealed class LineQueueTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly TestSink _sink = new();

    [Fact]
    public async Task Lines_of_many_threads_arrive_whole_and_each_thread_s_in_order()
    {
        string[][] lines = [.. Enumerable.Range(0, 4).Select(thread => Enumerable.Range(0, 2_000)
            .Select(i => $"{thread} {new string((char)('a' + (i % 26)), i % 300)} {i}").ToArray())];
        await using (var queue = new LineQueue(_sink, TimeProvider.System))
        {
            await Task.WhenAll(lines.Select(own => Task.Run(() =>
            {
                foreach (string line in own) queue.Add(line);
            })));
            Assert.Equal(0, queue.Lost);
        }

        for (int thread = 0; thread < lines.Length; thread++)
            Assert.Equal(lines[thread], _sink.Lines.Where(line => line.StartsWith($"{thread} ", StringComparison.Ordinal)));
        Assert.Equal(string.Concat(_sink.Lines.Select(line => line + "\n")), _sink.Text);
    }

    [Fact]
    public async Task A_lone_line_is_written_after_a_tenth_of_a_second_with_what_has_come_until_then()
    {
        await using var queue = new LineQueue(_sink, _time);
        queue.Add("first");
        _time.Advance(TimeSpan.FromMilliseconds(99));
        queue.Add("second");
        Assert.Equal(0, _sink.Calls);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        _sink.WaitForCalls(1);
        Assert.Equal(["first", "second"], _sink.Lines);

        _time.Advance(TimeSpan.FromDays(1));
        queue.Add("third");
        _time.Advance(TimeSpan.FromMilliseconds(100));
        _sink.WaitForCalls(2);
        Assert.Equal(["first", "second", "third"], _sink.Lines);
    }

    [Fact]
    public async Task A_burst_does_not_wait_for_the_clock()
    {
        await using var queue = new LineQueue(_sink, _time, capacity: 100);
        for (int i = 0; i < 5; i++) queue.Add("123456789");
        _sink.WaitForCalls(1);
        Assert.Equal(5, _sink.Lines.Count);
    }

    /// <summary>Its buffers have grown by then, and are given back.</summary>
    [Fact]
    public async Task After_a_burst_single_lines_go_on()
    {
        string[] burst = [.. Enumerable.Range(0, 1_000).Select(i => $"{i} {new string('x', 100)}")];
        await using var queue = new LineQueue(_sink, _time);
        foreach (string line in burst) queue.Add(line);
        _time.Advance(LineQueue.GatherTime);
        // Of 256 lines at most.
        _sink.WaitForCalls(4);
        for (int i = 0; i < 5; i++)
        {
            queue.Add($"{i}");
            _time.Advance(LineQueue.GatherTime);
            _sink.WaitForCalls(5 + i);
        }

        Assert.Equal([.. burst, "0", "1", "2", "3", "4"], _sink.Lines);
    }

    [Fact]
    public async Task A_stop_writes_what_waits_and_what_comes_after_it_is_lost()
    {
        var queue = new LineQueue(_sink, _time);
        queue.Add("a");
        queue.Add("b");
        await queue.DisposeAsync();
        queue.Add("c");

        Assert.Equal(["a", "b"], _sink.Lines);
        Assert.Equal(1, queue.Lost);
    }

    [Fact]
    public async Task A_slow_sink_holds_up_nobody_and_a_line_says_once_how_many_were_dropped()
    {
        var queue = new LineQueue(_sink, _time, capacity: 100);
        _sink.Block();
        queue.Add("first");
        _time.Advance(LineQueue.GatherTime);
        _sink.WaitUntilBlocked();
        for (int i = 0; i < 25; i++) queue.Add("123456789");
        Assert.Equal(15, queue.Dropped);
        _sink.Release();
        await queue.DisposeAsync();

        Assert.Equal(12, _sink.Lines.Count);
        Assert.Equal("""{"schema":1,"time":"1970-01-02T00:00:00.100Z","lost":15}""", _sink.Lines[^1]);
        Assert.Equal((15, 0), (queue.Lost, queue.Dropped));
    }

    [Fact]
    public async Task What_a_sink_loses_is_counted_and_said_when_it_works_again()
    {
        var queue = new LineQueue(_sink, _time);
        _sink.Throws = true;
        queue.Add("lost");
        queue.Add("lost too");
        _time.Advance(LineQueue.GatherTime);
        Assert.True(SpinWait.SpinUntil(() => queue.Dropped == 2, Patience.Limit));
        _sink.Throws = false;
        queue.Add("kept");
        await queue.DisposeAsync();

        Assert.Equal("kept", _sink.Lines[0]);
        Assert.EndsWith("\"lost\":2}", Assert.Single(_sink.Lines.Skip(1)), StringComparison.Ordinal);
        Assert.Equal(2, queue.Lost);
    }

    private sealed class TestSink : ILineSink
    {
        private readonly ManualResetEventSlim _open = new(true);
        private readonly ManualResetEventSlim _waiting = new();
        private readonly StringBuilder _text = new();
        private int _calls;

        public List<string> Lines { get; } = [];

        public string Text => _text.ToString();

        /// <summary>Calls that have written what they were given.</summary>
        public int Calls => Volatile.Read(ref _calls);

        public bool Throws { get; set; }

        public void Block() => _open.Reset();

        public void Release() => _open.Set();

        public void WaitUntilBlocked() => Assert.True(_waiting.Wait(Patience.Limit));

        public void WaitForCalls(int count) => Assert.True(SpinWait.SpinUntil(() => Calls == count, Patience.Limit));

        public int Write(LogLines lines)
        {
            _waiting.Set();
            _open.Wait();
            if (Throws) throw new IOException("no room");
            Lines.AddRange(lines.Select(line => line.Read()));
            _text.Append(Encoding.ASCII.GetString(lines.Text.Span));
            Interlocked.Increment(ref _calls);
            return 0;
        }

        public void Dispose()
        {
        }
    }
}
