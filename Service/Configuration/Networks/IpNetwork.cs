using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Configuration.Networks;

/// <summary>An IPv4 or IPv6 network in CIDR notation (RFC 4632, RFC 4291 §2.3); netstandard2.0 has none of its own.</summary>
public sealed class IpNetwork : IEquatable<IpNetwork>
{
    private readonly byte[] _prefix;

    private IpNetwork(IPAddress address, int length)
    {
        Address = address;
        PrefixLength = length;
        _prefix = address.GetAddressBytes();
    }

    /// <summary>The network address.</summary>
    public IPAddress Address { get; }

    /// <summary>Length of the prefix in bits: 0 to 32, or 0 to 128 for IPv6.</summary>
    public int PrefixLength { get; }

    /// <summary>The IPv4 network that ::ffff:10.0.0.0/104 stands for (RFC 4291 §2.5.5.2), here 10.0.0.0/8; any other network itself.</summary>
    internal IpNetwork Unmapped =>
        Address.IsIPv4MappedToIPv6 && PrefixLength >= 96 ? new IpNetwork(Address.MapToIPv4(), PrefixLength - 96) : this;

    /// <summary>Parses <c>address/bits</c> or a single address. Host bits must be zero.</summary>
    public static bool TryParse(string text, out IpNetwork? network, out string? error)
    {
        network = null;
        int slash = text.IndexOf('/');
        string addressText = slash < 0 ? text : text.Substring(0, slash);
        if (!IpLiteral.TryParse(addressText, out IPAddress? address))
        {
            error = $"'{addressText}' is not an IPv4 or IPv6 address; write for example 10.0.0.0/8 or fd00::/8";
            return false;
        }

        int bits = address!.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        int length = bits;
        if (slash >= 0 && (!int.TryParse(text.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length)
                           || length > bits))
        {
            error = $"'{text.Substring(slash + 1)}' is not a prefix length; it must be 0 to {bits} for {addressText}";
            return false;
        }

        var candidate = new IpNetwork(address, length);
        for (int bit = length; bit < bits; bit++)
        {
            if ((candidate._prefix[bit / 8] & (0x80 >> (bit % 8))) != 0)
            {
                error = $"'{text}' has bits set beyond its prefix of {length} bits; give the network's first address";
                return false;
            }
        }

        network = candidate;
        error = null;
        return true;
    }

    /// <summary>Parses a network known to be valid.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static IpNetwork Parse(string text) =>
        TryParse(text, out IpNetwork? network, out string? error) ? network! : throw new FormatException(error);

    /// <summary>Whether the address lies in this network; an IPv4-mapped address is not unwrapped here.</summary>
    public bool Contains(IPAddress address) => address.AddressFamily == Address.AddressFamily && Contains(address.GetAddressBytes());

    /// <summary>The same for who asks several networks about one address.</summary>
    /// <param name="bytes">The address's four or sixteen bytes.</param>
    internal bool Contains(byte[] bytes)
    {
        if (bytes.Length != _prefix.Length) return false;
        int whole = PrefixLength / 8;
        for (int i = 0; i < whole; i++)
        {
            if (bytes[i] != _prefix[i]) return false;
        }

        int rest = PrefixLength % 8;
        return rest == 0 || (bytes[whole] ^ _prefix[whole]) >> (8 - rest) == 0;
    }

    /// <inheritdoc/>
    public bool Equals(IpNetwork? other) =>
        other is not null && PrefixLength == other.PrefixLength && Address.Equals(other.Address);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IpNetwork);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode() ^ PrefixLength;

    /// <inheritdoc/>
    public override string ToString() => $"{Address}/{PrefixLength}";
}
