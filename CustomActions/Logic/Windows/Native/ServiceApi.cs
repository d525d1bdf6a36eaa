using System.Runtime.InteropServices;

namespace OmsGateway.CustomActions.Windows.Native;

/// <summary>The service control manager, in advapi32.</summary>
internal static unsafe class ServiceApi
{
    // Of winsvc.h and winnt.h; the errors are of winerror.h.
    public const uint SC_MANAGER_CONNECT = 0x1;
    public const uint SERVICE_QUERY_CONFIG = 0x1;
    public const uint SERVICE_CHANGE_CONFIG = 0x2;
    public const uint SERVICE_QUERY_STATUS = 0x4;
    public const uint SERVICE_START = 0x10;
    public const uint SERVICE_STOP = 0x20;

    public const uint SERVICE_CONTROL_STOP = 1;

    public const uint SERVICE_START_PENDING = 2;
    public const uint SERVICE_STOP_PENDING = 3;
    public const uint SERVICE_RUNNING = 4;

    public const uint SERVICE_DISABLED = 4;
    public const uint SERVICE_NO_CHANGE = 0xFFFFFFFF;

    public const uint SERVICE_CONFIG_FAILURE_ACTIONS = 2;
    public const uint SERVICE_CONFIG_DELAYED_AUTO_START_INFO = 3;
    public const uint SERVICE_CONFIG_FAILURE_ACTIONS_FLAG = 4;
    public const uint SERVICE_CONFIG_SERVICE_SID_INFO = 5;
    public const uint SERVICE_SID_TYPE_UNRESTRICTED = 1;
    public const int SC_STATUS_PROCESS_INFO = 0;

    public const int ERROR_INVALID_LEVEL = 124;
    public const int ERROR_SERVICE_REQUEST_TIMEOUT = 1053;
    public const int ERROR_SERVICE_ALREADY_RUNNING = 1056;
    public const int ERROR_SERVICE_NOT_ACTIVE = 1062;
    public const int ERROR_SERVICE_SPECIFIC_ERROR = 1066;

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    public static extern nint OpenSCManagerW(string? machine, string? database, uint rights);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    public static extern nint OpenServiceW(nint manager, string name, uint rights);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool CloseServiceHandle(nint handle);

    [DllImport("advapi32", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool QueryServiceStatus(nint service, out SERVICE_STATUS status);

    [DllImport("advapi32", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool QueryServiceStatusEx(nint service, int level, out SERVICE_STATUS_PROCESS status, uint size, out uint needed);

    [DllImport("advapi32", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool QueryServiceConfigW(nint service, QUERY_SERVICE_CONFIGW* configuration, uint size, out uint needed);

    [DllImport("advapi32", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool StartServiceW(nint service, uint argumentCount, nint arguments);

    [DllImport("advapi32", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ControlService(nint service, uint control, out SERVICE_STATUS status);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ChangeServiceConfigW(
        nint service, uint type, uint startType, uint errorControl, string? binaryPathName, string? loadOrderGroup, nint tagId,
        string? dependencies, string? account, string? password, string? displayName);

    [DllImport("advapi32", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ChangeServiceConfig2W(nint service, uint level, void* information);

    [StructLayout(LayoutKind.Sequential)]
    public struct SERVICE_STATUS
    {
        public uint ServiceType;
        public uint CurrentState;
        public uint ControlsAccepted;
        public uint Win32ExitCode;
        public uint ServiceSpecificExitCode;
        public uint CheckPoint;
        public uint WaitHint;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct SERVICE_STATUS_PROCESS
    {
        public SERVICE_STATUS Status;
        public uint ProcessId;
        public uint ServiceFlags;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct QUERY_SERVICE_CONFIGW
    {
        public uint ServiceType;
        public uint StartType;
        public uint ErrorControl;
        public char* BinaryPathName;
        public char* LoadOrderGroup;
        public uint TagId;
        public char* Dependencies;
        public char* ServiceStartName;
        public char* DisplayName;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct SC_ACTION
    {
        public int Type;
        public uint Delay;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct SERVICE_FAILURE_ACTIONSW
    {
        public uint ResetPeriod;
        public char* RebootMessage;
        public char* Command;
        public uint ActionCount;
        public SC_ACTION* Actions;
    }
}
