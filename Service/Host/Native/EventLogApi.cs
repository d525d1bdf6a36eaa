using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OmsGateway.Host.Native;

/// <summary>The event log functions of advapi32.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class EventLogApi
{
    public const ushort EVENTLOG_ERROR_TYPE = 1;
    public const ushort EVENTLOG_WARNING_TYPE = 2;
    public const ushort EVENTLOG_INFORMATION_TYPE = 4;

    /// <summary>0 when the source cannot be opened.</summary>
    [LibraryImport("advapi32", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial nint RegisterEventSourceW(string? serverName, string sourceName);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DeregisterEventSource(nint eventLog);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ReportEventW(
        nint eventLog, ushort type, ushort category, uint eventId, nint userSid, ushort stringCount, uint dataSize, char** strings, void* data);
}
