using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Configuration.Networks;

/// <summary>
/// Reads an IP address only in its canonical text form. <c>IPAddress.TryParse</c> also takes <c>127.1</c>, <c>2130706433</c>, <c>0x7f.1</c>,
/// <c>[::1]:443</c> and zone ids, each of which has been used to slip past an allow list.
/// </summary>
public static class IpLiteral
{
    /// <summary>Reads a dotted quad without leading zeros, or an IPv6 address without brackets and zone (RFC 5952).</summary>
    public static bool TryParse(string text, out IPAddress? address)
    {
        address = null;
        return text.IndexOf(':') >= 0 ? TryParseIPv6(text, out address) : TryParseIPv4(text, out address);
    }

    /// <summary>The same, but an IPv6 address may have a zone of digits (RFC 4007 §11), as .NET writes a link-local client's.</summary>
    public static bool TryParseWithZone(string text, out IPAddress? address)
    {
        int zone = text.IndexOf('%');
        if (zone < 0) return TryParse(text, out address);
        address = null;
        if (!uint.TryParse(text.Substring(zone + 1), NumberStyles.None, CultureInfo.InvariantCulture, out uint scope)) return false;
        if (!TryParseIPv6(text.Substring(0, zone), out address)) return false;
        address!.ScopeId = scope;
        return true;
    }

    private static bool TryParseIPv4(string text, out IPAddress? address)
    {
        address = null;
        // Most texts are host names, one for every tunnel, and need not be taken apart.
        if (text.Length is < 7 or > 15 || text[text.Length - 1] is < '0' or > '9') return false;
        string[] parts = text.Split('.');
        if (parts.Length != 4) return false;
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++)
        {
            string part = parts[i];
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')) return false;
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i])) return false;
        }

        address = new IPAddress(bytes);
        return true;
    }

    private static bool TryParseIPv6(string text, out IPAddress? address)
    {
        address = null;
        // 45 characters is the longest text form, with an embedded IPv4 address (INET6_ADDRSTRLEN is 46 with its zero).
        if (text.Length > 45) return false;
        foreach (char c in text)
        {
            if (c is not (':' or '.' or (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'))) return false;
        }

        // .NET takes leading zeros in an embedded IPv4 address, which others read as octal.
        if (text.IndexOf('.') >= 0 && !TryParseIPv4(text.Substring(text.LastIndexOf(':') + 1), out _)) return false;
#pragma warning disable RS0030 // Only the characters of an IPv6 address are left, and .NET reads those as others do.
        return IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetworkV6;
#pragma warning restore RS0030
    }
}
