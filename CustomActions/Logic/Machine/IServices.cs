namespace OmsGateway.CustomActions.Machine;

/// <summary>The service control manager.</summary>
internal interface IServices
{
    /// <summary>Whether a service exists and runs or is about to.</summary>
    bool IsRunning(string name);

    /// <summary>The number of a running service's process; 0 when it does not run or does not exist.</summary>
    int ProcessId(string name);

    /// <summary>Starts a service without waiting until it runs.</summary>
    void Start(string name);

    /// <summary>What Windows does when the service fails, or null when the service does not exist.</summary>
    FailureActions? GetFailureActions(string name);

    /// <summary>Says what Windows does when the service fails.</summary>
    void SetFailureActions(string name, FailureActions actions);
}

/// <summary>SERVICE_FAILURE_ACTIONS of the Windows documentation.</summary>
/// <param name="ResetSeconds">After how many seconds without a failure they are counted anew.</param>
/// <param name="Steps">What to do at the first, second and every further failure.</param>
/// <param name="Command">The command line of <see cref="FailureStepKind.RunCommand"/>.</param>
/// <param name="RebootMessage">What users are told before <see cref="FailureStepKind.Reboot"/>.</param>
internal sealed record FailureActions(uint ResetSeconds, IReadOnlyList<FailureStep> Steps, string Command, string RebootMessage);

/// <summary>One step, after a delay.</summary>
internal readonly record struct FailureStep(FailureStepKind Kind, uint DelayMilliseconds);

/// <summary>SC_ACTION_TYPE.</summary>
internal enum FailureStepKind
{
    None = 0,
    Restart = 1,
    Reboot = 2,
    RunCommand = 3,
}
