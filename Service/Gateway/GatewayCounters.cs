namespace OmsGateway.Gateway;

/// <summary>A reading of the gateway's numbers.</summary>
/// <param name="ActiveClientConnections">Open TCP connections from clients ("Active Client Connection").</param>
/// <param name="ConnectedClients">Distinct client addresses seen in the last minutes ("Connected Client").</param>
/// <param name="Errors">Errors since start ("Error Count").</param>
/// <param name="Rejections">Connections refused by policy or TLS inspection since start ("Rejection Count").</param>
public readonly record struct GatewayCounters(long ActiveClientConnections, long ConnectedClients, long Errors, long Rejections);
