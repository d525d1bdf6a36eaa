using Microsoft.Extensions.Logging;
using OmsGateway.Host.Logging;

namespace OmsGateway.Host.Tests.Logging;

public sealed class EventLogSinkTests
{
    private readonly FakeLog _log = new();

    private static LogEntry[] Entries(params string[] messages) =>
        [.. messages.Select(m => new LogEntry(DateTimeOffset.UnixEpoch, LogLevel.Information, 100, m))];

    [Fact]
    public void The_handle_is_opened_again_when_it_has_gone_stale()
    {
        using var sink = new EventLogSink(_log);
        Assert.Equal(0, sink.Write(Entries("a")));
        _log.Restart();

        Assert.Equal(0, sink.Write(Entries("b", "c")));

        Assert.Equal(["a", "b", "c"], _log.Written);
        Assert.Single(_log.Open);
    }

    [Fact]
    public void An_event_that_is_not_taken_is_lost_alone()
    {
        using var sink = new EventLogSink(_log);
        _log.Refused = "b";

        Assert.Equal(1, sink.Write(Entries("a", "b", "c")));
        Assert.Equal(["a", "c"], _log.Written);
    }

    [Fact]
    public void A_log_that_cannot_be_opened_at_first_is_opened_later()
    {
        _log.IsAvailable = false;
        using var sink = new EventLogSink(_log);
        Assert.Equal(1, sink.Write(Entries("a")));
        _log.IsAvailable = true;

        Assert.Equal(0, sink.Write(Entries("b")));
        Assert.Equal(["b"], _log.Written);
    }

    private sealed class FakeLog : IEventLogApi
    {
        private nint _last;

        public HashSet<nint> Open { get; } = [];

        public List<string> Written { get; } = [];

        public bool IsAvailable { get; set; } = true;

        public string? Refused { get; set; }

        /// <summary>As the event log service does: handles from before are good for nothing.</summary>
        public void Restart() => Open.Clear();

        nint IEventLogApi.Open(string source)
        {
            if (!IsAvailable) return 0;
            Open.Add(++_last);
            return _last;
        }

        public bool Report(nint handle, ushort type, int id, string message)
        {
            if (!Open.Contains(handle) || message == Refused) return false;
            Written.Add(message);
            return true;
        }

        public void Close(nint handle) => Open.Remove(handle);
    }
}
