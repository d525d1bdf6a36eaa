using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;

namespace OmsGateway.Gateway;

/// <summary>The gateway: listens, decides, inspects and relays until it is stopped.</summary>
public sealed class GatewayServer(GatewayConfiguration configuration, ILogger logger, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Where the gateway listens now; empty before it is started.</summary>
    public IReadOnlyList<IPEndPoint> ListenEndPoints => throw new NotImplementedException($"{configuration} {logger} {time}");

    /// <summary>Numbers for counters and status, safe to read at any time.</summary>
    public GatewayCounters Counters => throw new NotImplementedException();

    /// <summary>Starts to listen.</summary>
    /// <exception cref="ListenException">The port is taken or the address is not this machine's.</exception>
    public Task StartAsync(CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Puts another configuration into force for new tunnels; open ones go on under the old one.</summary>
    /// <exception cref="ListenException">The new port cannot be listened on; the old configuration stays in force.</exception>
    public Task ApplyAsync(GatewayConfiguration next, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Refuses new clients, lets tunnels finish within the drain timeout, then aborts the rest.</summary>
    /// <param name="cancel">Ends the drain at once.</param>
    public Task StopAsync(CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Aborts whatever is still open.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
