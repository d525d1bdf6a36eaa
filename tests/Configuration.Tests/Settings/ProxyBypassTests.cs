using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Tests.Settings;

public sealed class ProxyBypassTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    /// <summary>Networks as curl reads them in NO_PROXY (curl(1), --noproxy): they are compared with a target's address, never with a name's.</summary>
    [Theory]
    [InlineData("ingest.privatelink.monitor.azure.com", true)]
    [InlineData("privatelink.monitor.azure.com", false)]
    [InlineData("ingest.monitor.azure.com", false)]
    [InlineData("mon.contoso.local", true)]
    [InlineData("a.mon.contoso.local", false)]
    [InlineData("10.1.2.3", true)]
    [InlineData("192.0.2.7", true)]
    [InlineData("192.0.2.8", false)]
    [InlineData("fd00::7", true)]
    public void The_targets_that_are_listed_go_past_the_proxy(string target, bool isDirect)
    {
        GatewaySettings settings = _store.LoadSettings(
            "<RelayProxyAddress>proxy</RelayProxyAddress>"
            + "<RelayProxyBypass>*.privatelink.monitor.azure.com, MON.contoso.local 10.0.0.0/8 192.0.2.7 fd00::/8</RelayProxyBypass>").Configuration!.Settings;
        Assert.Equal(isDirect, !settings.IsRelayed(HostName.Parse(target)));
        Assert.Equal(
            "*.privatelink.monitor.azure.com mon.contoso.local 10.0.0.0/8 192.0.2.7/32 fd00::/8", _store.Administration.Settings.Get("RelayProxyBypass").Value);
    }

    [Theory]
    [InlineData("10.0.0.1/8", "bits set beyond its prefix")]
    [InlineData("10.0.0.0/33", "not a prefix length")]
    [InlineData("*.com", "public suffix")]
    [InlineData("https://mon.contoso.local/", "give only the host name")]
    [InlineData("<local>", "neither a host nor a network")]
    [InlineData("a_b!", "neither a host nor a network")]
    public void What_is_neither_a_host_nor_a_network_is_refused(string text, string message)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => _store.Administration.Settings.Set("RelayProxyBypass", text));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_says_that_a_host_is_dialled_directly()
    {
        _store.Administration.Hosts.Add("mon.contoso.local");
        _store.Administration.RelayProxy.Set("proxy");
        Assert.DoesNotContain("directly", _store.Administration.Hosts.Check("mon.contoso.local").Explanation, StringComparison.Ordinal);
        _store.Administration.Settings.Set("RelayProxyBypass", "mon.contoso.local");
        HostCheck check = _store.Administration.Hosts.Check("mon.contoso.local");
        Assert.True(check.IsAllowed);
        Assert.Contains("It is dialled directly, since RelayProxyBypass names it.", check.Explanation, StringComparison.Ordinal);
    }
}
