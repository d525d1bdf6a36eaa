using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>An open service.</summary>
internal sealed class ServiceHandle : IDisposable
{
    private readonly nint _manager;

    private ServiceHandle(nint manager, nint service)
    {
        _manager = manager;
        Value = service;
    }

    public nint Value { get; }

    /// <summary>Opens a service; null when it does not exist or may not be opened so.</summary>
    public static ServiceHandle? Open(string name, uint rights)
    {
        nint manager = ServiceApi.OpenSCManagerW(null, null, ServiceApi.SC_MANAGER_CONNECT);
        if (manager == 0) return null;
        nint service = ServiceApi.OpenServiceW(manager, name, rights);
        if (service != 0) return new ServiceHandle(manager, service);
        // Declared without SetLastError, so that callers still find the error of OpenServiceW.
        ServiceApi.CloseServiceHandle(manager);
        return null;
    }

    public void Dispose()
    {
        ServiceApi.CloseServiceHandle(Value);
        ServiceApi.CloseServiceHandle(_manager);
    }
}
