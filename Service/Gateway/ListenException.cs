using System.Net.Sockets;

namespace OmsGateway.Gateway;

/// <summary>The gateway cannot listen where its settings say; the message names the endpoint, the reason and the remedy.</summary>
public sealed class ListenException(string message, Exception inner) : Exception(message, inner)
{
    /// <summary>Something listens there already. Windows also calls that a denied access, where either side wants the port for itself.</summary>
    internal bool IsTaken => InnerException is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AccessDenied };
}
