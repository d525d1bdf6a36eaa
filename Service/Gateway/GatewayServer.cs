using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.RelayProxy.Health;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Reporting.Inventory;
using OmsGateway.Gateway.Tunnels;
using OmsGateway.Gateway.Upstream;

namespace OmsGateway.Gateway;

/// <summary>The gateway's course: it listens, decides, inspects and relays until it is stopped. <see cref="State"/> tells of it.</summary>
public sealed class GatewayServer : IAsyncDisposable
{
    // A tunnel that is told to end does so within milliseconds; one that hangs for whatever reason must not hold up the stop.
    private static readonly TimeSpan AbortLimit = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly SocketCapacity _capacity;
    private readonly GatewayMetrics _metrics;
    private readonly TunnelReporter _reporter;
    private readonly TunnelRegistry _tunnels;
    private readonly Admission _admission;
    private readonly MovingListener _listener;
    private readonly RelayProxyStates _relayProxies;
    private readonly RelayProxyProber _prober;
    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <summary>Prepares a gateway; nothing is opened before <see cref="StartAsync"/>.</summary>
    /// <param name="configuration">What is in force at first.</param>
    /// <param name="logger">Takes the events; it must not block.</param>
    /// <param name="time">The clock of every timeout.</param>
    /// <param name="ports">The operating system's rules for ports.</param>
    public GatewayServer(GatewayConfiguration configuration, ILogger logger, TimeProvider time, ISystemPorts ports)
        : this(configuration, logger, time, new SystemNameResolver(), SocketCapacity.OfThisProcess(ports), new PortBinder(ports))
    {
    }

    internal GatewayServer(
        GatewayConfiguration configuration,
        ILogger logger,
        TimeProvider time,
        INameResolver resolver,
        SocketCapacity? capacity = null,
        PortBinder? binder = null)
    {
        _logger = logger;
        _time = time;
        _capacity = capacity ?? SocketCapacity.OfThisProcess(UnknownPorts.Instance);
        _admission = new Admission(time, _capacity.Refusals);
        _metrics = new GatewayMetrics(() => State!.Counters);
        _reporter = new TunnelReporter(logger, _metrics, time, configuration.Settings.LogRepetition);
        UseInventory(configuration.Settings);
        _tunnels = new TunnelRegistry(time);
        _relayProxies = new RelayProxyStates(time, logger);
        var secondAttempts = new SemaphoreSlim(_capacity.SecondAttempts);
        var connector = new UpstreamConnector(new CachingNameResolver(resolver, time), () => _listener!.EndPoints, time, _relayProxies, secondAttempts);
        _prober = new RelayProxyProber(_relayProxies, connector, () => State!.Configuration.Settings, logger, time);
        var reception = new TunnelReception(() => State!.Configuration, new TunnelServices(connector, _reporter, _admission, time), _tunnels);
        _listener = new MovingListener(binder ?? new PortBinder(UnknownPorts.Instance), reception.Accept, logger, time);
        State = new GatewayState(
            _capacity.Limit(configuration), LimitOf(configuration), _listener, _admission, _tunnels, _reporter, _relayProxies, _metrics);
        StateGauges.Add(_metrics.Meter, State);
    }

    /// <summary>What others read of the gateway.</summary>
    public GatewayState State { get; }

    /// <summary>
    /// Takes a line of the access log for each connection that is over, or null for none. It is called by the connection's own thread and must not
    /// block. May be set at any time.
    /// </summary>
    public AccessLogReceiver? AccessLog
    {
        get => _reporter.AccessLog;
        set => _reporter.AccessLog = value;
    }

    /// <summary>
    /// Goes on with an inventory that was kept, where the settings ask for one. What was seen since the start is forgotten, so it is to be called
    /// as early as the inventory can be read.
    /// </summary>
    /// <returns>Whether they do.</returns>
    public bool RestoreInventory(GatewayInventory kept)
    {
        if (_reporter.Inventory is null) return false;
        _reporter.Inventory = new ClientInventory(State.Configuration.Settings, _logger, _time, kept);
        return true;
    }

    /// <summary>
    /// Tries relay proxies that are down, where no client does, until it is cancelled. Without it what is told of them is as of the last
    /// client.
    /// </summary>
    public Task ProbeRelayProxiesAsync(CancellationToken cancel) => _prober.RunAsync(cancel);

    /// <summary>Starts to listen.</summary>
    /// <exception cref="ListenException">The port is taken or the address is not this machine's; may be tried again.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            _listener.Start(State.Configuration.Settings);
            State.IsStarted = true;
            ReportLimit();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Puts another configuration into force for new connections; open ones go on under their own.</summary>
    /// <exception cref="ListenException">
    /// The new port cannot be listened on; the old configuration stays in force, unless the exception says that the gateway listens nowhere
    /// now. May be tried again.
    /// </exception>
    public async Task ApplyAsync(GatewayConfiguration next, CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            GatewaySettings old = State.Configuration.Settings;
            TunnelLimit limit = LimitOf(next);
            // Only after LimitOf, which compares with what is configured.
            next = _capacity.Limit(next);
            // First, since only this can fail: then nothing else has changed yet.
            if (State.IsStarted) await _listener.MoveAsync(old, next.Settings).ConfigureAwait(false);
            _relayProxies.OnChanged(old, next.Settings);
            _reporter.Repetition = next.Settings.LogRepetition;
            UseInventory(next.Settings);
            State.Configuration = next;
            bool isOther = limit != State.TunnelLimit;
            State.TunnelLimit = limit;
            if (State.IsStarted && isOther) ReportLimit();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Has load balancers send their clients elsewhere, then refuses new tunnels; open ones go on. Does nothing while it drains already.</summary>
    /// <param name="grace">Time in which new tunnels are still given, for balancers to notice.</param>
    public void BeginDrain(TimeSpan grace)
    {
        if (State.DrainingSince is not null) return;
        State.DrainingSince = _time.GetUtcNow();
        _admission.RefuseAll(after: grace);
        _logger.DrainBegun(grace.TotalSeconds, _admission.Active, SystemCommand.Of("Resume-OMSGatewayService", "resume"));
    }

    /// <summary>Takes new tunnels again. Does nothing while it does not drain.</summary>
    public void EndDrain()
    {
        if (State.DrainingSince is null) return;
        State.DrainingSince = null;
        _admission.RefuseAll(after: null);
        _logger.DrainEnded();
    }

    /// <summary>Refuses new clients, lets tunnels finish within the drain timeout, then closes the rest.</summary>
    /// <param name="cancel">Ends the drain at once.</param>
    public async Task StopAsync(CancellationToken cancel)
    {
        // Not cancelled: a change that is under way would go on after the stop and listen again.
        await _changing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            State.IsStarted = false;
            // First: no tunnel may be added after WhenEmptyAsync.
            await _listener.StopAsync().ConfigureAwait(false);
            _relayProxies.Stop();
            _tunnels.Stop(sparesPumping: true);
            TimeSpan drain = State.Configuration.Settings.DrainTimeout;
            if (_tunnels.Count > 0) _logger.Draining(_tunnels.Count, drain.TotalSeconds);
            Task empty = _tunnels.WhenEmptyAsync();
            await empty.WaitAsync(drain, _time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (empty.IsCompleted) return;

            _logger.DrainAborted(_tunnels.Count);
            _tunnels.Stop(sparesPumping: false);
            await empty.WaitAsync(AbortLimit, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!empty.IsCompleted) _logger.TunnelsLeft(_tunnels.Count, AbortLimit.TotalSeconds);
        }
        finally
        {
            _reporter.Flush();
            _changing.Release();
        }
    }

    /// <summary>Closes whatever is still open.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _tunnels.Dispose();
        _reporter.Dispose();
        _metrics.Dispose();
        _changing.Dispose();
    }

    private void UseInventory(GatewaySettings settings)
    {
        if (settings.InventoryDays == 0) _reporter.Inventory = null;
        else if (_reporter.Inventory is { } inventory) inventory.Apply(settings);
        else _reporter.Inventory = new ClientInventory(settings, _logger, _time);
    }

    private TunnelLimit LimitOf(GatewayConfiguration configuration) => _capacity.Limits(configuration)
        ? new TunnelLimit(_capacity.Tunnels, configuration.Settings.MaximumTunnels, _capacity.Reason)
        : new TunnelLimit(configuration.Settings.MaximumTunnels, configuration.Settings.MaximumTunnels, null);

    private void ReportLimit()
    {
        if (State.TunnelLimit is { Reason: { } reason } limit) _logger.TunnelsLimited(limit.Configured, limit.Tunnels, reason);
    }
}
