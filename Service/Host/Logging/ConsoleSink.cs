using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace OmsGateway.Host.Logging;

/// <summary>Writes <c>yyyy-MM-dd HH:mm:ss LEVEL [id] message</c> in local time, a batch with one flush.</summary>
internal sealed class ConsoleSink(TextWriter output, TimeProvider time) : ILogSink
{
    private readonly StringBuilder _lines = new();

    public int Write(IReadOnlyList<LogEntry> entries)
    {
        _lines.Clear();
        foreach (LogEntry entry in entries)
        {
            DateTimeOffset local = TimeZoneInfo.ConvertTime(entry.Time, time.LocalTimeZone);
            _lines.Append(CultureInfo.InvariantCulture, $"{local:yyyy-MM-dd HH:mm:ss} {Name(entry.Level)} [{entry.Id}] {entry.Message}")
                .Append(Environment.NewLine);
        }

        output.Write(_lines);
        output.Flush();
        return 0;
    }

    public void Dispose()
    {
    }

    private static string Name(LogLevel level) => level switch
    {
        <= LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARN",
        _ => "ERROR",
    };
}
