using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OmsGateway.Host.Native;

/// <summary>The service control manager's side of a service process, in advapi32.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class ServiceApi
{
    public const uint SERVICE_WIN32_OWN_PROCESS = 0x10;

    public const uint SERVICE_ACCEPT_STOP = 0x1;
    public const uint SERVICE_ACCEPT_SHUTDOWN = 0x4;
    public const uint SERVICE_ACCEPT_PRESHUTDOWN = 0x100;

    public const uint SERVICE_CONTROL_STOP = 1;
    public const uint SERVICE_CONTROL_INTERROGATE = 4;
    public const uint SERVICE_CONTROL_SHUTDOWN = 5;
    public const uint SERVICE_CONTROL_PRESHUTDOWN = 0xF;

    public const uint NO_ERROR = 0;
    public const uint ERROR_CALL_NOT_IMPLEMENTED = 120;
    public const uint ERROR_SERVICE_SPECIFIC_ERROR = 1066;
    public const int ERROR_FAILED_SERVICE_CONTROLLER_CONNECT = 1063;

    /// <summary>Blocks until the services of the table have ended.</summary>
    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool StartServiceCtrlDispatcherW(ServiceTableEntry* table);

    /// <summary>0 when it fails.</summary>
    [LibraryImport("advapi32", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial nint RegisterServiceCtrlHandlerExW(
        string serviceName, delegate* unmanaged<uint, uint, void*, void*, uint> handler, void* context);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetServiceStatus(nint handle, ServiceStatus* status);

    /// <summary>SERVICE_TABLE_ENTRYW; an empty one ends the table.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ServiceTableEntry
    {
        public char* ServiceName;
        public delegate* unmanaged<uint, char**, void> ServiceMain;
    }

    /// <summary>SERVICE_STATUS.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ServiceStatus
    {
        public uint ServiceType;
        public uint CurrentState;
        public uint ControlsAccepted;
        public uint Win32ExitCode;
        public uint ServiceSpecificExitCode;
        public uint CheckPoint;
        public uint WaitHint;
    }
}
