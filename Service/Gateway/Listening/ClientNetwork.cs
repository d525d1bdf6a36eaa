using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Gateway.Listening;

/// <summary>What counts as one client for the limits.</summary>
internal static class ClientNetwork
{
    private const int HostBytes = 8;

    /// <summary>
    /// An IPv4 address, or the /64 that an IPv6 address is in: a single host has all 2^64 addresses of its network to choose from
    /// (RFC 4291 §2.5.1, RFC 8981).
    /// </summary>
    public static IPAddress Of(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork) return address;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[HostBytes..].Clear();
        return new IPAddress(bytes, address.ScopeId);
    }
}
