using System.Net;
using OmsGateway.Configuration.Networks;
using OmsGateway.Gateway.Destinations;

namespace OmsGateway.Gateway.Tests.Destinations;

public class AddressPolicyTests
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
    public void Ordinary_and_private_addresses_may_be_dialled(string address) =>
        Assert.Null(AddressPolicy.FindForbiddenKind(IPAddress.Parse(address), []));

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.0/8")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.0/8")]
    [InlineData("::1", "::1/128")]
    [InlineData("169.254.169.254", "169.254.169.254/32")]
    public void An_allowed_network_is_an_exception(string address, string network) =>
        Assert.Null(AddressPolicy.FindForbiddenKind(IPAddress.Parse(address), [IpNetwork.Parse(network)]));

    [Theory]
    [InlineData("127.0.0.1", "10.0.0.0/8")]
    [InlineData("169.254.169.254", "127.0.0.0/8")]
    [InlineData("2002:7f00:1::1", "10.0.0.0/8")]
    public void Another_network_is_not(string address, string network) =>
        Assert.NotNull(AddressPolicy.FindForbiddenKind(IPAddress.Parse(address), [IpNetwork.Parse(network)]));

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1", true)]
    [InlineData("::", "127.0.0.1", true)]
    [InlineData("::", "::1", true)]
    [InlineData("::", "::ffff:127.0.0.1", true)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "127.0.0.2", false)]
    [InlineData("::", "192.0.2.1", false)]
    public void The_gateway_s_own_listener_is_known_by_the_machine_s_addresses(string listener, string address, bool isOwn)
    {
        IPEndPoint[] listeners = [new(IPAddress.Parse(listener), 8080)];
        Assert.Equal(isOwn, AddressPolicy.IsOwnListener(IPAddress.Parse(address), 8080, listeners));
        Assert.False(AddressPolicy.IsOwnListener(IPAddress.Parse(address), 443, listeners));
    }
}
