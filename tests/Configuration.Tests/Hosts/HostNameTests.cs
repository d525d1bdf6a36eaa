using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Tests.Hosts;

public class HostNameTests
{
    [Theory]
    [InlineData("www.contoso.com", "www.contoso.com")]
    [InlineData("WWW.Contoso.COM", "www.contoso.com")]
    [InlineData("www.contoso.com.", "www.contoso.com")]
    [InlineData("localhost", "localhost")]
    [InlineData("_dmarc.contoso.com", "_dmarc.contoso.com")]
    [InlineData("1and1.com", "1and1.com")]
    [InlineData("3com.4all.2go", "3com.4all.2go")]
    [InlineData("xn--mnchen-3ya.de", "xn--mnchen-3ya.de")]
    [InlineData("127.0.0.1.contoso.com", "127.0.0.1.contoso.com")]
    [InlineData("0xcafe.contoso", "0xcafe.contoso")]
    [InlineData("dead.beef", "dead.beef")]
    [InlineData("az-AZ_09.zone", "az-az_09.zone")]
    public void A_DNS_name_is_read_in_lower_case_without_its_trailing_dot(string text, string expected)
    {
        Assert.True(HostName.TryParse(text, out HostName? host, out string? error), error);
        Assert.Equal(expected, host!.Value);
        Assert.Null(host.Address);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("::1", "::1")]
    [InlineData("2001:DB8:0:0::0001", "2001:db8::1")]
    [InlineData("::ffff:10.0.0.1", "::ffff:10.0.0.1")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("1.2.3.9", "1.2.3.9")]
    [InlineData("2001:db9f:a:f:A:F:0:9", "2001:db9f:a:f:a:f:0:9")]
    [InlineData("0000:0000:0000:0000:0000:ffff:255.255.255.255", "::ffff:255.255.255.255")]
    public void A_canonical_address_is_read_as_an_address(string text, string expected)
    {
        Assert.True(HostName.TryParse(text, out HostName? host, out string? error), error);
        Assert.Equal(expected, host!.Value);
        Assert.NotNull(host.Address);
    }

    // Each of these is 127.0.0.1 or another address to some parser or resolver.
    [Theory]
    [InlineData("127.1")]
    [InlineData("127.0.1")]
    [InlineData("2130706433")]
    [InlineData("017700000001")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("0X7F.0.0.0x1")]
    [InlineData("127.0.0.0x1")]
    [InlineData("127.0.0.0x")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.0.0.01")]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("127.0.0.1.")]
    [InlineData("169.254.169.254.")]
    [InlineData("127.0.0.256")]
    [InlineData("1.9")]
    [InlineData("1.2.3.4.5")]
    [InlineData("127.0.0.1..")]
    [InlineData("+127.0.0.1")]
    [InlineData(" 127.0.0.1")]
    [InlineData("127.0.0.1 ")]
    [InlineData("127.0.0.-1")]
    [InlineData("[::1]")]
    [InlineData("[::1]:443")]
    [InlineData("[www.contoso.com]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::1%25eth0")]
    [InlineData("::1%0")]
    [InlineData("::1.")]
    [InlineData(":::1")]
    [InlineData("::127.1")]
    [InlineData("::ffff:0177.0.0.1")]
    [InlineData("::ffff:127.0.0.01")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("12345::")]
    [InlineData("::1/128")]
    public void What_only_some_parsers_read_as_an_address_is_refused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("127。0。0。1")]
    [InlineData("①27.0.0.1")]
    [InlineData("０.０.０.１")]
    [InlineData("１２７.0.0.1")]
    [InlineData("раураl.com")]
    [InlineData("contoso.com\u200b")]
    [InlineData("conto\u00adso.com")]
    [InlineData("münchen.de")]
    [InlineData("contoso．com")]
    public void Names_that_are_not_ASCII_are_refused(string text) => AssertRefused(text);

    [Fact]
    public void The_refusal_of_an_international_name_tells_its_ASCII_form()
    {
        HostName.TryParse("münchen.de", out _, out string? error);
        Assert.Contains("xn--mnchen-3ya.de", error);
    }

    [Theory]
    [InlineData("１２７.0.0.1")]
    [InlineData("conto\u00adso.com")]
    [InlineData("mün chen.de")]
    public void No_ASCII_form_is_proposed_that_would_be_refused_or_is_another_name(string text)
    {
        HostName.TryParse(text, out _, out string? error);
        Assert.EndsWith("write the host's ASCII (punycode) form", error);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("www..contoso.com", "empty label")]
    [InlineData(".contoso.com", "empty label")]
    [InlineData("-www.contoso.com", "hyphen")]
    [InlineData("www-.contoso.com", "hyphen")]
    [InlineData("www contoso.com", "only letters, digits, hyphens, underscores and dots")]
    [InlineData("127.1", "last label is a number")]
    public void A_refusal_says_what_is_wrong(string text, string says)
    {
        Assert.False(HostName.TryParse(text, out _, out string? error));
        Assert.Contains(says, error);
        Assert.Contains(says, Assert.Throws<FormatException>(() => HostName.Parse(text)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".contoso.com")]
    [InlineData("www..contoso.com")]
    [InlineData("contoso.com..")]
    [InlineData("-www.contoso.com")]
    [InlineData("www-.contoso.com")]
    [InlineData("www.contoso.com-")]
    [InlineData("www contoso.com")]
    [InlineData("www.contoso.com\r\nX: y")]
    [InlineData("www.contoso.com\0.evil.net")]
    [InlineData("www.contoso.com:443")]
    [InlineData("user@contoso.com")]
    [InlineData("www.contoso.com/")]
    [InlineData("www.contoso.com%2e")]
    [InlineData("*.contoso.com")]
    [InlineData("www\\contoso.com")]
    public void Malformed_names_are_refused(string text) => AssertRefused(text);

    [Fact]
    public void Labels_and_names_end_at_the_lengths_of_RFC_1035()
    {
        string label63 = new('a', 63);
        Assert.True(HostName.TryParse(label63 + ".com", out _, out _));
        HostName.TryParse($"www.{label63}a.com", out _, out string? error);
        Assert.Equal("the label at position 5 is longer than 63 characters", error);
        string name253 = $"{label63}.{label63}.{label63}.{new string('a', 61)}";
        Assert.Equal(253, name253.Length);
        Assert.True(HostName.TryParse(name253, out _, out _));
        Assert.True(HostName.TryParse(name253 + ".", out _, out _));
        HostName.TryParse(name253 + "a", out _, out error);
        Assert.Equal("it is 254 characters long; a host name has at most 253", error);
        AssertRefused(new string('a', 1_000_000));
    }

    private static void AssertRefused(string text)
    {
        Assert.False(HostName.TryParse(text, out HostName? host, out string? error));
        Assert.Null(host);
        Assert.False(string.IsNullOrEmpty(error));
    }
}
