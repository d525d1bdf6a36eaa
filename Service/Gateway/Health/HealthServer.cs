using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.Pumping;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Health;

/// <summary>
/// Tells of the gateway's health over HTTP while the settings name a port: /healthz, /readyz and /metrics. One request for each
/// connection, of bounded size, time and number; a port that cannot be had is tried again and disturbs nothing.
/// </summary>
/// <param name="gateway">The gateway.</param>
/// <param name="logger">Takes the events; it must not block.</param>
/// <param name="time">The clock of every timeout.</param>
/// <param name="ports">The operating system's rules for ports.</param>
public sealed class HealthServer(GatewayState gateway, ILogger logger, TimeProvider time, ISystemPorts ports) : IAsyncDisposable
{
    /// <summary>Connections that are served at once; one more is closed. A balancer or Prometheus has one, and not for long.</summary>
    internal const int MaximumConnections = 16;

    /// <summary>Connections of one client that are served at once, so that one that holds its own open leaves some to the balancer.</summary>
    internal const int MaximumConnectionsPerClient = 4;

    /// <summary>Time for a whole request head, which comes in one packet.</summary>
    internal static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(3);

    internal static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(15);

    private readonly PortBinder _binder = new(ports);
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly Dictionary<IPAddress, int> _connections = [];
    private IPEndPoint? _wanted;
    private Listener? _listener;
    private volatile MetricsReader? _metrics;
    private string? _problem;

    /// <summary>Where it listens now, or null.</summary>
    internal IPEndPoint? EndPoint => _listener?.EndPoint;

    /// <summary>Begins, moves or ends where the settings have changed. Never throws for what the operating system refuses.</summary>
    public async Task ApplyAsync(GatewaySettings settings)
    {
        IPEndPoint? wanted = settings.HealthPort == 0 ? null : new IPEndPoint(settings.HealthAddress ?? IPAddress.Loopback, settings.HealthPort);
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Equals(wanted, _wanted)) return;
            (_wanted, _problem) = (wanted, null);
            await StopAsync().ConfigureAwait(false);
            Listen();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Tries again from time to time where it could not listen; runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(RetryInterval, time);
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false))
        {
            await _changing.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                Listen();
            }
            finally
            {
                _changing.Release();
            }
        }
    }

    /// <summary>Stops to listen, for good also where it is just about to begin.</summary>
    // The default settings name no health port.
    public async ValueTask DisposeAsync() => await ApplyAsync(new GatewaySettings()).ConfigureAwait(false);

    private void Listen()
    {
        if (_wanted is not { } endPoint || _listener is not null) return;
        try
        {
            var listener = new Listener(_binder.Bind(endPoint, "Health"), logger, time);
            // After the port: without one, nothing should be counted for it.
            _metrics = new MetricsReader(gateway.Meter);
            gateway.Metrics.Announce();
            _listener = listener;
            _problem = null;
            listener.Start(Accept);
            logger.HealthListening($"{listener.EndPoint}");
        }
        catch (ListenException e)
        {
            if (_problem != e.Message) logger.HealthCannotListen(e.Message, RetryInterval.TotalSeconds);
            _problem = e.Message;
        }
    }

    private async Task StopAsync()
    {
        if (_listener is not { } listener) return;
        _listener = null;
        await listener.DisposeAsync().ConfigureAwait(false);
        _metrics?.Dispose();
        _metrics = null;
    }

    private void Accept(Connection client)
    {
        if (Enter(client) is { } address) _ = ServeAsync(client, address);
        else client.Dispose();
    }

    /// <summary>Gives a connection a place; null when there is none for it.</summary>
    private IPAddress? Enter(Connection client)
    {
        IPAddress address = ClientNetwork.Of(client.EndPoint.Address);
        lock (_connections)
        {
            int own = _connections.GetValueOrDefault(address);
            if (own == MaximumConnectionsPerClient || _connections.Values.Sum() == MaximumConnections) return null;
            _connections[address] = own + 1;
            return address;
        }
    }

    private void Leave(IPAddress address)
    {
        lock (_connections)
        {
            if (--_connections[address] == 0) _connections.Remove(address);
        }
    }

    private async Task ServeAsync(Connection client, IPAddress address)
    {
        try
        {
            using var deadline = new CancellationTokenSource(RequestTimeout, time);
            if (await ReadAsync(client, deadline.Token).ConfigureAwait(false) is not { } request) return;
            byte[] answer = HealthAnswer.Create(request, () => gateway.NotReadyReason, () => _metrics?.Read() ?? "");
            await LingeringClose.SendAndCloseAsync(client, answer, mayLinger: true, time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone, or too slow.
        }
        catch (Exception e)
        {
            logger.HealthFailed(e);
        }
        finally
        {
            client.Dispose();
            Leave(address);
        }
    }

    /// <summary>Reads one request head; null when the client closed before it was complete.</summary>
    private static async Task<HealthRequest?> ReadAsync(Connection client, CancellationToken deadline)
    {
        byte[] buffer = new byte[HealthRequest.MaximumHeadBytes];
        int length = 0;
        while (true)
        {
            if (HealthRequest.TryParse(buffer.AsSpan(0, length), out HealthRequest request)) return request;
            int read = client.Receive(buffer.AsSpan(length), out SocketError error);
            if (error == SocketError.WouldBlock) await SocketWait.ForBytesAsync(client, deadline).ConfigureAwait(false);
            else if (read == 0) return null;
            length += read;
        }
    }
}
