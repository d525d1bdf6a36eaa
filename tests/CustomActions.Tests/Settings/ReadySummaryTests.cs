using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Settings;

/// <summary>What the wizard's page before the installation is given to show.</summary>
public sealed class ReadySummaryTests : IDisposable
{
    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    private FakeSession Session => _setup.Session;

    [Fact]
    public void A_first_installation_changes_nothing_that_was_there()
    {
        Summarize("PORTNUMBER=8080", "AgentChoice=Later");

        Assert.Equal(("", "", "", "0", "", "1", ""), Shown);
        Assert.Equal("", Session["ReplacedProducts"]);
    }

    [Fact]
    public void A_change_says_from_what_to_what()
    {
        _setup.With("PORTNUMBER=9000", "PROXY=proxy", "ALLOWEDHOSTS=a.contoso.com,b.contoso.com").Install();

        Summarize("PORTNUMBER=8080", "HASPROXY=", "AgentChoice=Later", "ALLOWEDHOSTS=b.contoso.com,c.contoso.com");

        Assert.Equal(("9000", "http://proxy:80", "", "1", "2", "", ""), Shown);
    }

    [Fact]
    public void The_agents_are_named_as_their_boxes_name_them()
    {
        Summarize("AgentChoice=Presets", "AgentCloud=Public", "AGENTARCGATEWAY=1", "GATEWAYNAMES=contoso", "AgentNameARCGATEWAY=Azure Arc-&Gateway",
            "GivenPresets=ArcESU");

        Assert.Equal("Azure Arc-Gateway, ArcESU", Session["AgentNames"]);
        Summarize("AgentChoice=Later");
        Assert.Equal("", Session["AgentNames"]);
    }

    [Fact]
    public void Another_user_of_the_same_proxy_is_a_change()
    {
        _setup.With("PROXY=proxy", "HASAUTH=1", "USERNAME=old", "PASSWORD=secret").Install();

        Summarize("HASPROXY=1", "PROXY=http://proxy", "HASAUTH=1", "USERNAME=new", "AgentChoice=Later");

        Assert.Equal(("http://proxy:80 (new)", "http://proxy:80 (old)"), (Session["ProxyAfter"], Session["ProxyBefore"]));
    }

    /// <summary>The page neither promises a direct connection nor names a proxy that is not in use.</summary>
    [Theory]
    [InlineData("HASPROXY=1", "PROXY=proxy", "1")]
    [InlineData("HASPROXY=1", "PROXY=other", "")]
    public void A_proxy_that_RelayProxyMode_leaves_unused_is_not_named(string hasProxy, string proxy, string isKept)
    {
        _setup.With("PROXY=proxy").Install();
        _setup.Administration.Settings.Set("RelayProxyMode", "Off");

        Summarize(hasProxy, proxy, "AgentChoice=Later");

        Assert.Equal(isKept, Session["ProxyIsKept"]);
    }

    [Fact]
    public void A_password_that_was_typed_is_said_to_be_new_and_not_shown()
    {
        Summarize("HASPROXY=1", "PROXY=http://proxy", "HASAUTH=1", "USERNAME=bob", "PASSWORD=s3cret", "NewPasswordText=new password", "AgentChoice=Later");

        Assert.Equal("http://proxy:80 (bob, new password)", Session["ProxyAfter"]);
        Summarize("HASAUTH=");
        Assert.Equal("http://proxy:80", Session["ProxyAfter"]);
    }

    [Theory]
    [InlineData("", "1.2")]
    [InlineData("Installed=1", "")]
    [InlineData("WIX_UPGRADE_DETECTED={11111111-0000-0000-0000-000000000000}", "")]
    public void A_first_installation_says_which_TLS_version_agents_need(string property, string version)
    {
        Summarize([.. property.Split(' ', StringSplitOptions.RemoveEmptyEntries), "AgentChoice=Later"]);

        Assert.Equal(version, Session["FirstTlsVersion"]);
    }

    [Fact]
    public void Settings_that_a_removal_has_kept_say_themselves_which_TLS_version_agents_need()
    {
        _setup.Administration.Settings.Set("ListenPort", "8080");

        Summarize("AgentChoice=Later");

        Assert.Equal("", Session["FirstTlsVersion"]);
    }

    /// <summary>The same that ConfigureFirewall does then.</summary>
    [Theory]
    [InlineData(null, null, false, "", "any")]
    [InlineData(null, null, false, "FIREWALLRULE=0", "none")]
    [InlineData(null, null, false, "REMOTEADDRESSES=10.0.0.0/8", "given")]
    [InlineData("8080", null, true, "", "kept")]
    [InlineData("8080", null, true, "FIREWALLRULE=1", "kept")]
    [InlineData("8080", null, true, "FIREWALLRULE=0", "none")]
    [InlineData("8080", null, false, "", "none")]
    [InlineData("8080", null, false, "REMOTEADDRESSES=any", "none")]
    [InlineData("8080", null, false, "FIREWALLRULE=1", "any")]
    [InlineData(null, "0", false, "", "none")]
    [InlineData(null, "0", false, "FIREWALLRULE=1", "any")]
    [InlineData("8080", "refused", false, "", "any")]
    [InlineData("8080", "refused", true, "", "kept")]
    [InlineData(null, null, true, "", "kept")]
    public void What_becomes_of_the_firewall_rule_is_shown(string? port, string? note, bool isThere, string property, string shown)
    {
        if (port is not null) _setup.Machine.Registry[@"SOFTWARE\OMS Gateway\FirewallPort"] = port;
        if (note is not null) _setup.Machine.Registry[@"SOFTWARE\OMS Gateway\FirewallRule"] = note;
        if (isThere) _setup.Machine.Rules["OMS Gateway"] = new("OMS Gateway") { Ports = "8080" };

        Summarize([.. property.Split(' ', StringSplitOptions.RemoveEmptyEntries), "AgentChoice=Later"]);

        Assert.Equal(shown, Session["FirewallAfter"]);
    }

    [Fact]
    public void The_end_of_reporting_only_is_a_change()
    {
        _setup.With("HOSTPOLICY=ReportOnly").Install();

        Summarize("AgentChoice=Later", "AgentPolicy=ReportOnly", "SETTINGSREAD=1");

        Assert.Equal(("1", ""), (Session["ReportedBefore"], Session["ReportsOnly"]));
        Summarize("AgentChoice=ReportOnly");
        Assert.Equal(("", "1"), (Session["ReportedBefore"], Session["ReportsOnly"]));
    }

    [Fact]
    public void What_stays_is_not_named_as_changed()
    {
        _setup.With("PORTNUMBER=9000", "PROXY=proxy", "HOSTPOLICY=ReportOnly").Install();

        Summarize("PORTNUMBER=9000", "HASPROXY=1", "PROXY=http://proxy", "AgentChoice=ReportOnly");

        Assert.Equal(("", "", "", "0", "", "1", "1"), Shown);
    }

    [Fact]
    public void Settings_that_may_not_be_read_are_not_said_to_change()
    {
        Directory.CreateDirectory(_setup.Folder);
        File.WriteAllText(_setup.Store.SettingsPath, "<OMSGateway><ListenPort>many</ListenPort></OMSGateway>");

        Summarize("PORTNUMBER=8080", "AgentChoice=Later");

        Assert.Equal(("", "", "1", "", "", "", ""), Shown);
        Assert.Equal("1", Session["HostsAreUnknown"]);
        Summarize("AgentChoice=Presets", "AgentCloud=Public", "AGENTDEFENDERFORENDPOINT=1", "REGIONS=Europe");
        Assert.NotEqual("", Session["HostsAdded"]);
        Summarize("FORGETPROXY=1");
        Assert.Equal("", Session["ProxyIsKept"]);
    }

    [Fact]
    public void Products_that_are_replaced_are_named_with_their_versions()
    {
        _setup.Machine.Products.Add(new("{11111111-0000-0000-0000-000000000000}", "OMS Gateway", "us", "", "1.9.0"));
        _setup.WithForwarder().Actions.FindLegacyProducts();

        Summarize("WIX_UPGRADE_DETECTED={11111111-0000-0000-0000-000000000000}", "AgentChoice=Later");

        Assert.Equal("OMS Gateway 1.9.0, Microsoft OMS Log Analytics Forwarder", Session["ReplacedProducts"]);
    }

    private (string, string, string, string, string, string, string) Shown =>
        (Session["PortBefore"], Session["ProxyBefore"], Session["ProxyIsKept"], Session["HostsAdded"], Session["HostsBefore"], Session["NoHosts"],
            Session["ReportsOnly"]);

    private void Summarize(params string[] fields) => Assert.Equal(ActionRunner.Success, _setup.With("UILevel=5").With(fields).Actions.CheckAgents());
}
