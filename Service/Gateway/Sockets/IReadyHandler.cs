namespace OmsGateway.Gateway.Sockets;

/// <summary>Waits for a connection.</summary>
internal interface IReadyHandler
{
    /// <summary>
    /// The connection may be ready, or is closed. Called once for each wait, mostly on the thread that sees the socket events; must not block.
    /// </summary>
    void OnReady();
}
