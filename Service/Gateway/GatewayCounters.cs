namespace OmsGateway.Gateway;

/// <summary>A reading of the gateway's numbers.</summary>
/// <param name="ActiveClientConnections">Open TCP connections from clients ("Active Client Connection").</param>
/// <param name="ConnectedClients">Distinct client addresses seen in the last minutes ("Connected Client").</param>
/// <param name="Errors">Errors since start ("Error Count").</param>
/// <param name="Rejections">TLS sessions that did not pass inspection, since start ("Rejection Count").</param>
/// <param name="ClosedConnections">Connections closed since start.</param>
/// <param name="TransferredBytes">Bytes transferred in both directions by closed connections since start.</param>
public readonly record struct GatewayCounters(
    long ActiveClientConnections, long ConnectedClients, long Errors, long Rejections, long ClosedConnections, long TransferredBytes);
