namespace OmsGateway.Gateway;

/// <summary>Bytes transferred since the start, those of open tunnels as of a second ago. Neither number ever falls.</summary>
/// <param name="Sent">From clients to hosts.</param>
/// <param name="Received">From hosts to clients.</param>
internal readonly record struct TunnelTraffic(long Sent, long Received);
