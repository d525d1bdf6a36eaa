using System.Net;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Tests.Networks;

/// <summary>Python's ipaddress.ip_address agrees, except that it accepts a zone that is not a number; .NET also accepts 010.1.2.3 and 1.</summary>
public sealed class IpLiteralTests
{
    [Theory]
    [InlineData("fe80::1%7")]
    [InlineData("fe80::%4294967295")]
    [InlineData("2001:db8::1")]
    [InlineData("10.1.2.3")]
    public void An_address_is_read_as_NET_writes_it(string text)
    {
        Assert.True(IpLiteral.TryParseWithZone(text, out IPAddress? address));
        Assert.Equal(text, address!.ToString());
    }

    [Theory]
    [InlineData("fe80::1%")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::1%-1")]
    [InlineData("fe80::1%1%2")]
    [InlineData("fe80::1%4294967296")]
    [InlineData("10.1.2.3%7")]
    [InlineData("010.1.2.3")]
    [InlineData("1")]
    [InlineData("")]
    public void What_is_no_canonical_address_is_refused(string text)
    {
        Assert.False(IpLiteral.TryParseWithZone(text, out IPAddress? _));
        Assert.False(IpLiteral.TryParse(text, out IPAddress? _));
    }
}
