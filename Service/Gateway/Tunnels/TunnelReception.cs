using System.Net;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Tunnels;

/// <summary>Makes a tunnel of each connection that is let in, and frees its place at its end.</summary>
internal sealed class TunnelReception
{
    private readonly Func<GatewayConfiguration> _readConfiguration;
    private readonly TunnelServices _services;
    private readonly TunnelRegistry _tunnels;
    private readonly Action<Tunnel> _closed;
    private long _lastId;

    /// <param name="readConfiguration">What is in force for a new connection.</param>
    /// <param name="services">What all tunnels share.</param>
    /// <param name="tunnels">The open ones.</param>
    public TunnelReception(Func<GatewayConfiguration> readConfiguration, TunnelServices services, TunnelRegistry tunnels)
    {
        _readConfiguration = readConfiguration;
        _services = services;
        _tunnels = tunnels;
        _closed = OnClosed;
    }

    /// <summary>Takes a connection, which is the reception's from now on, and returns at once.</summary>
    public void Accept(Connection client)
    {
        GatewayConfiguration configuration = _readConfiguration();
        GatewaySettings settings = configuration.Settings;
        IPEndPoint endPoint = client.EndPoint;
        TunnelOutcome? admission = null;
        // The client behind a load balancer is known only after the balancer's header.
        bool isSource = settings.ProxyProtocolSources.Find(endPoint.Address) is not null;
        bool isUnnamed = isSource && _services.Admission.EnterUnnamed(settings);
        if (!isUnnamed)
        {
            // AllowedClients is about the balancer's clients, and this one's will never be known.
            if (isSource || IsAllowed(endPoint, settings))
                admission = _services.Admission.Enter(endPoint.Address, settings, isLate: isSource);
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
        _services.Reporter.ClientRefused(client);
        return false;
    }

    private void OnClosed(Tunnel tunnel)
    {
        if (tunnel.Place == TunnelPlace.Unnamed) _services.Admission.LeaveUnnamed();
        else if (tunnel.Place != TunnelPlace.None) _services.Admission.Leave(tunnel.ClientAddress, tunnel.Place == TunnelPlace.Refused);
        _tunnels.Remove(tunnel);
    }
}
