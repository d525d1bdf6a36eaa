namespace OmsGateway.Gateway.Tunnels;

/// <summary>What a connection counts as, for the limits.</summary>
internal enum TunnelPlace
{
    /// <summary>As nothing: it is closed at once.</summary>
    None,

    /// <summary>As a tunnel of no client, until a load balancer has named it.</summary>
    Unnamed,

    /// <summary>As a tunnel of its client.</summary>
    Tunnel,

    /// <summary>As a refused connection of its client, which only reads why.</summary>
    Refused,
}
