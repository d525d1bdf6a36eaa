using System.Diagnostics.Metrics;
using System.Net;
using OmsGateway.Configuration;
using OmsGateway.Configuration.History;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Status;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Tunnels;

namespace OmsGateway.Gateway;

/// <summary>What others read of a gateway: numbers, states and reports, each safe to read at any time. Only <see cref="GatewayServer"/> changes it.</summary>
public sealed class GatewayState
{
    private readonly MovingListener _listener;
    private readonly Admission _admission;
    private readonly TunnelRegistry _tunnels;
    private readonly TunnelReporter _reporter;
    private readonly RelayProxyStates _relayProxies;
    private GatewayConfiguration _configuration;
    private TunnelLimit _tunnelLimit;
    private volatile bool _isStarted;
    private volatile Drain? _drain;

    internal GatewayState(
        GatewayConfiguration configuration, TunnelLimit limit, MovingListener listener, Admission admission, TunnelRegistry tunnels, TunnelReporter reporter,
        RelayProxyStates relayProxies, GatewayMetrics metrics)
    {
        _configuration = configuration;
        _tunnelLimit = limit;
        _listener = listener;
        _admission = admission;
        _tunnels = tunnels;
        _reporter = reporter;
        _relayProxies = relayProxies;
        Metrics = metrics;
    }

    /// <summary>Where the gateway listens now; empty before it is started and after it is stopped.</summary>
    public IReadOnlyList<IPEndPoint> ListenEndPoints => _listener.EndPoints;

    /// <summary>Numbers for counters and status.</summary>
    public GatewayCounters Counters => new(
        _admission.Active, _admission.ConnectedClients, _reporter.Errors, _reporter.Rejections, _reporter.Closures, _reporter.Bytes);

    /// <summary>What went through the gateway and what was refused since its start, with the bytes of open tunnels and with what is open now.</summary>
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

    /// <summary>The hosts off the allow list that clients asked for last, the latest first.</summary>
    public IReadOnlyList<DeniedHost> DeniedHosts => _reporter.DeniedHosts.Read();

    /// <summary>How many tunnels may be open at once now.</summary>
    public TunnelLimit TunnelLimit
    {
        get => Volatile.Read(ref _tunnelLimit);
        internal set => Volatile.Write(ref _tunnelLimit, value);
    }

    /// <summary>How the relay proxies do, in their order; empty when the gateway connects directly.</summary>
    public IReadOnlyList<RelayProxyStatus> RelayProxies => _relayProxies.Read(Configuration.Settings);

    /// <summary>The meter "OmsGateway" of this gateway, for instruments of the program around it.</summary>
    public Meter Meter => Metrics.Meter;

    /// <summary>Since when an administrator drains the gateway (UTC), or null.</summary>
    public DateTimeOffset? DrainingSince
    {
        get => _drain?.Since;
        internal set => _drain = value is { } since ? new Drain(since) : null;
    }

    /// <summary>Whether it refuses every new tunnel because it drains: some time after the drain's beginning.</summary>
    public bool RefusesNewTunnels => _admission.RefusesAll;

    /// <summary>Why a load balancer must send no new clients, in a few words, or null when it may.</summary>
    public string? NotReadyReason => !IsStarted ? "stopping"
        : ListenEndPoints.Count == 0 ? "listening nowhere"
        : _drain is not null ? "draining"
        : _relayProxies.AreAllDown(Configuration.Settings) ? "no relay proxy gives tunnels"
        : null;

    /// <summary>What is in force for new connections.</summary>
    internal GatewayConfiguration Configuration
    {
        get => Volatile.Read(ref _configuration);
        set => Volatile.Write(ref _configuration, value);
    }

    /// <summary>Whether it has started to listen and is not to stop.</summary>
    internal bool IsStarted
    {
        get => _isStarted;
        set => _isStarted = value;
    }

    internal GatewayMetrics Metrics { get; }

    /// <summary>
    /// Who uses the gateway and for what, or null when the settings ask for no inventory. Clients and hosts are read while they are gone
    /// through.
    /// </summary>
    public GatewayInventory? ReadInventory() => _reporter.Inventory?.Read();

    // A reference is read and written in one piece, which a DateTimeOffset of 16 bytes is not.
    private sealed record Drain(DateTimeOffset Since);
}
