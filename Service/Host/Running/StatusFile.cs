using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.History;
using OmsGateway.Configuration.Status;
using OmsGateway.Gateway;

namespace OmsGateway.Host.Running;

/// <summary>
/// Writes the status file while the gateway runs and deletes it at the end. It is for people only: a full disk or a missing
/// right is reported once and disturbs nothing.
/// </summary>
internal sealed class StatusFile : IDisposable
{
    private readonly string _path;
    private readonly GatewayState _gateway;
    private readonly Func<string?> _readProblem;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private bool _failed;

    public StatusFile(
        string path, GatewayState gateway, Func<string?> readProblem, ILogger logger, TimeProvider time)
    {
        _path = path;
        _gateway = gateway;
        _readProblem = readProblem;
        _logger = logger;
        _time = time;
        Started = time.GetUtcNow();
        Write();
    }

    /// <summary>When this run started, UTC.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>Writes until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(GatewayStatus.WriteInterval, _time);
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false)) Write();
    }

    public void Dispose() => Try(() => File.Delete(_path));

    /// <summary>Writes now.</summary>
    public void Write() => Try(() => Read().Write(_path));

    private GatewayStatus Read()
    {
        GatewayCounters counters = _gateway.Counters;
        TrafficFigures figures = _gateway.Figures;
        TunnelLimit limit = _gateway.TunnelLimit;
        return new GatewayStatus
        {
            ProcessId = Environment.ProcessId,
            Version = ProductVersion.Text,
            Started = Started,
            Written = _time.GetUtcNow(),
            ListenEndpoints = [.. _gateway.ListenEndPoints.Select(e => e.ToString())],
            ConfigurationProblem = _readProblem(),
            DrainingSince = _gateway.DrainingSince,
            RefusesNewTunnels = _gateway.RefusesNewTunnels,
            MaximumTunnels = limit.Tunnels,
            TunnelLimitReason = limit.Reason,
            ActiveClientConnections = counters.ActiveClientConnections,
            ConnectedClients = counters.ConnectedClients,
            Errors = counters.Errors,
            Rejections = counters.Rejections,
            ClosedConnections = counters.ClosedConnections,
            TransferredBytes = counters.TransferredBytes,
            BytesSent = figures.BytesSent,
            BytesReceived = figures.BytesReceived,
            RelayProxies = _gateway.RelayProxies,
            DeniedHosts = _gateway.DeniedHosts,
        };
    }

    private void Try(Action action)
    {
        // Two at once would delete each other's temporary files.
        lock (_lock)
        {
            try
            {
                action();
                _failed = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!_failed) HostLog.StatusNotWritten(_logger, e.Message);
                _failed = true;
            }
        }
    }
}
