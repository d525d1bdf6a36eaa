using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using OmsGateway.Host.Native;

namespace OmsGateway.Host.Logging;

/// <summary>
/// Writes to the log "OMS Gateway Log" through the source "OMS Gateway". Setup registers both; here they are only used,
/// because registering takes rights that the service does not have.
/// </summary>
internal sealed partial class EventLogSink : ILogSink
{
    /// <summary>The source that Microsoft's OMS Gateway writes with; monitoring rules filter by it.</summary>
    public const string Source = "OMS Gateway";

    private readonly IEventLogApi _api;
    private nint _source;

    public EventLogSink(IEventLogApi api)
    {
        _api = api;
        _source = api.Open(Source);
    }

    /// <summary>Writes what the event log takes. Its service may restart, after which the old handle is good for nothing.</summary>
    public int Write(IReadOnlyList<LogEntry> entries) => entries.Count(entry => !Write(entry) && !(Reopen() && Write(entry)));

    public void Dispose()
    {
        if (_source != 0) _api.Close(_source);
        _source = 0;
    }

    private bool Write(LogEntry entry) => _source != 0 && _api.Report(_source, TypeOf(entry.Level), entry.Id, WithoutInsertions(entry.Message));

    private bool Reopen()
    {
        Dispose();
        _source = _api.Open(Source);
        return _source != 0;
    }

    private static ushort TypeOf(LogLevel level) => level switch
    {
        >= LogLevel.Error => EventLogApi.EVENTLOG_ERROR_TYPE,
        LogLevel.Warning => EventLogApi.EVENTLOG_WARNING_TYPE,
        _ => EventLogApi.EVENTLOG_INFORMATION_TYPE,
    };

    // The event viewer would replace %1 within the text, which occurs in an IPv6 address with a zone (fe80::1%12).
    private static string WithoutInsertions(string message) =>
        message.Contains('%', StringComparison.Ordinal) ? Insertion().Replace(message, "#") : message;

    [GeneratedRegex("%(?=[0-9])")]
    private static partial Regex Insertion();
}
