using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.History;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Status;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.RelayProxy.Health;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Reporting.Inventory;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tunnels;
using OmsGateway.Gateway.Upstream;

namespace OmsGateway.Gateway;

/// <summary>The gateway: listens, decides, inspects and relays until it is stopped.</summary>
public sealed class GatewayServer : IAsyncDisposable
{
    // A tunnel that is told to end does so within milliseconds; one that hangs for whatever reason must not hold up the stop.
    private static readonly TimeSpan AbortLimit = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly GatewayMetrics _metrics;
    private readonly TunnelReporter _reporter;
    private readonly TunnelRegistry _tunnels;
    private readonly TunnelServices _services;
    private readonly Admission _admission;
    private readonly SocketCapacity _capacity;
    private readonly PortBinder _binder;
    private readonly RelayProxyStates _relayProxies;
    private readonly RelayProxyProber _prober;
    private readonly Action<Tunnel> _closed;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private GatewayConfiguration _configuration;
    private Listener? _listener;
    private IPEndPoint[] _endPoints = [];
    private long _lastId;
    private IPEndPoint? _announced;
    private volatile bool _isStarted;
    private volatile Drain? _drain;
    private TunnelLimit _limit;

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
        _capacity = capacity ?? SocketCapacity.OfThisProcess(UnknownPorts.Instance);
        _binder = binder ?? new PortBinder(UnknownPorts.Instance);
        _limit = LimitOf(configuration);
        _configuration = _capacity.Limit(configuration);
        _logger = logger;
        _time = time;
        _admission = new Admission(time, _capacity.Refusals);
        _metrics = new GatewayMetrics(() => Counters);
        StateGauges.Add(_metrics.Meter, this);
        _reporter = new TunnelReporter(logger, _metrics, time, configuration.Settings.LogRepetition);
        UseInventory(configuration.Settings);
        _tunnels = new TunnelRegistry(time);
        _relayProxies = new RelayProxyStates(time, logger);
        var secondAttempts = new SemaphoreSlim(_capacity.SecondAttempts);
        var connector = new UpstreamConnector(new CachingNameResolver(resolver, time), () => _endPoints, time, _relayProxies, secondAttempts);
        _prober = new RelayProxyProber(_relayProxies, connector, () => Volatile.Read(ref _configuration).Settings, logger, time);
        _services = new TunnelServices(connector, _reporter, _admission, time);
        _closed = OnClosed;
    }

    /// <summary>Where the gateway listens now; empty before it is started and after it is stopped.</summary>
    public IReadOnlyList<IPEndPoint> ListenEndPoints => Volatile.Read(ref _endPoints);

    /// <summary>Numbers for counters and status, safe to read at any time.</summary>
    public GatewayCounters Counters => new(
        _admission.Active, _admission.ConnectedClients, _reporter.Errors, _reporter.Rejections, _reporter.Closures, _reporter.Bytes);

    /// <summary>
    /// What went through the gateway and what was refused since its start, with the bytes of open tunnels and with what is open now; safe to read
    /// at any time.
    /// </summary>
    public TrafficFigures Figures
    {
        get
        {
            (long sent, long received) = _tunnels.Traffic;
            return _reporter.Figures with
            {
                BytesSent = sent, BytesReceived = received, Connections = _admission.Active, Clients = _admission.ConnectedClients,
            };
        }
    }

    /// <summary>The hosts off the allow list that clients asked for last, the latest first; safe to read at any time.</summary>
    public IReadOnlyList<DeniedHost> DeniedHosts => _reporter.DeniedHosts.Read();

    /// <summary>How many tunnels may be open at once now; safe to read at any time.</summary>
    public TunnelLimit TunnelLimit => Volatile.Read(ref _limit);

    /// <summary>How the relay proxies do, in their order; empty when the gateway connects directly. Safe to read at any time.</summary>
    public IReadOnlyList<RelayProxyStatus> RelayProxies => _relayProxies.Read(Volatile.Read(ref _configuration).Settings);

    /// <summary>The meter "OmsGateway" of this gateway, for instruments of the program around it.</summary>
    public Meter Meter => _metrics.Meter;

    /// <summary>Since when an administrator drains the gateway (UTC), or null. Safe to read at any time.</summary>
    public DateTimeOffset? DrainingSince => _drain?.Since;

    /// <summary>Whether it refuses every new tunnel because it drains: some time after the drain's beginning. Safe to read at any time.</summary>
    public bool RefusesNewTunnels => _admission.RefusesAll;

    /// <summary>Why a load balancer must send no new clients, in a few words, or null when it may. Safe to read at any time.</summary>
    public string? NotReadyReason => !_isStarted ? "stopping"
        : ListenEndPoints.Count == 0 ? "listening nowhere"
        : _drain is not null ? "draining"
        : _relayProxies.AreAllDown(Volatile.Read(ref _configuration).Settings) ? "no relay proxy gives tunnels"
        : null;

    internal GatewayMetrics Metrics => _metrics;

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
    /// Who uses the gateway and for what, or null when the settings ask for no inventory. Safe to read at any time; clients and hosts are read
    /// while they are gone through.
    /// </summary>
    public GatewayInventory? ReadInventory() => _reporter.Inventory?.Read();

    /// <summary>
    /// Goes on with an inventory that was kept, where the settings ask for one. What was seen since the start is forgotten, so it is to be called
    /// as early as the inventory can be read.
    /// </summary>
    /// <returns>Whether they do.</returns>
    public bool RestoreInventory(GatewayInventory kept)
    {
        if (_reporter.Inventory is null) return false;
        _reporter.Inventory = new ClientInventory(Volatile.Read(ref _configuration).Settings, _logger, _time, kept);
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
            Use(Bind(_configuration.Settings));
            _isStarted = true;
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
            GatewaySettings old = _configuration.Settings;
            TunnelLimit limit = LimitOf(next);
            next = _capacity.Limit(next);
            if (_listener is null)
            {
                // A move has lost both endpoints, the old one to another program.
                if (_isStarted) Listen(old, next.Settings);
            }
            else if (old.ListenPort != next.Settings.ListenPort || !Equals(old.ListenAddress, next.Settings.ListenAddress))
            {
                await MoveAsync(old, next.Settings).ConfigureAwait(false);
            }

            _relayProxies.OnChanged(old, next.Settings);
            _reporter.Repetition = next.Settings.LogRepetition;
            UseInventory(next.Settings);
            Volatile.Write(ref _configuration, next);
            bool isOther = limit != _limit;
            Volatile.Write(ref _limit, limit);
            if (_isStarted && isOther) ReportLimit();
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
        if (_drain is not null) return;
        _drain = new Drain(_time.GetUtcNow());
        _admission.RefuseAll(after: grace);
        _logger.DrainBegun(grace.TotalSeconds, _admission.Active, SystemCommand.Of("Resume-OMSGatewayService", "resume"));
    }

    /// <summary>Takes new tunnels again. Does nothing while it does not drain.</summary>
    public void EndDrain()
    {
        if (_drain is null) return;
        _drain = null;
        _admission.RefuseAll(after: null);
        _logger.DrainEnded();
    }

    /// <summary>Refuses new clients, lets tunnels finish within the drain timeout, then closes the rest.</summary>
    /// <param name="cancel">Ends the drain at once.</param>
    public async Task StopAsync(CancellationToken cancel)
    {
        await _changing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            _isStarted = false;
            await StopListeningAsync().ConfigureAwait(false);
            _relayProxies.Stop();
            _tunnels.Stop(sparesRelaying: true);
            TimeSpan drain = _configuration.Settings.DrainTimeout;
            if (_tunnels.Count > 0) _logger.Draining(_tunnels.Count, drain.TotalSeconds);
            Task empty = _tunnels.WhenEmptyAsync();
            await empty.WaitAsync(drain, _time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (empty.IsCompleted) return;

            _logger.DrainAborted(_tunnels.Count);
            _tunnels.Stop(sparesRelaying: false);
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
        if (_limit.Reason is { } reason) _logger.TunnelsLimited(_limit.Configured, _limit.Tunnels, reason);
    }

    private Listener Bind(GatewaySettings settings) => new(_binder.Bind(settings), _logger, _time);

    private void Use(Listener listener)
    {
        _listener = listener;
        Volatile.Write(ref _endPoints, [listener.EndPoint]);
        // After a move that failed it is the endpoint everybody knows.
        if (!listener.EndPoint.Equals(_announced)) _logger.Listening($"{listener.EndPoint}");
        _announced = listener.EndPoint;
        listener.Start(Accept);
    }

    private async Task MoveAsync(GatewaySettings from, GatewaySettings to)
    {
        Listener? old = _listener;
        try
        {
            // The new endpoint is bound before the old one is given up, so that what cannot be bound leaves the gateway where it is.
            Use(Bind(to));
            await old!.DisposeAsync().ConfigureAwait(false);
            return;
        }
        catch (ListenException e) when (from.ListenPort == to.ListenPort && e.IsTaken)
        {
            // Mostly by the gateway's own listener, of which the new endpoint is a part or the whole.
        }

        await StopListeningAsync().ConfigureAwait(false);
        Listen(from, to);
    }

    /// <summary>Listens at the new endpoint, or else at the old one, or says that it does at neither.</summary>
    private void Listen(GatewaySettings from, GatewaySettings to)
    {
        try
        {
            Use(Bind(to));
        }
        catch (ListenException e)
        {
            try
            {
                Use(Bind(from));
            }
            catch (ListenException back)
            {
                _announced = null;
                throw e.WithoutReturn(back);
            }

            throw;
        }
    }

    private async Task StopListeningAsync()
    {
        if (_listener is null) return;
        Volatile.Write(ref _endPoints, []);
        await _listener.DisposeAsync().ConfigureAwait(false);
        _listener = null;
    }

    private void Accept(Connection client)
    {
        GatewayConfiguration configuration = Volatile.Read(ref _configuration);
        GatewaySettings settings = configuration.Settings;
        IPEndPoint endPoint = client.EndPoint;
        TunnelOutcome? admission = null;
        // Whom a load balancer speaks for is known once it has said so.
        bool isSource = settings.ProxyProtocolSources.Find(endPoint.Address) is not null;
        bool isUnnamed = isSource && _admission.EnterUnnamed(settings);
        if (!isUnnamed)
        {
            // AllowedClients is about the balancer's clients, and this one's will never be known.
            if (isSource || IsAllowed(endPoint, settings))
                admission = _admission.Enter(endPoint.Address, settings, isLate: isSource);
            if (admission is null)
            {
                client.Dispose();
                return;
            }
        }

        GatewayConfiguration inForce = isUnnamed ? configuration : configuration.For(endPoint.Address);
        var tunnel = new Tunnel(Interlocked.Increment(ref _lastId), client, inForce, _services, _closed);
        _tunnels.Add(tunnel);
        _ = tunnel.RunAsync(admission);
    }

    private bool IsAllowed(IPEndPoint client, GatewaySettings settings)
    {
        if (settings.Serves(client.Address)) return true;
        _reporter.ClientRefused(client);
        return false;
    }

    private void OnClosed(Tunnel tunnel)
    {
        if (tunnel.Place == TunnelPlace.Unnamed) _admission.LeaveUnnamed();
        else if (tunnel.Place != TunnelPlace.None) _admission.Leave(tunnel.ClientAddress, tunnel.Place == TunnelPlace.Refused);
        _tunnels.Remove(tunnel);
    }

    private sealed record Drain(DateTimeOffset Since);
}
