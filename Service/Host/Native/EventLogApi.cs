using System.Runtime.InteropServices;
using OmsGateway.Host.Logging;

namespace OmsGateway.Host.Native;

/// <summary>The event log functions of advapi32.</summary>
internal sealed unsafe partial class EventLogApi : IEventLogApi
{
    public const ushort EVENTLOG_ERROR_TYPE = 1;
    public const ushort EVENTLOG_WARNING_TYPE = 2;
    public const ushort EVENTLOG_INFORMATION_TYPE = 4;

    public nint Open(string source) => RegisterEventSourceW(null, source);

    public bool Report(nint handle, ushort type, int id, string message)
    {
        fixed (char* text = message)
        {
            char* strings = text;
            return ReportEventW(handle, type, 0, (uint)id, 0, 1, 0, &strings, null);
        }
    }

    public void Close(nint handle) => DeregisterEventSource(handle);

    [LibraryImport("advapi32", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    private static partial nint RegisterEventSourceW(string? serverName, string sourceName);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DeregisterEventSource(nint eventLog);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ReportEventW(
        nint eventLog, ushort type, ushort category, uint eventId, nint userSid, ushort stringCount, uint dataSize, char** strings, void* data);
}
