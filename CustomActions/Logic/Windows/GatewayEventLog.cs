using System.Text;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>The log by the functions of advapi32, which Product/EventLog.wxs registers the source in.</summary>
internal sealed unsafe class GatewayEventLog : IEventLog
{
    private const string LogName = "OMS Gateway Log";
    private const string Source = "OMS Gateway";

    // 401, wrong configuration, as the service has it for its own warning of the rule.
    private const uint WarningId = 401;

    private const int BufferSize = 64 * 1024;
    private const int MaximumErrors = 3;

    // EVENTLOGRECORD of winnt.h: the offsets of its members.
    private const int LengthAt = 0;
    private const int TimeAt = 12;
    private const int TypeAt = 24;
    private const int StringCountAt = 26;
    private const int StringOffsetAt = 36;
    private const int SourceAt = 56;

    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public IReadOnlyList<string> ReadErrors(DateTime since)
    {
        var errors = new List<string>();
        nint log = EventLogApi.OpenEventLogW(null, LogName);
        if (log == 0) return errors;
        try
        {
            var buffer = new byte[BufferSize];
            const uint Backwards = EventLogApi.EVENTLOG_SEQUENTIAL_READ | EventLogApi.EVENTLOG_BACKWARDS_READ;
            // Only whole records are read, and the buffer has room for more of them than a start writes.
            if (EventLogApi.ReadEventLogW(log, Backwards, 0, buffer, (uint)buffer.Length, out uint read, out _)) Collect(buffer, (int)read, since, errors);
        }
        finally
        {
            EventLogApi.CloseEventLog(log);
        }

        return errors;
    }

    public void Warn(string text)
    {
        nint source = EventLogApi.RegisterEventSourceW(null, Source);
        if (source == 0) return;
        fixed (char* start = text)
        {
            char* strings = start;
            EventLogApi.ReportEventW(source, EventLogApi.EVENTLOG_WARNING_TYPE, 0, WarningId, 0, 1, 0, &strings, null);
        }

        EventLogApi.DeregisterEventSource(source);
    }

    internal static void Collect(byte[] records, int size, DateTime since, List<string> errors)
    {
        for (int at = 0; at + SourceAt < size && errors.Count < MaximumErrors;)
        {
            int length = BitConverter.ToInt32(records, at + LengthAt);
            if (length <= SourceAt || at + length > size) return;
            bool isError = BitConverter.ToUInt16(records, at + TypeAt) == EventLogApi.EVENTLOG_ERROR_TYPE;
            // The log keeps whole seconds: an event right after the start may seem to be older by part of one.
            bool isLate = Epoch.AddSeconds(BitConverter.ToUInt32(records, at + TimeAt)) >= since.AddSeconds(-1);
            int end = at + length;
            // If the log does not exist, Windows opens Application instead (the page OpenEventLogW).
            if (isError && isLate && Text(records, at + SourceAt, end) == Source && BitConverter.ToUInt16(records, at + StringCountAt) > 0)
                errors.Add(Text(records, at + BitConverter.ToInt32(records, at + StringOffsetAt), end));
            at = end;
        }
    }

    private static string Text(byte[] records, int at, int end)
    {
        int last = at;
        while (last + 1 < end && (records[last] != 0 || records[last + 1] != 0)) last += 2;
        return at < 0 || at >= end ? "" : Encoding.Unicode.GetString(records, at, last - at);
    }
}
