namespace OmsGateway.Gateway.Tls;

/// <summary>Which way bytes travel through a tunnel.</summary>
internal enum TunnelDirection
{
    /// <summary>From the client to the target.</summary>
    ClientToServer,

    /// <summary>From the target to the client.</summary>
    ServerToClient,
}
