using OmsGateway.CustomActions.Firewall;

namespace OmsGateway.CustomActions.Tests.Firewall;

/// <summary>The Windows documentation's page "INetFwRule::put_RemoteAddresses" lists the forms.</summary>
public class RemoteAddressesTests
{
    [Theory]
    [InlineData("*", "*")]
    [InlineData("any", "*")]
    [InlineData("Any", "*")]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("10.0.0.0/8, LocalSubnet", "10.0.0.0/8,LocalSubnet")]
    [InlineData("10.0.0.0/255.0.0.0", "10.0.0.0/255.0.0.0")]
    [InlineData("10.0.0.1-10.0.0.9", "10.0.0.1-10.0.0.9")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("2001:db8::1-2001:db8::9", "2001:db8::1-2001:db8::9")]
    public void What_the_firewall_takes_passes(string text, string value)
    {
        Assert.True(RemoteAddresses.TryParse(text, out string parsed));
        Assert.Equal(value, parsed);
    }

    [Theory]
    [InlineData("everybody")]
    [InlineData("10")]
    [InlineData("10.0.0.0/33")]
    [InlineData("2001:db8::/129")]
    [InlineData("2001:db8::/255.0.0.0")]
    [InlineData("10.0.0.1-2001:db8::1")]
    [InlineData("10.0.0.1,")]
    [InlineData("*,10.0.0.1")]
    [InlineData("10.0.0.1;10.0.0.2")]
    public void What_it_does_not_take_is_refused(string text) => Assert.False(RemoteAddresses.TryParse(text, out _));
}
