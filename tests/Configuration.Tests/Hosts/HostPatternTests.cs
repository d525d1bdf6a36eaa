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
    public void A_pattern_matches_at_label_boundaries_and_in_any_case(string pattern, string host, bool expected)
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

    // The relays of Azure Arc: learn.microsoft.com/azure/azure-arc/servers/network-requirements.
    [Theory]
    [InlineData("azgn*.servicebus.windows.net", "azgnrelay-weu-l1.servicebus.windows.net", true)]
    [InlineData("azgn*.servicebus.windows.net", "AZGN1.ServiceBus.Windows.Net.", true)]
    [InlineData("AZGN*.ServiceBus.windows.net.", "azgn-1.servicebus.windows.net", true)]
    [InlineData("azgn-*.servicebus.windows.net", "azgn-1.servicebus.windows.net", true)]
    [InlineData("azgn*.servicebus.windows.net", "azgn.servicebus.windows.net", false)]
    [InlineData("azgn*.servicebus.windows.net", "azg.servicebus.windows.net", false)]
    [InlineData("azgn*.servicebus.windows.net", "xazgn1.servicebus.windows.net", false)]
    [InlineData("azgn*.servicebus.windows.net", "azgn1.evil.servicebus.windows.net", false)]
    [InlineData("azgn*.servicebus.windows.net", "evil.azgn1.servicebus.windows.net", false)]
    [InlineData("azgn*.servicebus.windows.net", "azgn.servicebus.windows.net.servicebus.windows.net", false)]
    [InlineData("azgn*.servicebus.windows.net", "azgn1servicebus.windows.net", false)]
    [InlineData("azgn*.servicebus.windows.net", "azgn1.xservicebus.windows.net", false)]
    [InlineData("azgn*.servicebus.windows.net", "azgn1.servicebus.windows.net.evil.com", false)]
    [InlineData("azgn*.servicebus.windows.net", "azgn1.servicebus.windows.com", false)]
    [InlineData("azgn*.servicebus.windows.net", "servicebus.windows.net", false)]
    [InlineData("azgn*.servicebus.windows.net", "windows.net", false)]
    [InlineData("azgn*.servicebus.windows.net", "localhost", false)]
    [InlineData("azgn*.servicebus.windows.net", "10.0.0.1", false)]
    [InlineData("azgn*.servicebus.windows.net", "azgna.servicebus.windows.net", true)]
    public void A_prefix_stands_for_the_first_label_s_end_and_for_nothing_else(string pattern, string host, bool expected) =>
        A_pattern_matches_at_label_boundaries_and_in_any_case(pattern, host, expected);

    [Theory]
    [InlineData("w*.contoso.com", "at least 3 characters")]
    [InlineData("az*.servicebus.windows.net", "at least 3 characters")]
    [InlineData("www*.contoso.com", "at least 3 labels")]
    [InlineData("azgn*.windows.net", "at least 3 labels")]
    [InlineData("azgn*.com", "at least 3 labels")]
    [InlineData("azgn*.cloudapp.azure.com", "public suffix")]
    [InlineData("azgn*", "wildcard * may only stand")]
    [InlineData("azgn**.servicebus.windows.net", "wildcard * may only stand")]
    [InlineData("az*gn.servicebus.windows.net", "wildcard * may only stand")]
    [InlineData("*azgn.servicebus.windows.net", "wildcard * may only stand")]
    [InlineData("azgn.servicebus*.windows.net", "wildcard * may only stand")]
    [InlineData("azgn*.*.servicebus.windows.net", "letters, digits")]
    [InlineData("azgn*.servicebus*.windows.net", "letters, digits")]
    [InlineData("*.azgn*.servicebus.windows.net", "wildcard * may only stand")]
    [InlineData("azgn*.", "empty")]
    [InlineData("azgn*..servicebus.windows.net", "empty label")]
    [InlineData("-azgn*.servicebus.windows.net", "hyphen")]
    [InlineData("192*.168.0.1", "number")]
    public void A_prefix_that_says_too_little_is_refused(string text, string reason)
    {
        Assert.False(HostPattern.TryParse(text, out _, out string? error));
        Assert.Contains(reason, error);
    }

    [Fact]
    public void A_list_finds_the_entry_that_says_most()
    {
        var list = new HostAllowList([.. new[]
        {
            "*.windows.contoso.com", "azg*.windows.contoso.com", "azgn*.windows.contoso.com", "azgn1.windows.contoso.com",
            "AZGN*.windows.contoso.com", "azgn*.fabrikam.contoso.com",
        }.Select(text => new AllowedHost(HostPattern.Parse(text), "list"))]);
        Assert.Equal(5, list.Count);
        Assert.Equal(5, list.Entries.Count());
        string? Found(string host) => list.Find(HostName.Parse(host))?.Pattern.ToString();
        Assert.Equal("azgn1.windows.contoso.com", Found("azgn1.windows.contoso.com"));
        Assert.Equal("azgn*.windows.contoso.com", Found("azgn2.windows.contoso.com"));
        Assert.Equal("azg*.windows.contoso.com", Found("azgn.windows.contoso.com"));
        Assert.Equal("*.windows.contoso.com", Found("a.azgn2.windows.contoso.com"));
        Assert.Equal("azgn*.fabrikam.contoso.com", Found("azgn2.fabrikam.contoso.com"));
        Assert.Null(Found("azx.fabrikam.contoso.com"));
    }

    [Theory]
    [InlineData("*.ods.opinsights.azure.com")]
    [InlineData("*.his.arc.azure.com")]
    [InlineData("*.azure-automation.net")]
    [InlineData("*.contoso.co.uk")]
    // Wide, but what the agents' documentation asks for.
    [InlineData("*.blob.core.windows.net")]
    [InlineData("*.servicebus.windows.net")]
    [InlineData("azgn*.servicebus.windows.net")]
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
