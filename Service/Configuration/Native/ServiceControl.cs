using System.Runtime.InteropServices;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Native;

/// <summary>
/// Asks Windows' service control manager with no more rights than every local user has: SC_MANAGER_CONNECT and SERVICE_QUERY_STATUS
/// (Microsoft, "Service Security and Access Rights").
/// </summary>
internal sealed class ServiceControl : IServiceControl
{
    private const uint SC_MANAGER_CONNECT = 1;
    private const uint SERVICE_QUERY_STATUS = 4;
    private const uint SC_STATUS_PROCESS_INFO = 0;
    private const int ERROR_SERVICE_SPECIFIC_ERROR = 1066;
    private const int ERROR_SERVICE_NEVER_STARTED = 1077;

    public ServiceRun? Query(string name)
    {
        IntPtr manager = OpenSCManagerW(null, null, SC_MANAGER_CONNECT);
        if (manager == IntPtr.Zero) return null;
        IntPtr service = OpenServiceW(manager, name, SERVICE_QUERY_STATUS);
        try
        {
            if (service == IntPtr.Zero
                || !QueryServiceStatusEx(service, SC_STATUS_PROCESS_INFO, out Status status, Marshal.SizeOf<Status>(), out _)) return null;
            int code = status.Win32ExitCode switch
            {
                // The service's own code is in another field then (SERVICE_STATUS_PROCESS).
                ERROR_SERVICE_SPECIFIC_ERROR => status.ServiceSpecificExitCode,
                // What Windows says from its start until the service is first started, which is no failure.
                ERROR_SERVICE_NEVER_STARTED => 0,
                _ => status.Win32ExitCode,
            };
            return new ServiceRun((ServiceRunState)status.CurrentState, status.ProcessId, code);
        }
        finally
        {
            if (service != IntPtr.Zero) CloseServiceHandle(service);
            CloseServiceHandle(manager);
        }
    }

    [DllImport("advapi32", SetLastError = true, CharSet = CharSet.Unicode, ExactSpelling = true)]
    private static extern IntPtr OpenSCManagerW(string? machine, string? database, uint access);

    [DllImport("advapi32", SetLastError = true, CharSet = CharSet.Unicode, ExactSpelling = true)]
    private static extern IntPtr OpenServiceW(IntPtr manager, string name, uint access);

    [DllImport("advapi32", SetLastError = true, ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool QueryServiceStatusEx(IntPtr service, uint level, out Status status, int size, out int needed);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CloseServiceHandle(IntPtr handle);

    // SERVICE_STATUS_PROCESS.
    [StructLayout(LayoutKind.Sequential)]
    private struct Status
    {
        public int ServiceType;
        public int CurrentState;
        public int ControlsAccepted;
        public int Win32ExitCode;
        public int ServiceSpecificExitCode;
        public int CheckPoint;
        public int WaitHint;
        public int ProcessId;
        public int ServiceFlags;
    }
}
