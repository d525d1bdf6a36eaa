using System.Net;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Tests.Networks;

public class NetworkSetTests
{
    private static readonly NetworkSet Networks = new([.. new[]
    {
        "10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32", "192.168.0.0/23", "2001:db8::/32", "2001:db8:0:1::/64", "2001:db8:0:1:8000::/65", "2001:db8::1/128",
    }.Select(IpNetwork.Parse)]);

    [Theory]
    [InlineData("10.2.0.0", "10.0.0.0/8")]
    [InlineData("10.1.255.255", "10.1.0.0/16")]
    [InlineData("10.1.2.3", "10.1.2.3/32")]
    [InlineData("10.1.2.4", "10.1.0.0/16")]
    [InlineData("192.168.1.255", "192.168.0.0/23")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3/32")]
    [InlineData("2001:db8:ffff::", "2001:db8::/32")]
    [InlineData("2001:db8:0:1:7fff::", "2001:db8:0:1::/64")]
    [InlineData("2001:db8:0:1:8000::1", "2001:db8:0:1:8000::/65")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    [InlineData("192.168.2.0", null)]
    [InlineData("11.0.0.0", null)]
    [InlineData("9.255.255.255", null)]
    [InlineData("2001:db9::", null)]
    [InlineData("::10.1.2.3", null)]
    public void The_most_specific_network_is_found(string address, string? network) =>
        Assert.Equal(network, Networks.Find(IPAddress.Parse(address))?.ToString());

    [Fact]
    public void A_network_of_IPv4_addresses_written_as_IPv6_is_one_of_IPv4()
    {
        var networks = new NetworkSet([IpNetwork.Parse("::ffff:10.0.0.0/104"), IpNetwork.Parse("10.0.0.0/8")]);
        Assert.NotNull(networks.Find(IPAddress.Parse("10.255.0.1")));
        Assert.Null(networks.Find(IPAddress.Parse("11.0.0.1")));
    }

    [Fact]
    public void A_network_of_everything_has_every_address_of_its_kind()
    {
        var all = new NetworkSet([IpNetwork.Parse("0.0.0.0/0")]);
        Assert.NotNull(all.Find(IPAddress.Parse("255.255.255.255")));
        Assert.Null(all.Find(IPAddress.IPv6Loopback));
        Assert.NotNull(new NetworkSet([IpNetwork.Parse("::/0")]).Find(IPAddress.IPv6Loopback));
        Assert.NotNull(new NetworkSet([IpNetwork.Parse("::ffff:0.0.0.0/96")]).Find(IPAddress.Loopback));
    }
}
