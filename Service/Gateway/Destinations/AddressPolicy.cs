using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Gateway.Destinations;

/// <summary>
/// Decides whether an address may be dialled: by the rules that everybody who is asked about a host goes by, and never the gateway itself.
/// </summary>
internal static class AddressPolicy
{
    /// <summary>What kind of forbidden address this is, or null when it may be dialled.</summary>
    /// <param name="address">The address as the resolver gave it.</param>
    /// <param name="allowed">The administrator's exceptions.</param>
    public static string? FindForbiddenKind(IPAddress address, IReadOnlyList<IpNetwork> allowed) =>
        AddressRules.FindForbiddenKind(address, allowed);

    /// <summary>
    /// Whether the endpoint is the gateway's own listener, which would make it talk to itself without end. No setting
    /// allows that.
    /// </summary>
    public static bool IsOwnListener(IPAddress address, int port, IReadOnlyList<IPEndPoint> listeners)
    {
        foreach (IPEndPoint listener in listeners)
        {
            if (listener.Port != port) continue;
            foreach (IPAddress inner in EmbeddedIPv4.Unwrap(address))
            {
                bool any = listener.Address.Equals(IPAddress.Any) || listener.Address.Equals(IPAddress.IPv6Any);
                if (inner.Equals(listener.Address) || (any && IsLocal(inner))) return true;
            }
        }

        return false;
    }

    // Only this machine's own addresses can be bound; asking is exact where a list of interfaces would be stale.
    private static bool IsLocal(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) return true;
        try
        {
            // By UDP, so that the question takes none of TCP's dynamic ports, which tunnels need.
            using var probe = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            probe.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
