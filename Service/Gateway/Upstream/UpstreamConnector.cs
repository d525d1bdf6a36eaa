using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Destinations;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.Gateway.Requests;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Upstream;

/// <summary>Opens the connection to a request's target, directly or through the relay proxy.</summary>
/// <param name="resolver">Resolves the target's or the relay proxy's name.</param>
/// <param name="listeners">The gateway's own endpoints, which are never dialled.</param>
/// <param name="time">Clock for the delay between attempts.</param>
/// <param name="relayProxies">What is known of the relay proxies.</param>
/// <param name="secondAttempts">The places for second attempts to connect.</param>
internal sealed class UpstreamConnector(
    INameResolver resolver, Func<IReadOnlyList<IPEndPoint>> listeners, TimeProvider time, RelayProxyStates relayProxies,
    SemaphoreSlim secondAttempts)
{
    /// <summary>Connects, or says why not. Nothing but the result comes out of it.</summary>
    /// <param name="request">The target, already allowed by host and port.</param>
    /// <param name="settings">The settings the tunnel was accepted under.</param>
    /// <param name="deadline">Cancelled when the connect timeout is over.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<UpstreamResult> ConnectAsync(ConnectRequest request, GatewaySettings settings, CancellationToken deadline)
    {
        bool isRelayed = settings.IsRelayed(request.Host);
        try
        {
            return isRelayed
                ? await ConnectThroughAsync(request, settings, deadline).ConfigureAwait(false)
                : await ConnectDirectlyAsync(request, settings, deadline).ConfigureAwait(false);
        }
        catch (LookUpsBusyException)
        {
            return UpstreamResult.Failed(TunnelOutcome.LookUpsBusy,
                "The gateway is waiting for the addresses of too many other names already; its name servers are perhaps not answering.");
        }
        catch (OperationCanceledException)
        {
            string via = isRelayed
                ? $" through the relay proxy {string.Join(" or ", settings.ListRelayProxies().Select(relay => $"{relay.Host}:{relay.Port}"))}"
                : "";
            return UpstreamResult.Failed(TunnelOutcome.ConnectTimeout,
                $"{request} was not reached{via} within {settings.ConnectTimeout.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>Finds out whether a relay proxy that was down gives tunnels, see <see cref="RelayProxyRoute.ProbeAsync"/>.</summary>
    public Task ProbeAsync(RelayProxyState relay, GatewaySettings settings, CancellationToken stop) =>
        new RelayProxyRoute(relayProxies, DialRelayAsync, settings, time).ProbeAsync(relay, relayProxies.Target, stop);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<UpstreamResult> ConnectDirectlyAsync(ConnectRequest request, GatewaySettings settings, CancellationToken deadline)
    {
        IPAddress[] addresses;
        try
        {
            addresses = await ResolveAsync(request.Host, deadline).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            return UpstreamResult.Failed(TunnelOutcome.NameNotResolved, $"The name {request.Host} could not be resolved ({e.SocketErrorCode}).");
        }

        if (FindForbidden(addresses, request.Port, settings.AllowedNetworks, out IReadOnlyList<IPAddress> permitted) is { } forbidden)
            return UpstreamResult.Failed(TunnelOutcome.ForbiddenAddress, $"{request.Host} leads to {forbidden}, which clients must not reach.");
        try
        {
            return UpstreamResult.Connected(
                await HappyEyeballs.ConnectAsync(permitted, request.Port, secondAttempts, time, deadline).ConfigureAwait(false));
        }
        catch (SocketException e)
        {
            return UpstreamResult.Failed(TunnelOutcome.ConnectFailed, $"{request} could not be reached ({ConnectError.Explain(e)}).");
        }
    }

    private async Task<UpstreamResult> ConnectThroughAsync(ConnectRequest request, GatewaySettings settings, CancellationToken deadline)
    {
        // The relay proxy resolves names, since this network may be unable to; an address in the request is still checked here.
        if (request.Host.Address is { } literal
            && FindForbidden([literal], request.Port, settings.AllowedNetworks, out _) is { } forbidden)
            return UpstreamResult.Failed(TunnelOutcome.ForbiddenAddress, $"{request.Host} is {forbidden}, which clients must not reach.");
        var route = new RelayProxyRoute(relayProxies, DialRelayAsync, settings, time);
        relayProxies.Asked(request);
        RelayProxyResult result = await route.ConnectAsync(request, deadline).ConfigureAwait(false);
        if (result.Connection is not null) relayProxies.Reached(request);
        return result.Connection is { } tunnel
            ? UpstreamResult.Connected(tunnel, result.Leftover)
            : UpstreamResult.Failed(result.Outcome, result.Detail!, result.BeginsPause);
    }

    private async Task<Connection> DialRelayAsync(RelayProxySettings relay, CancellationToken cancel)
    {
        IPAddress[] addresses = await ResolveAsync(HostName.Parse(relay.Host), cancel).ConfigureAwait(false);
        // The administrator chose the proxy, so any address will do but the gateway itself.
        IPAddress[] others = Array.FindAll(addresses, address => !AddressPolicy.IsOwnListener(address, relay.Port, listeners()));
        if (others.Length == 0) throw new SocketException((int)SocketError.AddressNotAvailable);
        return await HappyEyeballs.ConnectAsync(others, relay.Port, secondAttempts, time, cancel).ConfigureAwait(false);
    }

    private async ValueTask<IPAddress[]> ResolveAsync(HostName host, CancellationToken cancel)
    {
        if (host.Address is { } literal) return [literal];
        IPAddress[] addresses = await resolver.ResolveAsync(host.Value, cancel).ConfigureAwait(false);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.NoData);
    }

    /// <summary>Names a forbidden address when none of them may be dialled.</summary>
    private string? FindForbidden(IPAddress[] addresses, int port, IReadOnlyList<IpNetwork> allowed, out IReadOnlyList<IPAddress> permitted)
    {
        permitted = addresses;
        string? forbidden = null;
        foreach (IPAddress address in addresses)
        {
            string? kind = AddressPolicy.IsOwnListener(address, port, listeners())
                ? "gateway's own"
                : AddressPolicy.FindForbiddenKind(address, allowed);
            if (kind is null) continue;
            forbidden = $"the {kind} address {address}";
            permitted = Without(address, permitted);
        }

        return permitted.Count == 0 ? forbidden : null;
    }

    private static IPAddress[] Without(IPAddress address, IReadOnlyList<IPAddress> addresses) => [.. addresses.Where(other => !other.Equals(address))];
}
