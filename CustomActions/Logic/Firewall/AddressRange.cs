using System.Globalization;
using System.Net;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.CustomActions.Firewall;

/// <summary>Addresses from one to another: a single one, a network, or what stands with a hyphen.</summary>
internal sealed class AddressRange
{
    private readonly byte[] _first;
    private readonly byte[] _last;

    private AddressRange(byte[] first, byte[] last) => (_first, _last) = (first, last);

    /// <summary>Reads <c>address</c>, <c>address/bits</c>, <c>address/mask</c> or <c>address-address</c>.</summary>
    public static bool TryParse(string text, out AddressRange? range)
    {
        range = null;
        int slash = text.IndexOf('/');
        if (slash >= 0)
        {
            if (!TryRead(text.Substring(0, slash), out byte[] address) || !TryReadLength(text.Substring(slash + 1), address, out int length)) return false;
            range = new AddressRange(Fill(address, length, one: false), Fill(address, length, one: true));
            return true;
        }

        string[] ends = text.Split('-');
        if (ends.Length > 2 || !TryRead(ends[0], out byte[] first) || !TryRead(ends[ends.Length - 1], out byte[] last)) return false;
        if (first.Length != last.Length || Compare(first, last) > 0) return false;
        range = new AddressRange(first, last);
        return true;
    }

    /// <summary>The fewest networks that have these addresses and no others.</summary>
    public IEnumerable<IpNetwork> Networks() => Networks(new byte[_first.Length], 0);

    // Halves the space of all addresses until a half lies wholly inside the range, which makes it a network, or wholly outside.
    private IEnumerable<IpNetwork> Networks(byte[] prefix, int length)
    {
        byte[] end = Fill(prefix, length, one: true);
        if (Compare(end, _first) < 0 || Compare(prefix, _last) > 0) return [];
        if (Compare(_first, prefix) <= 0 && Compare(end, _last) <= 0) return [IpNetwork.Parse($"{new IPAddress(prefix)}/{length}")];
        byte[] upper = [.. prefix];
        upper[length / 8] |= (byte)(0x80 >> (length % 8));
        return Networks(prefix, length + 1).Concat(Networks(upper, length + 1));
    }

    private static byte[] Fill(byte[] address, int length, bool one)
    {
        byte[] filled = [.. address];
        for (int bit = length; bit < filled.Length * 8; bit++)
        {
            byte mask = (byte)(0x80 >> (bit % 8));
            if (one) filled[bit / 8] |= mask;
            else filled[bit / 8] &= (byte)~mask;
        }

        return filled;
    }

    private static int Compare(byte[] left, byte[] right)
    {
        int i = 0;
        while (i < left.Length - 1 && left[i] == right[i]) i++;
        return left[i] - right[i];
    }

    private static bool TryReadLength(string text, byte[] address, out int length)
    {
        int bits = address.Length * 8;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length)) return length <= bits;
        // Only IPv4 has masks; IPv6 has prefix lengths alone (RFC 4291, section 2.3).
        if (bits != 32 || !TryRead(text, out byte[] mask) || mask.Length != address.Length) return false;
        length = 0;
        while (length < bits && (mask[length / 8] & (0x80 >> (length % 8))) != 0) length++;
        // The ones must come first: a mask with a gap describes no network.
        return Compare(mask, Fill(mask, length, one: false)) == 0;
    }

    // IPAddress takes 10 for 0.0.0.10 and 010.1.2.3 for 8.1.2.3, which nobody means.
    private static bool TryRead(string text, out byte[] bytes)
    {
        bool isAddress = IpLiteral.TryParse(text, out IPAddress? address);
        bytes = isAddress ? address!.GetAddressBytes() : [];
        return isAddress;
    }
}
