using OmsGateway.CustomActions.Firewall;

namespace OmsGateway.CustomActions.Tests.Firewall;

/// <summary>
/// The Windows documentation's page "INetFwRule::put_RemoteAddresses" lists the forms. Python's ipaddress.ip_address refuses leading
/// zeros too, which inet_aton(3) takes for octal.
/// </summary>
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
    [InlineData("dns,DHCP,wins,DefaultGateway", "dns,DHCP,wins,DefaultGateway")]
    public void What_the_firewall_takes_passes(string text, string value)
    {
        Assert.Equal(value, RemoteAddresses.Parse(text)?.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("everybody")]
    [InlineData("10")]
    [InlineData("010.1.2.3")]
    [InlineData("010.0.0.0/8")]
    [InlineData("10.0.0.1-10.0.0.011")]
    [InlineData("0x0A.1.2.3")]
    [InlineData("[2001:db8::1]")]
    [InlineData("fe80::1%3")]
    [InlineData("10.0.0.0/33")]
    [InlineData("2001:db8::/129")]
    [InlineData("2001:db8::/255.0.0.0")]
    [InlineData("10.0.0.1-2001:db8::1")]
    [InlineData("10.0.0.1,")]
    [InlineData("*,10.0.0.1")]
    [InlineData("10.0.0.1;10.0.0.2")]
    [InlineData("10.0.0.9-10.0.0.1")]
    [InlineData("10.0.0.1-10.0.0.2-10.0.0.3")]
    [InlineData("2001:db8::/10.0.0.0")]
    [InlineData("10.0.0.0/255.0.255.0")]
    public void What_it_does_not_take_is_refused(string text) => Assert.Null(RemoteAddresses.Parse(text));

    [Fact]
    public void A_list_of_more_than_8192_characters_is_refused()
    {
        string longest = string.Concat(Enumerable.Repeat("10.1.2.3,", 909)) + "10.10.10.10";
        Assert.Equal(8192, longest.Length);
        Assert.NotNull(RemoteAddresses.Parse(longest));
        Assert.Null(RemoteAddresses.Parse(longest + "0"));
    }

    // What Python's ipaddress makes of them: summarize_address_range, and ip_network with strict=False.
    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3/32")]
    [InlineData("10.1.2.3/32,10.1.2.3", "10.1.2.3/32")]
    [InlineData("10.1.2.3-10.1.2.3", "10.1.2.3/32")]
    [InlineData("10.1.2.3/255.255.255.255", "10.1.2.3/32")]
    [InlineData("10.1.2.3/0.0.0.0", "0.0.0.0/0")]
    [InlineData("10.1.2.3/0", "0.0.0.0/0")]
    [InlineData("2001:db8::1/128", "2001:db8::1/128")]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("10.0.0.0/255.255.240.0", "10.0.0.0/20")]
    [InlineData("192.0.2.0-192.0.2.130", "192.0.2.0/25 192.0.2.128/31 192.0.2.130/32")]
    [InlineData("10.0.0.1-10.0.0.9", "10.0.0.1/32 10.0.0.2/31 10.0.0.4/30 10.0.0.8/31")]
    [InlineData("0.0.0.0-255.255.255.255", "0.0.0.0/0")]
    [InlineData("2001:db8::ffff-2001:db8::1:1", "2001:db8::ffff/128 2001:db8::1:0/127")]
    [InlineData("10.1.0.0/16,10.2.0.0/16", "10.1.0.0/16 10.2.0.0/16")]
    public void Clients_are_the_same_addresses_and_the_gateway_s_own(string text, string networks) =>
        Assert.Equal($"{networks} 127.0.0.0/8 ::1/128", string.Join(" ", RemoteAddresses.Parse(text)!.Clients));

    [Theory]
    [InlineData("any")]
    [InlineData("LocalSubnet")]
    [InlineData("10.0.0.0/8,localsubnet")]
    public void Clients_are_all_where_only_the_firewall_knows(string text) => Assert.Empty(RemoteAddresses.Parse(text)!.Clients);
}
