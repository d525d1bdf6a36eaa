using System.Net;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Tests.Networks;

public class IpNetworkTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.255.255.255", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("172.16.0.0/12", "172.31.255.255", true)]
    [InlineData("172.16.0.0/12", "172.32.0.0", false)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("192.0.2.7/32", "192.0.2.7", true)]
    [InlineData("::1/128", "::1", true)]
    [InlineData("0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("fd00::/8", "fdff::1", true)]
    [InlineData("fd00::/8", "fe00::1", false)]
    [InlineData("2001:db8::/33", "2001:db8:7fff::", true)]
    [InlineData("2001:db8::/33", "2001:db8:8000::", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.0.0.1", false)]
    public void A_network_contains_the_addresses_with_its_prefix(string network, string address, bool expected) =>
        Assert.Equal(expected, IpNetwork.Parse(network).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/8")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0/99999999999")]
    [InlineData("10/8")]
    [InlineData("10.0.0.1/8")]
    [InlineData("127.1/32")]
    [InlineData("::1/129")]
    [InlineData("fe80::1%eth0/64")]
    [InlineData("2001:db8::1/32")]
    [InlineData("[::1]/128")]
    [InlineData("contoso.com/8")]
    public void Anything_but_canonical_CIDR_is_refused(string text)
    {
        Assert.False(IpNetwork.TryParse(text, out _, out string? error));
        Assert.False(string.IsNullOrEmpty(error));
    }

    [Theory]
    [InlineData("contoso.com/8", "'contoso.com' is not an IPv4 or IPv6 address; write for example 10.0.0.0/8 or fd00::/8")]
    [InlineData("10.0.0.0/33", "'33' is not a prefix length; it must be 0 to 32 for 10.0.0.0")]
    [InlineData("::1/129", "'129' is not a prefix length; it must be 0 to 128 for ::1")]
    [InlineData("10.0.0.1/8", "'10.0.0.1/8' has bits set beyond its prefix of 8 bits; give the network's first address")]
    public void A_refusal_says_what_is_wrong_and_what_would_be_right(string text, string says) =>
        Assert.Equal(says, Assert.Throws<FormatException>(() => IpNetwork.Parse(text)).Message);

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("10.0.0.0/16", false)]
    [InlineData("11.0.0.0/8", false)]
    [InlineData("::ffff:10.0.0.0/104", false)]
    public void Networks_are_equal_with_the_same_address_and_length(string other, bool expected)
    {
        object network = IpNetwork.Parse("10.0.0.0/8");
        Assert.Equal(expected, network.Equals(IpNetwork.Parse(other)));
        Assert.False(network.Equals(null));
    }
}
