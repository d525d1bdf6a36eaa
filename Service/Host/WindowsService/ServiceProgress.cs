using OmsGateway.Host.Running;

namespace OmsGateway.Host.WindowsService;

/// <summary>
/// Keeps the service control manager informed. While the service starts or stops it raises the checkpoint again and again:
/// without that a service counts as hung once the wait hint has passed, however long it was allowed to drain.
/// </summary>
internal sealed class ServiceProgress : IRunProgress, IDisposable
{
    private static readonly TimeSpan CheckPointInterval = TimeSpan.FromSeconds(1);

    // Several intervals, so that a busy machine is not taken for a hung service.
    private static readonly TimeSpan WaitHint = TimeSpan.FromSeconds(10);

    private readonly Action<ServiceReport> _report;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private ServiceState _state = ServiceState.StartPending;
    private bool _isWaiting;
    private int _checkPoint;
    private ExitCode _exitCode;

    /// <summary>Begins with <see cref="ServiceState.StartPending"/>.</summary>
    /// <param name="report">Tells the service control manager; called by one thread at a time.</param>
    /// <param name="time">The clock of the checkpoints.</param>
    public ServiceProgress(Action<ServiceReport> report, TimeProvider time)
    {
        _report = report;
        Enter(ServiceState.StartPending);
        _timer = time.CreateTimer(_ => Advance(), null, CheckPointInterval, CheckPointInterval);
    }

    /// <summary>
    /// Lets a stop through while the service still starts, which may now take minutes (nf-winsvc-controlservice: a service that accepts it
    /// gets it in SERVICE_START_PENDING). Until then it is kept away, since the run is not ready to hear it.
    /// </summary>
    public void Waiting()
    {
        lock (_lock)
        {
            _isWaiting = true;
            Report();
        }
    }

    public void Running() => Enter(ServiceState.Running);

    public void Alive()
    {
        // Windows has no watchdog for services.
    }

    public void Reloading()
    {
        // Windows knows no such state.
    }

    public void Stopping() => Enter(ServiceState.StopPending);

    /// <summary>The last report; Windows may end the process from here on.</summary>
    public void Stopped(ExitCode exitCode)
    {
        _exitCode = exitCode;
        Enter(ServiceState.Stopped);
    }

    /// <summary>Reports the present state once more, as SERVICE_CONTROL_INTERROGATE asks for.</summary>
    public void Repeat()
    {
        lock (_lock) Report();
    }

    public void Dispose() => _timer.Dispose();

    private void Enter(ServiceState state)
    {
        lock (_lock)
        {
            // A stop that was asked for during the start is not taken back when the start completes.
            if (_state is ServiceState.Stopped || (_state is ServiceState.StopPending && state is ServiceState.Running)) return;
            // It has to be zero when nothing is pending (SERVICE_STATUS).
            if (_state != state) _checkPoint = 0;
            _state = state;
            if (IsPending) _checkPoint++;
            Report();
        }
    }

    private void Advance()
    {
        lock (_lock)
        {
            if (!IsPending) return;
            _checkPoint++;
            Report();
        }
    }

    private bool IsPending => _state is ServiceState.StartPending or ServiceState.StopPending;

    private bool AcceptsStop => _state is ServiceState.Running || (_state is ServiceState.StartPending && _isWaiting);

    private void Report() => _report(new ServiceReport(_state, _checkPoint, IsPending ? WaitHint : TimeSpan.Zero, _exitCode, AcceptsStop));
}
