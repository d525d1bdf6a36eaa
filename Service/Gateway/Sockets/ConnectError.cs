using System.Net.Sockets;

namespace OmsGateway.Gateway.Sockets;

/// <summary>Names why a connection failed; where the reason is this computer and not the target, with what to do about it.</summary>
internal static class ConnectError
{
    // Windows: WSAENOBUFS, or WSAEADDRINUSE at the bind that .NET does first (dotnet/runtime#47531). Linux: EADDRNOTAVAIL (connect(2)).
    private const string OutOfPorts = "this computer has no dynamic port left for it: too many connections are open, of the gateway or of others; "
        + "'netsh int ipv4 show dynamicport tcp' shows how many there can be";

    /// <summary>The reason in words that fit into parentheses.</summary>
    public static string Explain(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.NoBufferSpaceAvailable or SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable => OutOfPorts,
        // EMFILE or ENFILE (socket(2)), on Windows WSAEMFILE.
        SocketError.TooManyOpenSockets => "the process or this computer has as many files and sockets open as it is allowed",
        _ => $"{e.SocketErrorCode}",
    };
}
