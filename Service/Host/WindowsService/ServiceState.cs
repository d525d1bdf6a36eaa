namespace OmsGateway.Host.WindowsService;

/// <summary>The states of a service this program goes through, by Windows' numbers.</summary>
internal enum ServiceState
{
    Stopped = 1,
    StartPending = 2,
    StopPending = 3,
    Running = 4,
}

/// <summary>What the service control manager is told.</summary>
/// <param name="State">The state.</param>
/// <param name="CheckPoint">Grows while a pending state makes progress; 0 in the others.</param>
/// <param name="WaitHint">Within which time the next checkpoint comes.</param>
/// <param name="ExitCode">Why the service stopped.</param>
/// <param name="AcceptsStop">Whether the service can be told to stop now.</param>
internal readonly record struct ServiceReport(ServiceState State, int CheckPoint, TimeSpan WaitHint, ExitCode ExitCode, bool AcceptsStop);
