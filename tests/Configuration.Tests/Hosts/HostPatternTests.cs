using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Tests.Hosts;

public class HostPatternTests
{
    [Theory]
    [InlineData("contoso.com", "contoso.com", true)]
    [InlineData("contoso.com", "CONTOSO.com.", true)]
    [InlineData("Contoso.Com.", "contoso.com", true)]
    [InlineData("contoso.com", "www.contoso.com", false)]
    [InlineData("contoso.com", "notcontoso.com", false)]
    [InlineData("contoso.com", "contoso.com.evil.net", false)]
    [InlineData("*.contoso.com", "www.contoso.com", true)]
    [InlineData("*.contoso.com", "a.b.c.contoso.com", true)]
    [InlineData("*.contoso.com", "contoso.com", false)]
    [InlineData("*.contoso.com", "notcontoso.com", false)]
    [InlineData("*.contoso.com", "www.contoso.com.evil.net", false)]
    [InlineData("*.contoso.com", "wwwXcontoso.com", false)]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("2001:db8::1", "2001:DB8:0::1", true)]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1", false)]
    public void Matches_at_label_boundaries_and_in_any_case(string pattern, string host, bool expected)
    {
        HostPattern parsed = HostPattern.Parse(pattern);
        Assert.Equal(expected, parsed.Matches(HostName.Parse(host)));
        var list = new HostAllowList([new AllowedHost(parsed, "list")]);
        Assert.Equal(expected, list.Find(HostName.Parse(host)) is not null);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("*.*")]
    [InlineData("**.contoso.com")]
    [InlineData("www.*.com")]
    [InlineData("w*.contoso.com")]
    [InlineData("*contoso.com")]
    [InlineData("*.com")]
    [InlineData("*.COM.")]
    [InlineData("*.co.uk")]
    [InlineData("*.azurewebsites.net")]
    [InlineData("*.windows.net")]
    [InlineData("*.core.usgovcloudapi.net")]
    [InlineData("*.core.chinacloudapi.cn")]
    [InlineData("*.servicebus.windows.net.*")]
    [InlineData("*.10.0.0.1")]
    [InlineData("*.::1")]
    [InlineData("*.127.1")]
    public void Wildcards_that_stand_for_too_much_are_refused(string text)
    {
        Assert.False(HostPattern.TryParse(text, out _, out string? error));
        Assert.False(string.IsNullOrEmpty(error));
    }

    [Theory]
    [InlineData("*.ods.opinsights.azure.com")]
    [InlineData("*.his.arc.azure.com")]
    [InlineData("*.azure-automation.net")]
    [InlineData("*.contoso.co.uk")]
    // Wide, but what the agents' documentation asks for.
    [InlineData("*.blob.core.windows.net")]
    [InlineData("*.servicebus.windows.net")]
    public void Wildcards_below_an_owners_domain_are_accepted(string text) =>
        Assert.Equal(text, HostPattern.Parse(text).ToString());

    [Fact]
    public void An_exact_host_below_a_public_suffix_is_accepted() =>
        Assert.True(HostPattern.TryParse("scadvisorcontent.blob.core.windows.net", out _, out _));

    [Fact]
    public void The_first_source_of_equal_entries_is_kept()
    {
        var list = new HostAllowList(
            [new AllowedHost(HostPattern.Parse("a.contoso.com"), "first"), new AllowedHost(HostPattern.Parse("A.contoso.com."), "second")]);
        Assert.Equal(1, list.Count);
        Assert.Equal("first", list.Find(HostName.Parse("a.contoso.com"))!.Source);
    }
}
