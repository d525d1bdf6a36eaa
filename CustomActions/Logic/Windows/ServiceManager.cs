using System.ComponentModel;
using System.Runtime.InteropServices;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>Services by the functions of advapi32.</summary>
internal sealed class ServiceManager : IServices
{
    public bool IsRunning(string name)
    {
        using ServiceHandle? service = ServiceHandle.Open(name, ServiceApi.SERVICE_QUERY_STATUS);
        if (service is null || !ServiceApi.QueryServiceStatus(service.Value, out ServiceApi.SERVICE_STATUS status)) return false;
        return status.CurrentState is ServiceApi.SERVICE_RUNNING or ServiceApi.SERVICE_START_PENDING;
    }

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

    public FailureActions? GetFailureActions(string name)
    {
        using ServiceHandle? service = ServiceHandle.Open(name, ServiceApi.SERVICE_QUERY_CONFIG);
        return service is null ? null : FailureActionsBlock.Read(service.Value);
    }

    public void SetFailureActions(string name, FailureActions actions)
    {
        // Restarting a service is a right of its own.
        const uint Rights = ServiceApi.SERVICE_CHANGE_CONFIG | ServiceApi.SERVICE_START;
        using ServiceHandle service = ServiceHandle.Open(name, Rights) ?? throw new Win32Exception();
        FailureActionsBlock.Write(service.Value, actions);
    }
}
