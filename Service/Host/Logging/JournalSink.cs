using System.Globalization;
using System.Text;

namespace OmsGateway.Host.Logging;

/// <summary>
/// Writes <c>&lt;priority&gt;[id] message</c>, as sd-daemon(3) describes, to a standard output that systemd reads: the journal
/// adds the time, and its level is the event's.
/// </summary>
internal sealed class JournalSink(TextWriter output) : ILogSink
{
    private readonly StringBuilder _lines = new();

    /// <summary>Whether this process's standard output is the stream to the journal that JOURNAL_STREAM=device:inode names.</summary>
    public static bool IsStandardOutput =>
        Environment.GetEnvironmentVariable("JOURNAL_STREAM")?.Split(':') is [_, { } inode]
        && File.ResolveLinkTarget("/proc/self/fd/1", returnFinalTarget: false)?.Name == $"socket:[{inode}]";

    public int Write(IReadOnlyList<LogEntry> entries)
    {
        _lines.Clear();
        foreach (LogEntry entry in entries)
            _lines.Append(CultureInfo.InvariantCulture, $"<{LogLevels.Severity(entry.Level)}>[{entry.Id}] {entry.Message}\n");
        output.Write(_lines);
        output.Flush();
        return 0;
    }

    public void Dispose()
    {
    }
}
