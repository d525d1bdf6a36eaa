using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Gateway;

namespace OmsGateway.Host.Running;

/// <summary>
/// Looks at the configuration once a second and puts each valid change into force. What is invalid is reported once, and the
/// last valid configuration stays.
/// </summary>
internal sealed class ConfigurationLoop
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A port may become free, and an address may come with its network.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(15);

    private readonly ConfigurationMonitor _monitor;
    private readonly Func<GatewayConfiguration, CancellationToken, Task> _apply;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private GatewayConfiguration _inForce;
    private GatewayConfiguration? _refused;
    private long _refusedAt;
    private bool _listensNowhere;
    private volatile string? _problem;
    private volatile TaskCompletionSource<Action> _reload = NewReload();

    /// <summary>Watches on from a configuration that is in force.</summary>
    /// <param name="monitor">Where changes are seen.</param>
    /// <param name="inForce">What the gateway was started with.</param>
    /// <param name="apply">Puts a configuration into force, or throws and leaves the old one.</param>
    /// <param name="logger">Takes the events.</param>
    /// <param name="time">The clock of the interval.</param>
    public ConfigurationLoop(
        ConfigurationMonitor monitor, GatewayConfiguration inForce, Func<GatewayConfiguration, CancellationToken, Task> apply,
        ILogger logger, TimeProvider time)
    {
        _monitor = monitor;
        _inForce = inForce;
        _apply = apply;
        _logger = logger;
        _time = time;
    }

    /// <summary>Why the files on disk are not in force, or null when they are.</summary>
    public string? Problem => _problem;

    /// <summary>Has it look at once.</summary>
    /// <param name="done">Called when what was found is in force or refused. Of several calls before that, the first counts.</param>
    public void Reload(Action done) => _reload.TrySetResult(done);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        Task tick = timer.WaitForNextTickAsync(cancel).AsTask();
        while (true)
        {
            Task<Action> reload = _reload.Task;
            // The inner await never throws; the outer one does once the tick is cancelled, which ends the run.
            await (await Task.WhenAny(tick, reload).ConfigureAwait(false)).ConfigureAwait(false);
            if (tick.IsCompleted) tick = timer.WaitForNextTickAsync(cancel).AsTask();
            bool isReload = reload.IsCompleted;
            // Before it looks: what is asked for from here on may be about a change that this look misses.
            if (isReload) _reload = NewReload();

            try
            {
                await PollAsync(cancel).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A gateway that could never be reconfigured again would be worse than an event that explains little.
                if (_problem != e.Message) HostLog.ApplyFailed(_logger, e);
                _problem = e.Message;
            }

            if (isReload) (await reload.ConfigureAwait(false))();
        }
    }

    // Continues on another thread: the one that asks is a signal's handler.
    private static TaskCompletionSource<Action> NewReload() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task PollAsync(CancellationToken cancel)
    {
        ConfigurationResult? result = _monitor.Poll();
        if (result?.Configuration is { } next)
        {
            ConfigurationReport.Warnings(_logger, result);
            // Kept before it is applied: a gateway that listens nowhere must try again even after an unexpected exception.
            _refused = _listensNowhere ? next : null;
            await ApplyAsync(next, cancel).ConfigureAwait(false);
            return;
        }

        if (result is not null)
        {
            ConfigurationReport.Problems(_logger, result);
            _problem = result.Problems[0].ToString();
            // A gateway that listens nowhere still has to get back.
            if (!_listensNowhere)
            {
                HostLog.LastConfigurationStays(_logger);
                _refused = null;
            }
        }

        // While the gateway listens nowhere every second counts, and another attempt costs nothing that works.
        TimeSpan interval = _listensNowhere ? Interval : RetryInterval;
        if (_refused is { } refused && _time.GetElapsedTime(_refusedAt) >= interval) await ApplyAsync(refused, cancel).ConfigureAwait(false);
    }

    private async Task ApplyAsync(GatewayConfiguration next, CancellationToken cancel)
    {
        try
        {
            await _apply(next, cancel).ConfigureAwait(false);
        }
        catch (ListenException e)
        {
            if (_problem != e.Message)
            {
                HostLog.CannotListen(_logger, e.Message);
                if (!e.ListensNowhere) HostLog.LastConfigurationStays(_logger);
            }

            (_refused, _refusedAt, _problem) = (next, _time.GetTimestamp(), e.Message);
            _listensNowhere = e.ListensNowhere;
            return;
        }

        _refused = null;
        _listensNowhere = false;
        string changes = ConfigurationChanges.Describe(_inForce, next);
        if (changes.Length > 0) HostLog.ConfigurationApplied(_logger, changes);
        if (ConfigurationReport.AllowsNothing(next) && !ConfigurationReport.AllowsNothing(_inForce)) ConfigurationReport.NothingAllowed(_logger);
        _inForce = next;
        _problem = null;
    }
}
