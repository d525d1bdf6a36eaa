using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Gateway.Reporting.Repetition;

/// <summary>
/// A client as repetitions and days count it: an IPv4 address or the /64 of an IPv6 one, as in <c>ClientNetwork</c>, without an object for it.
/// </summary>
/// <param name="Network">The upper half of an IPv6 address, or <see cref="OfIPv4"/>, which is multicast and so nobody's own.</param>
/// <param name="Rest">The IPv4 address, or the IPv6 network's zone.</param>
internal readonly record struct ClientKey(ulong Network, ulong Rest)
{
    private const ulong OfIPv4 = ulong.MaxValue;

    /// <summary>The client with an address.</summary>
    public static ClientKey Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? new ClientKey(OfIPv4, BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new ClientKey(BinaryPrimitives.ReadUInt64BigEndian(bytes), (ulong)address.ScopeId);
    }

    /// <summary>The address, or the network in CIDR notation.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (Network == OfIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Rest);
            return new IPAddress(bytes[..4]).ToString();
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes, Network);
        return $"{new IPAddress(bytes, (long)Rest)}/64";
    }
}
