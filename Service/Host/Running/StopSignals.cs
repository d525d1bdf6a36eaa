using System.Runtime.InteropServices;

namespace OmsGateway.Host.Running;

/// <summary>Ctrl+C and its relatives: the first asks for an orderly stop, the second for a stop at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignals()
    {
        Register(PosixSignal.SIGINT);
        Register(PosixSignal.SIGTERM);
        // On Windows this is the console window being closed; elsewhere nohup may have asked to ignore it.
        if (OperatingSystem.IsWindows()) Register(PosixSignal.SIGHUP);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken Abort => _abort.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }

    private void Register(PosixSignal signal) => _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_stop.IsCancellationRequested) _abort.Cancel();
        else _stop.Cancel();
    }
}
