using System.Net;
using System.Net.Sockets;
using OmsGateway.Gateway.Listening;

namespace OmsGateway.Gateway.Tests.Listening;

/// <summary>
/// Windows' rules for binding, played on this system's sockets: the table for Windows Server 2003 and later of
/// using-so-reuseaddr-and-so-exclusiveaddruse.md, and what so-exclusiveaddruse.md says of connections that outlive their listener.
/// </summary>
internal sealed class WindowsRules : ISystemPorts
{
    private readonly List<(Socket Socket, IPEndPoint EndPoint, bool IsExclusive)> _bound = [];

    public bool HasWindowsRules => true;

    /// <summary>Connections live that a listener of the gateway has accepted, here or in an earlier run.</summary>
    public bool HasConnections { get; set; }

    /// <summary>Addresses on which another program has the port for itself.</summary>
    public HashSet<IPAddress> Others { get; } = [];

    /// <summary>The port is in an excluded range.</summary>
    public bool IsExcluded { get; set; }

    public Socket Open(IPEndPoint endPoint, bool isExclusive)
    {
        _bound.RemoveAll(b => b.Socket.SafeHandle.IsClosed);
        if (IsExcluded) throw new SocketException((int)SocketError.AccessDenied);
        foreach ((_, IPEndPoint first, bool isFirstExclusive) in _bound.Where(b => b.EndPoint.Port == endPoint.Port))
        {
            if (FindError(first.Address, isFirstExclusive, endPoint.Address, isExclusive) is { } error) throw new SocketException((int)error);
        }

        foreach (IPAddress other in Others)
        {
            if (FindError(other, true, endPoint.Address, isExclusive) is { } error) throw new SocketException((int)error);
        }

        if (isExclusive && HasConnections) throw new SocketException((int)SocketError.AddressAlreadyInUse);
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (IsWildcard(endPoint.Address)) socket.DualMode = true;
        socket.Bind(endPoint);
        socket.Listen();
        _bound.Add((socket, endPoint, isExclusive));
        return socket;
    }

    public PortHolder? FindListener(IPEndPoint endPoint)
    {
        if (Others.Any(o => IsWildcard(o) || IsWildcard(endPoint.Address) || o.Equals(endPoint.Address))) return new PortHolder(812, "nginx");
        return _bound.Any(b => !b.Socket.SafeHandle.IsClosed && b.EndPoint.Port == endPoint.Port) ? new PortHolder(Environment.ProcessId) : null;
    }

    public DynamicPorts? ReadDynamicPorts() => null;

    private static SocketError? FindError(IPAddress first, bool isFirstExclusive, IPAddress second, bool isSecondExclusive)
    {
        if (first.Equals(second)) return SocketError.AddressAlreadyInUse;
        if (IsWildcard(first)) return isFirstExclusive ? SocketError.AccessDenied : null;
        return IsWildcard(second) && isSecondExclusive ? SocketError.AddressAlreadyInUse : null;
    }

    private static bool IsWildcard(IPAddress address) => address.Equals(IPAddress.IPv6Any);
}
