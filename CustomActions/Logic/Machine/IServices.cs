namespace OmsGateway.CustomActions.Machine;

/// <summary>The service control manager. Members that change something throw <see cref="System.ComponentModel.Win32Exception"/>.</summary>
internal interface IServices
{
    /// <summary>A service's configuration, or null when it does not exist.</summary>
    ServiceInfo? Find(string name);

    /// <summary>Whether a service exists and runs or is about to.</summary>
    bool IsRunning(string name);

    /// <summary>The number of a running service's process; 0 when it does not run or does not exist.</summary>
    int ProcessId(string name);

    /// <summary>Starts a service without waiting until it runs.</summary>
    void Start(string name);

    /// <summary>Starts a service that may run already, and waits until it runs, has stopped again, or the time is over. Never throws.</summary>
    ServiceStatus Start(string name, TimeSpan limit);

    /// <summary>Stops a service that may have stopped already, and waits until it has, or the time is over.</summary>
    void Stop(string name, TimeSpan limit);

    /// <summary>Gives a service another program.</summary>
    void SetImagePath(string name, string imagePath);

    /// <summary>Gives a service its own identifier, NT SERVICE\name, under whichever account it runs.</summary>
    void SetOwnIdentifier(string name);

    /// <summary>Has a service start some minutes after Windows.</summary>
    void SetDelayedStart(string name);

    /// <summary>Says what Windows does when the service fails, or stops with an error.</summary>
    void SetFailureActions(string name, FailureActions actions);
}

/// <summary>A service as it is configured.</summary>
/// <param name="ImagePath">The command line of its program.</param>
/// <param name="IsDisabled">Whether it must not be started.</param>
internal sealed record ServiceInfo(string ImagePath, bool IsDisabled = false);

/// <summary>What has become of a start.</summary>
/// <param name="IsRunning">Whether the service runs.</param>
/// <param name="Error">The system error code when it does not.</param>
/// <param name="SpecificError">The service's own code, or 0.</param>
internal readonly record struct ServiceStatus(bool IsRunning, int Error = 0, int SpecificError = 0);

/// <summary>SERVICE_FAILURE_ACTIONS of the Windows documentation.</summary>
/// <param name="ResetSeconds">After how many seconds without a failure they are counted anew.</param>
/// <param name="Steps">What to do at the first, second and every further failure.</param>
internal sealed record FailureActions(uint ResetSeconds, IReadOnlyList<FailureStep> Steps);

/// <summary>One step, after a delay.</summary>
internal readonly record struct FailureStep(FailureStepKind Kind, uint DelayMilliseconds);

/// <summary>SC_ACTION_TYPE.</summary>
internal enum FailureStepKind
{
    None = 0,
    Restart = 1,
}
