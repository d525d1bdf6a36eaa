using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Configuration.Networks;

/// <summary>Finds the IPv4 addresses hidden in an IPv6 address, through which a forbidden one could be reached.</summary>
public static class EmbeddedIPv4
{
    /// <summary>The address itself and every IPv4 address it carries.</summary>
    public static IPAddress[] Unwrap(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? [address, .. Unwrap(address.GetAddressBytes())] : [address];

    private static IEnumerable<IPAddress> Unwrap(byte[] b)
    {
        bool zerosTo64 = BitConverter.ToInt64(b, 0) == 0, zerosTo80 = zerosTo64 && b[8] == 0 && b[9] == 0;
        if (zerosTo80 && ((b[10] == 0xff && b[11] == 0xff) || (b[10] == 0 && b[11] == 0)))
            yield return Last4(b); // mapped ::ffff:a.b.c.d and compatible ::a.b.c.d, RFC 4291 §2.5.5
        if (zerosTo64 && b[8] == 0xff && b[9] == 0xff)
            yield return Last4(b); // translated ::ffff:0:a.b.c.d, RFC 2765 §2.1
        if (b[0] == 0 && b[1] == 0x64 && b[2] == 0xff && b[3] == 0x9b)
            yield return Last4(b); // NAT64 64:ff9b::/96 and 64:ff9b:1::/48, RFC 6052 §2.1, RFC 8215
        if (b[0] == 0x20 && b[1] == 0x02)
            yield return At(b, 2); // 6to4, RFC 3056 §2
        if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0)
        {
            // Teredo, RFC 4380 §4: the server, and the client's address with every bit inverted.
            yield return At(b, 4);
            yield return new IPAddress([(byte)~b[12], (byte)~b[13], (byte)~b[14], (byte)~b[15]]);
        }

        if ((b[8] & 0xfc) == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe)
            yield return Last4(b); // ISATAP, RFC 5214 §6.1
    }

    private static IPAddress Last4(byte[] bytes) => At(bytes, 12);

    private static IPAddress At(byte[] bytes, int index) => new([bytes[index], bytes[index + 1], bytes[index + 2], bytes[index + 3]]);
}
