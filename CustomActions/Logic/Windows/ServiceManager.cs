using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>Services by the functions of advapi32.</summary>
internal sealed unsafe class ServiceManager : IServices
{
    // QueryServiceConfig's page: a block is never larger.
    private const int MaximumConfigurationSize = 8 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public ServiceInfo? Find(string name)
    {
        using ServiceHandle? service = ServiceHandle.Open(name, ServiceApi.SERVICE_QUERY_CONFIG);
        if (service is null) return null;
        var block = new byte[MaximumConfigurationSize];
        fixed (byte* start = block)
        {
            var configuration = (ServiceApi.QUERY_SERVICE_CONFIGW*)start;
            if (!ServiceApi.QueryServiceConfigW(service.Value, configuration, MaximumConfigurationSize, out _)) return new ServiceInfo("");
            string path = configuration->BinaryPathName is null ? "" : new string(configuration->BinaryPathName);
            return new ServiceInfo(path, configuration->StartType == ServiceApi.SERVICE_DISABLED);
        }
    }

    public bool IsRunning(string name) => Query(name) is { CurrentState: ServiceApi.SERVICE_RUNNING or ServiceApi.SERVICE_START_PENDING };

    public int ProcessId(string name)
    {
        using ServiceHandle? service = ServiceHandle.Open(name, ServiceApi.SERVICE_QUERY_STATUS);
        uint size = (uint)Marshal.SizeOf<ServiceApi.SERVICE_STATUS_PROCESS>();
        return service is not null
            && ServiceApi.QueryServiceStatusEx(service.Value, ServiceApi.SC_STATUS_PROCESS_INFO, out ServiceApi.SERVICE_STATUS_PROCESS status, size, out _)
            ? (int)status.ProcessId : 0;
    }

    public void Start(string name)
    {
        using ServiceHandle service = ServiceHandle.Open(name, ServiceApi.SERVICE_START) ?? throw new Win32Exception();
        if (!ServiceApi.StartServiceW(service.Value, 0, 0)) throw new Win32Exception();
    }

    public ServiceStatus Start(string name, TimeSpan limit)
    {
        try
        {
            Start(name);
        }
        catch (Win32Exception e) when (e.NativeErrorCode != ServiceApi.ERROR_SERVICE_ALREADY_RUNNING)
        {
            return new ServiceStatus(false, e.NativeErrorCode);
        }
        catch (Win32Exception)
        {
            // It runs already, which is what was asked for.
        }

        ServiceApi.SERVICE_STATUS? status = WaitWhile(name, ServiceApi.SERVICE_START_PENDING, limit);
        return status switch
        {
            { CurrentState: ServiceApi.SERVICE_RUNNING } => new ServiceStatus(true),
            { CurrentState: ServiceApi.SERVICE_START_PENDING } or null => new ServiceStatus(false, ServiceApi.ERROR_SERVICE_REQUEST_TIMEOUT),
            { Win32ExitCode: ServiceApi.ERROR_SERVICE_SPECIFIC_ERROR } => new ServiceStatus(
                false, ServiceApi.ERROR_SERVICE_SPECIFIC_ERROR, (int)status.Value.ServiceSpecificExitCode),
            _ => new ServiceStatus(false, (int)status.Value.Win32ExitCode),
        };
    }

    public void Stop(string name, TimeSpan limit)
    {
        using (ServiceHandle? service = ServiceHandle.Open(name, ServiceApi.SERVICE_STOP))
        {
            if (service is null) return;
            bool isAsked = ServiceApi.ControlService(service.Value, ServiceApi.SERVICE_CONTROL_STOP, out _);
            if (!isAsked && Marshal.GetLastWin32Error() != ServiceApi.ERROR_SERVICE_NOT_ACTIVE) throw new Win32Exception();
        }

        WaitWhile(name, ServiceApi.SERVICE_STOP_PENDING, limit);
    }

    public void SetImagePath(string name, string imagePath)
    {
        using ServiceHandle service = ServiceHandle.Open(name, ServiceApi.SERVICE_CHANGE_CONFIG) ?? throw new Win32Exception();
        const uint Same = ServiceApi.SERVICE_NO_CHANGE;
        if (!ServiceApi.ChangeServiceConfigW(service.Value, Same, Same, Same, imagePath, null, 0, null, null, null, null)) throw new Win32Exception();
    }

    public void SetOwnIdentifier(string name)
    {
        using ServiceHandle service = ServiceHandle.Open(name, ServiceApi.SERVICE_CHANGE_CONFIG) ?? throw new Win32Exception();
        // SERVICE_SID_INFO is one DWORD.
        uint type = ServiceApi.SERVICE_SID_TYPE_UNRESTRICTED;
        Change(service, ServiceApi.SERVICE_CONFIG_SERVICE_SID_INFO, &type);
    }

    public void SetDelayedStart(string name)
    {
        using ServiceHandle service = ServiceHandle.Open(name, ServiceApi.SERVICE_CHANGE_CONFIG) ?? throw new Win32Exception();
        // SERVICE_DELAYED_AUTO_START_INFO is one BOOL.
        int isDelayed = 1;
        Change(service, ServiceApi.SERVICE_CONFIG_DELAYED_AUTO_START_INFO, &isDelayed);
    }

    public void SetFailureActions(string name, FailureActions actions)
    {
        // Restarting a service is a right of its own (the page ChangeServiceConfig2W).
        const uint Rights = ServiceApi.SERVICE_CHANGE_CONFIG | ServiceApi.SERVICE_START;
        using ServiceHandle service = ServiceHandle.Open(name, Rights) ?? throw new Win32Exception();
        ServiceApi.SC_ACTION[] steps = [.. actions.Steps.Select(s => new ServiceApi.SC_ACTION { Type = (int)s.Kind, Delay = s.DelayMilliseconds })];
        fixed (ServiceApi.SC_ACTION* first = steps)
        {
            // Message and command are null and so stay as they are (the page SERVICE_FAILURE_ACTIONSW).
            var block = new ServiceApi.SERVICE_FAILURE_ACTIONSW { ResetPeriod = actions.ResetSeconds, ActionCount = (uint)steps.Length, Actions = first };
            Change(service, ServiceApi.SERVICE_CONFIG_FAILURE_ACTIONS, &block);
        }

        // SERVICE_FAILURE_ACTIONS_FLAG is one BOOL: a stop with an error counts as a failure too, as that of a wrong configuration does.
        int isAlsoOnErrors = 1;
        Change(service, ServiceApi.SERVICE_CONFIG_FAILURE_ACTIONS_FLAG, &isAlsoOnErrors);
    }

    private static void Change(ServiceHandle service, uint level, void* information)
    {
        // A service control manager that does not know the level, as Wine's, has nothing to set.
        if (!ServiceApi.ChangeServiceConfig2W(service.Value, level, information)
            && Marshal.GetLastWin32Error() is var error and not ServiceApi.ERROR_INVALID_LEVEL)
            throw new Win32Exception(error);
    }

    private static ServiceApi.SERVICE_STATUS? Query(string name)
    {
        using ServiceHandle? service = ServiceHandle.Open(name, ServiceApi.SERVICE_QUERY_STATUS);
        return service is not null && ServiceApi.QueryServiceStatus(service.Value, out ServiceApi.SERVICE_STATUS status) ? status : null;
    }

    private static ServiceApi.SERVICE_STATUS? WaitWhile(string name, uint state, TimeSpan limit)
    {
        var time = Stopwatch.StartNew();
        ServiceApi.SERVICE_STATUS? status = Query(name);
        while (status?.CurrentState == state && time.Elapsed < limit)
        {
            Thread.Sleep(Interval);
            status = Query(name);
        }

        return status;
    }
}
