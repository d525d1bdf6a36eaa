using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OmsGateway.Host.Native;
using OmsGateway.Host.Running;

namespace OmsGateway.Host.WindowsService;

/// <summary>Runs the process as the service that the service control manager has started.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe class ServiceProcess
{
    /// <summary>Key name of the service, the one Microsoft's OMS Gateway has: <c>Restart-Service OMSGatewayService</c>.</summary>
    public const string Name = "OMSGatewayService";

    // When Windows itself shuts down it kills services soon (WaitToKillServiceTimeout, 5 seconds by default).
    private static readonly TimeSpan ShutdownDrain = TimeSpan.FromSeconds(3);

    private static readonly CancellationTokenSource StopRequested = new();
    private static readonly CancellationTokenSource AbortRequested = new();

    // Windows' callbacks carry no state for ServiceMain; there is one service in the process.
    private static Func<IRunProgress, CancellationToken, CancellationToken, Task<ExitCode>>? s_body;
    private static ServiceProgress? s_progress;
    private static nint s_handle;
    private static ExitCode s_exitCode = ExitCode.Failure;

    /// <summary>Becomes the service and returns when it has ended; null when a person and not Windows started the process.</summary>
    /// <param name="body">The service: takes a progress, a token to stop and a token to stop at once.</param>
    public static ExitCode? TryRun(Func<IRunProgress, CancellationToken, CancellationToken, Task<ExitCode>> body)
    {
        s_body = body;
        fixed (char* name = Name)
        {
            ServiceApi.ServiceTableEntry* table = stackalloc ServiceApi.ServiceTableEntry[2];
            // In a process of a single service Windows ignores the name, but it must not be null (SERVICE_TABLE_ENTRYW).
            table[0] = new ServiceApi.ServiceTableEntry { ServiceName = name, ServiceMain = &ServiceMain };
            table[1] = default;
            // True only once the service has stopped, and with it the run that sets the code.
            if (ServiceApi.StartServiceCtrlDispatcherW(table)) return s_exitCode;
        }

        int error = Marshal.GetLastPInvokeError();
        // What Windows answers a program that runs in a console (Microsoft, "StartServiceCtrlDispatcherW function").
        return error == ServiceApi.ERROR_FAILED_SERVICE_CONTROLLER_CONNECT ? null : throw new Win32Exception(error);
    }

    [UnmanagedCallersOnly]
    private static void ServiceMain(uint argumentCount, char** arguments)
    {
        s_handle = ServiceApi.RegisterServiceCtrlHandlerExW(Name, &OnControl, null);
        if (s_handle == 0) return;

        using var progress = new ServiceProgress(Tell, TimeProvider.System);
        s_progress = progress;
        try
        {
            s_exitCode = s_body!(progress, StopRequested.Token, AbortRequested.Token).GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            // The run has reported what it could; an exception that left this method would end the process without a state.
            s_exitCode = ExitCode.Failure;
        }

        progress.Stopped(s_exitCode);
    }

    [UnmanagedCallersOnly]
    private static uint OnControl(uint control, uint eventType, void* eventData, void* context)
    {
        switch (control)
        {
            case ServiceApi.SERVICE_CONTROL_INTERROGATE:
                s_progress?.Repeat();
                return ServiceApi.NO_ERROR;
            case ServiceApi.SERVICE_CONTROL_STOP:
                Stop();
                return ServiceApi.NO_ERROR;
            case ServiceApi.SERVICE_CONTROL_SHUTDOWN or ServiceApi.SERVICE_CONTROL_PRESHUTDOWN:
                // A service that stops at PRESHUTDOWN, for which it has 10 seconds (SERVICE_PRESHUTDOWN_INFO), no longer gets SHUTDOWN.
                AbortRequested.CancelAfter(ShutdownDrain);
                Stop();
                return ServiceApi.NO_ERROR;
            default:
                return ServiceApi.ERROR_CALL_NOT_IMPLEMENTED;
        }
    }

    private static void Stop()
    {
        s_progress?.Stopping();
        // On another thread: Windows waits for this one before it gives the service another control.
        ThreadPool.QueueUserWorkItem(_ => StopRequested.Cancel());
    }

    private static void Tell(ServiceReport report)
    {
        var status = new ServiceApi.ServiceStatus
        {
            ServiceType = ServiceApi.SERVICE_WIN32_OWN_PROCESS,
            CurrentState = (uint)report.State,
            ControlsAccepted = report.AcceptsStop
                ? ServiceApi.SERVICE_ACCEPT_STOP | ServiceApi.SERVICE_ACCEPT_SHUTDOWN | ServiceApi.SERVICE_ACCEPT_PRESHUTDOWN
                : 0,
            // With any other code Windows ignores ServiceSpecificExitCode (SERVICE_STATUS).
            Win32ExitCode = report.ExitCode is ExitCode.Success ? ServiceApi.NO_ERROR : ServiceApi.ERROR_SERVICE_SPECIFIC_ERROR,
            ServiceSpecificExitCode = (uint)report.ExitCode,
            CheckPoint = (uint)report.CheckPoint,
            WaitHint = (uint)report.WaitHint.TotalMilliseconds,
        };
        _ = ServiceApi.SetServiceStatus(s_handle, &status);
    }
}
