using System.Net;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Tests.Networks;

/// <summary>IANA's registries of special-purpose addresses, and the RFC beside each way to write IPv4 as IPv6.</summary>
public class AddressRulesTests
{
    [Theory]
    [InlineData("10.1.2.3")] // Private Link endpoints live in private networks
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("fd12:3456::1")]
    [InlineData("20.50.1.1")]
    [InlineData("2603:1030::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::1432:101")]
    public void Ordinary_and_private_addresses_may_be_dialled(string address) => Assert.Null(FindForbiddenKind(address));

    [Theory]
    [InlineData("unspecified", "0.0.0.0", "0.255.255.255", "1.0.0.0")]
    [InlineData("loopback", "127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0")]
    [InlineData("loopback", "::1", "::1", "1::1")]
    [InlineData("link-local", "169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0")]
    [InlineData("link-local", "fe80::", "feff:ffff::1", "fe7f:ffff::")]
    [InlineData("multicast", "224.0.0.0", "239.255.255.255", "223.255.255.255")]
    [InlineData("multicast", "ff00::", "ffff::1")]
    [InlineData("reserved", "240.0.0.0", "255.255.255.255")]
    [InlineData("reserved", "100::", "100::ffff:ffff:ffff:ffff", "100:0:0:1::")]
    [InlineData("metadata service", "168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17")]
    [InlineData("metadata service", "100.100.100.200", "192.0.0.192")]
    [InlineData("metadata service", "fd00:ec2::254", "fd00:ec2::23", "fd00:ec2::253")]
    [InlineData("metadata service", "fd20:ce::254", "fd20:ce::254", "fd20:ce::255")]
    public void A_special_network_is_forbidden_from_its_first_address_to_its_last(string kind, string first, string last, params string[] beside)
    {
        Assert.Equal(kind, FindForbiddenKind(first));
        Assert.Equal(kind, FindForbiddenKind(last));
        Assert.All(beside, address => Assert.Null(FindForbiddenKind(address)));
    }

    // Each has 168.63.129.16 in it.
    [Theory]
    [InlineData("::ffff:a83f:8110")] // mapped and compatible, RFC 4291 §2.5.5
    [InlineData("::a83f:8110")]
    [InlineData("::ffff:0:a83f:8110")] // translated, RFC 2765 §2.1
    [InlineData("64:ff9b::a83f:8110")] // NAT64, RFC 6052 §2.1 and RFC 8215
    [InlineData("64:ff9b:1::a83f:8110")]
    [InlineData("2002:a83f:8110::1")] // 6to4, RFC 3056 §2
    [InlineData("2001:0:a83f:8110::")] // Teredo's server and client, RFC 4380 §4
    [InlineData("2001:0:c000:201::57c0:7eef")]
    [InlineData("fd00::5efe:a83f:8110")] // ISATAP, RFC 5214 §6.1
    [InlineData("2001:db8::200:5efe:a83f:8110")]
    [InlineData("2001:db8::300:5efe:a83f:8110")]
    public void An_IPv4_address_within_an_IPv6_address_is_judged(string address) => Assert.Equal("metadata service", FindForbiddenKind(address));

    // Each differs from one of those above in what makes it carry an address.
    [Theory]
    [InlineData("2001:db8::ffff:a83f:8110")]
    [InlineData("2001:db8::a83f:8110")]
    [InlineData("::1:ffff:a83f:8110")]
    [InlineData("::100:ffff:a83f:8110")]
    [InlineData("::100:0:a83f:8110")]
    [InlineData("::ff00:a83f:8110")]
    [InlineData("::ff:a83f:8110")]
    [InlineData("::1:a83f:8110")]
    [InlineData("::100:a83f:8110")]
    [InlineData("::ff00:0:a83f:8110")]
    [InlineData("::ff:0:a83f:8110")]
    [InlineData("2001:db8::ffff:0:a83f:8110")]
    [InlineData("164:ff9b::a83f:8110")]
    [InlineData("65:ff9b::a83f:8110")]
    [InlineData("64:fe9b::a83f:8110")]
    [InlineData("64:ff9a::a83f:8110")]
    [InlineData("2003:a83f:8110::1")]
    [InlineData("2102:a83f:8110::1")]
    [InlineData("2001:1:a83f:8110::")]
    [InlineData("2001:100:a83f:8110::")]
    [InlineData("2003:0:a83f:8110::")]
    [InlineData("2101:0:a83f:8110::")]
    [InlineData("2001:db8::400:5efe:a83f:8110")]
    [InlineData("2001:db8::1:5efe:a83f:8110")]
    [InlineData("2001:db8::5eff:a83f:8110")]
    [InlineData("2001:db8::5ffe:a83f:8110")]
    public void Another_IPv6_address_carries_none(string address) => Assert.Null(FindForbiddenKind(address));

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.0/8")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.0/8")]
    [InlineData("::ffff:127.0.0.1", "::ffff:127.0.0.1")]
    [InlineData("::1", "::1/128")]
    [InlineData("169.254.169.254", "169.254.169.254/32")]
    public void An_allowed_network_is_an_exception(string address, string network) =>
        Assert.Null(FindForbiddenKind(address, "10.0.0.0/8", network));

    [Theory]
    [InlineData("127.0.0.1", "10.0.0.0/8")]
    [InlineData("169.254.169.254", "127.0.0.0/8")]
    [InlineData("2002:7f00:1::1", "10.0.0.0/8")]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1")]
    public void Another_network_is_not(string address, string network) => Assert.NotNull(FindForbiddenKind(address, network));

    private static string? FindForbiddenKind(string address, params string[] allowed) =>
        AddressRules.FindForbiddenKind(IPAddress.Parse(address), Array.ConvertAll(allowed, IpNetwork.Parse));
}
