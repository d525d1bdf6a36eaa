using System.ComponentModel;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using OmsGateway.Host.Native;

namespace OmsGateway.Host.Logging;

/// <summary>
/// Writes to the log "OMS Gateway Log" through the source "OMS Gateway". Setup registers both; here they are only used,
/// because registering takes rights that the service does not have.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed partial class EventLogSink : ILogSink
{
    /// <summary>The source that Microsoft's OMS Gateway writes with; monitoring rules filter by it.</summary>
    public const string Source = "OMS Gateway";

    private readonly nint _source = EventLogApi.RegisterEventSourceW(null, Source);

    public void Write(IReadOnlyList<LogEntry> entries)
    {
        if (_source == 0) return;
        foreach (LogEntry entry in entries) Write(entry);
    }

    public void Dispose()
    {
        if (_source != 0) EventLogApi.DeregisterEventSource(_source);
    }

    private unsafe void Write(LogEntry entry)
    {
        ushort type = entry.Level switch
        {
            >= LogLevel.Error => EventLogApi.EVENTLOG_ERROR_TYPE,
            LogLevel.Warning => EventLogApi.EVENTLOG_WARNING_TYPE,
            _ => EventLogApi.EVENTLOG_INFORMATION_TYPE,
        };

        fixed (char* text = WithoutInsertions(entry.Message))
        {
            char* strings = text;
            if (!EventLogApi.ReportEventW(_source, type, 0, (uint)entry.Id, 0, 1, 0, &strings, null)) throw new Win32Exception();
        }
    }

    // The event viewer would replace %1 within the text, as it stands in an IPv6 address with a zone (fe80::1%12).
    private static string WithoutInsertions(string message) =>
        message.Contains('%', StringComparison.Ordinal) ? Insertion().Replace(message, "#") : message;

    [GeneratedRegex("%(?=[0-9])")]
    private static partial Regex Insertion();
}
