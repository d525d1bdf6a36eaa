using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Gateway.Destinations;

/// <summary>
/// Decides whether an address may be dialled. A name on the allow list must not lead to the gateway itself, to its local
/// network segment or to a cloud's metadata service, whoever answers its DNS query. Private networks are allowed: Private
/// Link endpoints live there.
/// </summary>
internal static class AddressPolicy
{
    private static readonly (IpNetwork Network, string Kind)[] Forbidden =
    [
        .. Kind("unspecified", "0.0.0.0/8", "::/128"),
        .. Kind("loopback", "127.0.0.0/8", "::1/128"),
        .. Kind("link-local", "169.254.0.0/16", "fe80::/10", "fec0::/10"),
        .. Kind("multicast", "224.0.0.0/4", "ff00::/8"),
        .. Kind("reserved", "240.0.0.0/4", "100::/64"),
        // Metadata services outside the link-local range: Azure's WireServer, Alibaba Cloud, Oracle Cloud, Amazon EC2.
        .. Kind("metadata service", "168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32", "fd00:ec2::254/128"),
    ];

    /// <summary>What kind of forbidden address this is, or null when it may be dialled.</summary>
    /// <param name="address">The address as the resolver gave it.</param>
    /// <param name="allowed">The administrator's exceptions.</param>
    public static string? FindForbiddenKind(IPAddress address, IReadOnlyList<IpNetwork> allowed)
    {
        foreach (IPAddress inner in EmbeddedIPv4.Unwrap(address))
        {
            string? kind = Classify(inner);
            if (kind is not null && !allowed.Any(network => network.Contains(inner) || network.Contains(address))) return kind;
        }

        return null;
    }

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
            using var probe = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            probe.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string? Classify(IPAddress address)
    {
        foreach ((IpNetwork network, string kind) in Forbidden)
        {
            if (network.Contains(address)) return kind;
        }

        return null;
    }

    private static IEnumerable<(IpNetwork, string)> Kind(string kind, params string[] networks) =>
        networks.Select(text => (IpNetwork.Parse(text), kind));
}
