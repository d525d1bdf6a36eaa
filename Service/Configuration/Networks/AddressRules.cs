using System.Net;

namespace OmsGateway.Configuration.Networks;

/// <summary>
/// Addresses that may not be dialled unless the administrator lists their network: a name on the allow list must not lead to the
/// gateway's own network segment or to a cloud's metadata service, whoever answers its DNS query. Private networks are allowed:
/// Private Link endpoints live there.
/// </summary>
public static class AddressRules
{
    // By IANA's registries of special-purpose addresses (RFC 6890); fec0::/10 was for sites (RFC 3879), 100::/64 discards packets (RFC 6666).
    private static readonly (IpNetwork Network, string Kind)[] Forbidden =
    [
        .. Kind("unspecified", "0.0.0.0/8", "::/128"),
        .. Kind("loopback", "127.0.0.0/8", "::1/128"),
        .. Kind("link-local", "169.254.0.0/16", "fe80::/10", "fec0::/10"),
        .. Kind("multicast", "224.0.0.0/4", "ff00::/8"),
        .. Kind("reserved", "240.0.0.0/4", "100::/64"),
        // Metadata services outside the link-local range: Azure's WireServer, Alibaba Cloud, Oracle Cloud; Amazon EC2's and, beside it,
        // its Pod Identity Agent; Google Compute Engine.
        .. Kind("metadata service",
            "168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32", "fd00:ec2::254/128", "fd00:ec2::23/128", "fd20:ce::254/128"),
    ];

    /// <summary>What kind of forbidden address this is, or null when it may be dialled.</summary>
    /// <param name="address">The address as the resolver gave it.</param>
    /// <param name="allowed">The administrator's exceptions.</param>
    public static string? FindForbiddenKind(IPAddress address, IReadOnlyList<IpNetwork> allowed)
    {
        foreach (IPAddress inner in EmbeddedIPv4.Unwrap(address))
        {
            byte[] bytes = inner.GetAddressBytes();
            if (Classify(bytes) is { } kind && !Contain(allowed, bytes) && !Contain(allowed, address.GetAddressBytes())) return kind;
        }

        return null;
    }

    private static string? Classify(byte[] address)
    {
        foreach ((IpNetwork network, string kind) in Forbidden)
        {
            if (network.Contains(address)) return kind;
        }

        return null;
    }

    // Asked for every tunnel, where a query would allocate.
    private static bool Contain(IReadOnlyList<IpNetwork> networks, byte[] address)
    {
        for (int i = 0; i < networks.Count; i++)
        {
            if (networks[i].Contains(address)) return true;
        }

        return false;
    }

    private static IEnumerable<(IpNetwork, string)> Kind(string kind, params string[] networks) =>
        networks.Select(text => (IpNetwork.Parse(text), kind));
}
