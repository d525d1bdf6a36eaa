using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Listening;

/// <summary>The gateway's listener, which goes where the settings want it. Calls that change something come one after the other.</summary>
/// <param name="binder">Gets the sockets.</param>
/// <param name="accepted">Is given every connection, owns it and returns at once.</param>
/// <param name="logger">Takes the events; it must not block.</param>
/// <param name="time">The clock of the retries.</param>
internal sealed class MovingListener(PortBinder binder, Action<Connection> accepted, ILogger logger, TimeProvider time)
{
    private Listener? _listener;
    private IPEndPoint[] _endPoints = [];
    private IPEndPoint? _announced;

    /// <summary>Where it listens now, or nowhere; safe to read at any time.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints => Volatile.Read(ref _endPoints);

    /// <summary>Starts to listen.</summary>
    /// <exception cref="ListenException">The port is taken or the address is not this machine's; may be tried again.</exception>
    public void Start(GatewaySettings settings)
    {
        var listener = new Listener(binder.Bind(settings), logger, time);
        _listener = listener;
        Volatile.Write(ref _endPoints, [listener.EndPoint]);
        // After a move that failed it is the endpoint everybody knows.
        if (!listener.EndPoint.Equals(_announced)) logger.Listening($"{listener.EndPoint}");
        _announced = listener.EndPoint;
        // Last: tunnels to the gateway itself are refused by EndPoints, which must be set when the first client comes.
        listener.Start(accepted);
    }

    /// <summary>Listens where other settings want it; does nothing where that is the same.</summary>
    /// <exception cref="ListenException">It cannot, and listens where it did, unless the exception says that it listens nowhere now.</exception>
    public async Task MoveAsync(GatewaySettings from, GatewaySettings to)
    {
        if (_listener is not { } old)
        {
            // An earlier move has lost both endpoints, the old one to another program.
            StartAgain(from, to);
            return;
        }

        if (from.ListenPort == to.ListenPort && Equals(from.ListenAddress, to.ListenAddress)) return;
        try
        {
            // The new endpoint is bound before the old one is given up, so that what cannot be bound leaves the gateway where it is.
            Start(to);
            await old.DisposeAsync().ConfigureAwait(false);
            return;
        }
        catch (ListenException e) when (from.ListenPort == to.ListenPort && e.IsTaken)
        {
            // Mostly by the gateway's own listener, of which the new endpoint is a part or the whole.
        }

        await StopAsync().ConfigureAwait(false);
        StartAgain(from, to);
    }

    /// <summary>Stops to listen; connections already handed over are not touched.</summary>
    public async Task StopAsync()
    {
        if (_listener is null) return;
        Volatile.Write(ref _endPoints, []);
        await _listener.DisposeAsync().ConfigureAwait(false);
        _listener = null;
    }

    /// <summary>Listens at the new endpoint, or else at the old one, or says that it does at neither.</summary>
    private void StartAgain(GatewaySettings from, GatewaySettings to)
    {
        try
        {
            Start(to);
        }
        catch (ListenException e)
        {
            try
            {
                Start(from);
            }
            catch (ListenException back)
            {
                _announced = null;
                throw e.WithoutReturn(back);
            }

            throw;
        }
    }
}
