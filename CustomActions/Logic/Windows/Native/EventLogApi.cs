using System.Runtime.InteropServices;

namespace OmsGateway.CustomActions.Windows.Native;

/// <summary>Event logs, in advapi32.</summary>
internal static unsafe class EventLogApi
{
    // Of winnt.h.
    public const ushort EVENTLOG_ERROR_TYPE = 1;
    public const ushort EVENTLOG_WARNING_TYPE = 2;
    public const uint EVENTLOG_SEQUENTIAL_READ = 1;
    public const uint EVENTLOG_BACKWARDS_READ = 8;

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true)]
    public static extern nint OpenEventLogW(string? server, string log);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ReadEventLogW(nint log, uint flags, uint record, [Out] byte[] buffer, uint size, out uint read, out uint needed);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool CloseEventLog(nint log);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true)]
    public static extern nint RegisterEventSourceW(string? server, string source);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ReportEventW(
        nint log, ushort type, ushort category, uint eventId, nint userSid, ushort stringCount, uint dataSize, char** strings, void* data);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool DeregisterEventSource(nint log);
}
