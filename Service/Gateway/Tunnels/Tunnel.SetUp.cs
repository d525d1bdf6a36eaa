using System.Net.Sockets;
using System.Runtime.CompilerServices;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Destinations;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.ProxyProtocol;
using OmsGateway.Gateway.Pumping;
using OmsGateway.Gateway.Requests;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Upstream;

namespace OmsGateway.Gateway.Tunnels;

/// <content>From the accept to the 200 answer.</content>
internal sealed partial class Tunnel
{
    // The tunnel begins right after the empty line, so Content-Length and Transfer-Encoding are forbidden (RFC 9110 §9.3.6). The reason phrase is
    // squid's.
    private static readonly byte[] ConnectionEstablished = "HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray();

    /// <summary>A target that is connected, for a client that has been told so.</summary>
    /// <param name="Server">The connection to the target, directly or through the relay proxy.</param>
    /// <param name="FromClient">Bytes of the tunnel that came with the request.</param>
    /// <param name="FromServer">Bytes of the tunnel that came with the relay proxy's answer.</param>
    private sealed record Established(Connection Server, ReadOnlyMemory<byte> FromClient, ReadOnlyMemory<byte> FromServer);

    /// <summary>Reads, decides, connects and answers; null when the client was refused.</summary>
    // Tunnels reuse the state of this method one after the other, which would otherwise be garbage of each.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Established?> SetUpAsync(TunnelOutcome? admission)
    {
        CancellationTokenSource deadline = _setUp!;
        ConnectRequestResult read = admission switch
        {
            null => await ReadNamedAsync(deadline.Token).ConfigureAwait(false),
            TunnelOutcome.Open => await ConnectRequestReader.ReadAsync(client, default, deadline.Token).ConfigureAwait(false),
            { } limit => ConnectRequestResult.Rejected(limit, Explain(limit)),
        };
        if (read.Request is not { } request) return await RefuseAsync(read.Outcome, read.Detail!, read.IsHead).ConfigureAwait(false);

        (_record.Request, _record.Group) = (request, configuration.Group);
        TunnelOutcome decision = DestinationPolicy.Decide(request, configuration);
        services.Reporter.Requested(_record, decision);
        if (DestinationPolicy.IsOnlyReported(decision, configuration.Settings)) services.Reporter.HostReported(_record);
        else if (decision != TunnelOutcome.Open) return await RefuseAsync(decision, Explain(decision)).ConfigureAwait(false);

        // The same source armed anew: another one for this phase would cost each tunnel a timer more.
        deadline.CancelAfter(configuration.Settings.ConnectTimeout);
        UpstreamResult upstream = await services.Connector.ConnectAsync(request, configuration.Settings, deadline.Token).ConfigureAwait(false);
        _record.IsNews = upstream.IsNews;
        if (upstream.Connection is not { } server) return await RefuseAsync(upstream.Outcome, upstream.Detail!).ConfigureAwait(false);
        try
        {
            _record.Remote = server.EndPoint;
            // Nothing was sent to the client before, so there is room for these few bytes.
            client.Send(ConnectionEstablished, out SocketError error);
            if (error != SocketError.Success) throw new SocketException((int)error);
            return new Established(server, read.EarlyData, upstream.EarlyData);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Reads whom a load balancer speaks for, counts the connection as that client's, and reads the request under the same deadline.</summary>
    private async Task<ConnectRequestResult> ReadNamedAsync(CancellationToken deadline)
    {
        ProxyHeaderResult header = await ProxyHeaderReader.ReadAsync(client, deadline).ConfigureAwait(false);
        GatewaySettings settings = configuration.Settings;
        if (header.Client is { } named)
        {
            _record.Client = named;
            if (!settings.Serves(named.Address)) return RejectClient();
        }

        configuration = configuration.For(ClientAddress);
        // The balancer's own checks come from an address that AllowedClients need not list.
        TunnelOutcome? admission = services.Admission.Name(ClientAddress, settings);
        Place = admission is { } entered ? PlaceOf(entered) : TunnelPlace.None;
        if (header.Outcome != TunnelOutcome.Open) return ConnectRequestResult.Rejected(header.Outcome, header.Detail!);
        if (admission != TunnelOutcome.Open)
            return ConnectRequestResult.Rejected(admission ?? TunnelOutcome.TooManyTunnelsOfClient, Explain(admission ?? TunnelOutcome.TooManyTunnelsOfClient));
        ConnectRequestResult read = await ConnectRequestReader.ReadAsync(client, header.Rest, deadline).ConfigureAwait(false);
        // A check may come without a client's name; a request that does may be that of a client whom the balancer has failed to name.
        return read.Request is not null && header.Client is null && !settings.Serves(ClientAddress) ? RejectClient() : read;
    }

    private ConnectRequestResult RejectClient()
    {
        services.Reporter.ClientRefused(_record.Client);
        return ConnectRequestResult.Rejected(TunnelOutcome.ForbiddenClient, "Its client is in none of the networks of AllowedClients.");
    }

    private async Task<Established?> RefuseAsync(TunnelOutcome outcome, string detail, bool isHead = false)
    {
        if (_stopping) (outcome, detail) = (TunnelOutcome.Aborted, "The gateway is stopping.");
        (_record.Outcome, _record.Detail) = (outcome, detail);
        if (RefusalResponse.Create(outcome, detail, isHead) is not { } answer) return null;
        await LingeringClose.SendAndCloseAsync(client, answer, mayLinger: LeavePlace(), services.Time).ConfigureAwait(false);
        return null;
    }

    private string Explain(TunnelOutcome refusal) => refusal switch
    {
        TunnelOutcome.ForbiddenHost when _record.Request!.Host.Address is { } address =>
            $"The address {address} is not on the gateway's allow list. {DestinationPolicy.AddressAdvice}",
        TunnelOutcome.ForbiddenHost => $"The host {_record.Request!.Host} is not on the gateway's allow list.",
        TunnelOutcome.ForbiddenAddress =>
            $"The address {_record.Request!.Host} ({DestinationPolicy.FindForbiddenKind(_record.Request, configuration)}) must not be reached "
            + $"through the gateway. {DestinationPolicy.AddressAdvice}",
        TunnelOutcome.ForbiddenPort =>
            $"Port {_record.Request!.Port} is not allowed, only {string.Join(", ", configuration.Settings.AllowedPorts)}.",
        TunnelOutcome.Draining => "An administrator drains the gateway; open tunnels continue.",
        TunnelOutcome.TooManyTunnels => $"The limit of {configuration.Settings.MaximumTunnels} open tunnels is reached.",
        _ => $"The limit of {configuration.Settings.MaximumTunnelsPerClient} open tunnels for one client is reached.",
    };
}
