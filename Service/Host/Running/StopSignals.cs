using System.Runtime.InteropServices;

namespace OmsGateway.Host.Running;

/// <summary>Ctrl+C and its relatives: the first asks for an orderly stop, the second for a stop at once.</summary>
internal sealed class StopSignals : IDisposable
{
    // Of Windows' 5 seconds (see Close); the rest is for the last events.
    private static readonly TimeSpan CloseDrain = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignals()
    {
        Register(PosixSignal.SIGINT);
        Register(PosixSignal.SIGTERM);
        // On Windows this is the console window being closed; elsewhere nohup may have asked to ignore it.
        if (OperatingSystem.IsWindows()) _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnClose));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken Abort => _abort.Token;

    public void Dispose()
    {
        // Before the registrations, which wait for handlers that are running.
        _ended.Set();
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }

    private void Register(PosixSignal signal) => _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));

    /// <summary>
    /// Asks for a stop and returns when the run has ended: Windows ends the process as soon as the handler of a closed console returns,
    /// and otherwise after 5 seconds (SPI_GETHUNGAPPTIMEOUT; Microsoft, "HandlerRoutine callback function").
    /// </summary>
    internal void Close()
    {
        _abort.CancelAfter(CloseDrain);
        _ = _stop.CancelAsync();
        _ended.Wait(CloseLimit);
    }

    private void OnClose(PosixSignalContext context)
    {
        context.Cancel = true;
        Close();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        // The continuation runs elsewhere: this thread must be free for the next signal.
        _ = (_stop.IsCancellationRequested ? _abort : _stop).CancelAsync();
    }
}
