using System.Net;
using OmsGateway.Gateway.Destinations;

namespace OmsGateway.Gateway.Tests.Destinations;

public class AddressPolicyTests
{
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
