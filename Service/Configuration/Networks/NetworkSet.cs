using System.Collections;
using System.Net;

namespace OmsGateway.Configuration.Networks;

/// <summary>
/// Networks among which an address is looked up; immutable. A look-up costs one step for each length of prefix that occurs, however
/// many networks there are.
/// </summary>
public sealed class NetworkSet : IReadOnlyList<IpNetwork>
{
    private readonly IReadOnlyList<IpNetwork> _networks;
    private readonly Level[] _ipv4;
    private readonly Level[] _ipv6;

    /// <summary>Takes the networks, none of them twice, and keeps their order.</summary>
    public NetworkSet(IReadOnlyList<IpNetwork> networks)
    {
        _networks = networks;
        _ipv4 = Levels(bytes: 4);
        _ipv6 = Levels(bytes: 16);
    }

    /// <summary>No network.</summary>
    public static NetworkSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _networks.Count;

    /// <inheritdoc/>
    public IpNetwork this[int index] => _networks[index];

    /// <summary>The most specific of the networks that the address lies in, or null when there is none.</summary>
    /// <param name="address">An IPv4-mapped IPv6 address is taken for the IPv4 address that it stands for.</param>
    public IpNetwork? Find(IPAddress address)
    {
        // Asked at every accept, and mostly of an empty set.
        if (Count == 0) return null;
        byte[] bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        foreach (Level level in bytes.Length == 4 ? _ipv4 : _ipv6)
        {
            if (level.Networks.TryGetValue(Prefix.Of(bytes, level.Length), out IpNetwork? network)) return network;
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<IpNetwork> GetEnumerator() => _networks.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Level[] Levels(int bytes) =>
    [
        .. from network in _networks
           let plain = network.Unmapped
           let address = plain.Address.GetAddressBytes()
           where address.Length == bytes
           group (Prefix: Prefix.Of(address, plain.PrefixLength), Network: network) by plain.PrefixLength into level
           // The longest prefixes first, so that the first network found is the most specific.
           orderby level.Key descending
           select new Level(level.Key, level.GroupBy(n => n.Prefix).ToDictionary(same => same.Key, same => same.First().Network)),
    ];

    private sealed record Level(int Length, Dictionary<Prefix, IpNetwork> Networks);

    /// <summary>An address without the bits past a length.</summary>
    private readonly record struct Prefix(ulong High, ulong Low)
    {
        public static Prefix Of(byte[] address, int length) => new(Read(address, 0, length), Read(address, 8, length - 64));

        private static ulong Read(byte[] address, int start, int bits)
        {
            ulong value = 0;
            for (int i = start; i < start + 8; i++) value = (value << 8) | (i < address.Length ? address[i] : 0u);
            return bits switch
            {
                <= 0 => 0,
                >= 64 => value,
                _ => value & (ulong.MaxValue << (64 - bits)),
            };
        }
    }
}
