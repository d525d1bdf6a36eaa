namespace OmsGateway.Gateway;

/// <summary>The gateway cannot listen where its settings say; the message names the endpoint, the reason and the remedy.</summary>
public sealed class ListenException(string message, Exception inner) : Exception(message, inner);
