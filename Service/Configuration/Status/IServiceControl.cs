namespace OmsGateway.Configuration.Status;

/// <summary>The service control manager, as far as any user may ask it.</summary>
internal interface IServiceControl
{
    /// <summary>How a service does, or null when there is none of that name or it cannot be asked.</summary>
    ServiceRun? Query(string name);
}

/// <summary>The states of a service by Windows' numbers (SERVICE_STATUS_PROCESS).</summary>
internal enum ServiceRunState
{
    Stopped = 1,
    StartPending = 2,
    StopPending = 3,
    Running = 4,
}

/// <summary>What the service control manager says of a service.</summary>
/// <param name="State">Its state.</param>
/// <param name="ProcessId">Its process, 0 when it has none.</param>
/// <param name="ExitCode">Why it stopped: the service's own code where it gave one, else Windows'; 0 for no error.</param>
internal readonly record struct ServiceRun(ServiceRunState State, int ProcessId, int ExitCode);
