using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Settings;

public sealed class ReadCurrentSettingsTests : IDisposable
{
    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    private FakeSession Session => _setup.Session;

    [Fact]
    public void A_first_installation_gets_the_default_port_and_no_proxy()
    {
        _setup.Actions.ReadCurrentSettings();

        Assert.Equal("8080", Session["PORTNUMBER"]);
        Assert.Equal("", Session["HASPROXY"]);
        Assert.Equal("1", Session["SETTINGSREAD"]);
        Assert.Null(_setup.Snapshot());
    }

    [Fact]
    public void What_is_configured_fills_what_was_not_given()
    {
        Configure();

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal("3128", Session["PORTNUMBER"]);
        Assert.Equal("http://proxy.contoso.com:3128", Session["PROXY"]);
        Assert.Equal("1", Session["HASPROXY"]);
        Assert.Equal("bob", Session["USERNAME"]);
        Assert.Equal("1", Session["HASAUTH"]);
        Assert.Equal("", Session["PASSWORD"]);
        Assert.Equal("", Session["PasswordIsLost"]);
    }

    [Theory]
    [InlineData("x", "1")]
    [InlineData("", "")]
    public void The_wizard_is_told_whether_a_password_is_stored(string password, string isStored)
    {
        _setup.Administration.RelayProxy.Set("proxy", "bob", password.Length > 0 ? password : null);

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal(isStored, Session["PasswordIsStored"]);
        Assert.Equal("", Session["PASSWORD"]);
    }

    [Fact]
    public void What_was_given_is_kept()
    {
        Configure();

        _setup.With("PORTNUMBER=9000", "PROXY=proxy.contoso.com:3128", "HASAUTH=1", "USERNAME=eve").Actions.ReadCurrentSettings();

        Assert.Equal("9000", Session["PORTNUMBER"]);
        Assert.Equal("proxy.contoso.com:3128", Session["PROXY"]);
        Assert.Equal("eve", Session["USERNAME"]);
    }

    [Fact]
    public void Credentials_do_not_go_to_another_proxy()
    {
        Configure();

        _setup.With("PROXY=other:80").Actions.ReadCurrentSettings();

        Assert.Equal("1", Session["HASPROXY"]);
        Assert.Equal("", Session["USERNAME"]);
        Assert.Equal("", Session["HASAUTH"]);
    }

    [Fact]
    public void A_switched_off_proxy_stays_off()
    {
        Configure();

        _setup.With("HASPROXY=0").Actions.ReadCurrentSettings();

        Assert.Equal("", Session["PROXY"]);
        Assert.Equal("", Session["USERNAME"]);
    }

    [Fact]
    public void Switched_off_credentials_stay_off()
    {
        Configure();

        _setup.With("HASAUTH=0").Actions.ReadCurrentSettings();

        Assert.Equal("http://proxy.contoso.com:3128", Session["PROXY"]);
        Assert.Equal("", Session["USERNAME"]);
    }

    [Fact]
    public void An_address_or_a_password_alone_means_its_switch()
    {
        _setup.With("PROXY=proxy", "USERNAME=bob", "PASSWORD=x").Actions.ReadCurrentSettings();

        Assert.Equal("1", Session["HASPROXY"]);
        Assert.Equal("1", Session["HASAUTH"]);
    }

    /// <summary>Windows Installer's page "USERNAME property": it sets one from the registry when nobody gives one.</summary>
    [Fact]
    public void A_user_name_that_nobody_gave_is_not_taken()
    {
        _setup.With("USERNAME=Windows User", "PROXY=proxy").Actions.ReadCurrentSettings();

        Assert.Equal("", Session["USERNAME"]);
        Assert.Equal("", Session["HASAUTH"]);
    }

    [Fact]
    public void A_user_name_that_nobody_gave_does_not_replace_the_configured_one()
    {
        Configure();

        _setup.With("USERNAME=Windows User").Actions.ReadCurrentSettings();

        Assert.Equal("bob", Session["USERNAME"]);
        Assert.Equal("1", Session["HASAUTH"]);
    }

    [Fact]
    public void Maintenance_by_a_user_who_is_no_administrator_changes_nothing()
    {
        Configure();
        byte[] before = File.ReadAllBytes(_setup.Store.SettingsPath);
        _setup.Machine.IsAdministrator = false;

        _setup.With("Installed=1", "SETTINGSREAD=1", "PORTNUMBER=9000", "HASPROXY=1", "PROXY=evil", "HASAUTH=1", "USERNAME=eve", "PASSWORD=x",
            "LEGACYPRODUCTS={11111111-0000-0000-0000-000000000000}").Install();

        Assert.Equal(before, File.ReadAllBytes(_setup.Store.SettingsPath));
        (InstallerError warning, string names) = Assert.Single(Session.Warnings);
        Assert.Equal((InstallerError.PropertiesIgnored, "PORTNUMBER, HASPROXY, PROXY, HASAUTH, PASSWORD"), (warning, names));
    }

    /// <summary>What an administrator has had installed stays, and nobody else has it removed.</summary>
    [Theory]
    [InlineData("1", "0", 1)]
    [InlineData("1", "1", 0)]
    [InlineData("", "1", 1)]
    public void Templates_of_Group_Policy_stay_as_they_are_for_a_user_who_is_no_administrator(string noted, string given, int warnings)
    {
        _setup.Machine.Registry[@"SOFTWARE\OMS Gateway\PolicyTemplates"] = noted;
        _setup.Machine.IsAdministrator = false;

        _setup.With("Installed=1", $"POLICYTEMPLATES={given}").Actions.ReadCurrentSettings();

        Assert.Equal(noted, Session["POLICYTEMPLATES"]);
        Assert.Equal(Enumerable.Repeat("POLICYTEMPLATES", warnings), Session.Warnings.Select(w => w.Values));
    }

    [Fact]
    public void Maintenance_without_properties_says_nothing_of_administrators()
    {
        _setup.Machine.IsAdministrator = false;

        _setup.With("Installed=1", "PORTSHOWN=8080", "PORTNUMBER=8080", "USERNAME=Windows User").Actions.ReadCurrentSettings();

        Assert.Empty(Session.Warnings);
    }

    [Fact]
    public void What_the_wizard_left_empty_stays_empty()
    {
        Configure();

        _setup.With("SETTINGSREAD=1", "PORTNUMBER=3128").Actions.ReadCurrentSettings();

        Assert.Equal("", Session["PROXY"]);
        Assert.Equal("", Session["HASPROXY"]);
    }

    [Fact]
    public void Settings_that_cannot_be_read_are_kept()
    {
        Damage();

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal("", Session["PORTNUMBER"]);
        Assert.Equal("", Session["SETTINGSREAD"]);
        Assert.Contains(Session.Lines, l => l.Contains("are kept", StringComparison.Ordinal));
    }

    [Fact]
    public void Instead_of_a_port_that_cannot_be_read_the_firewall_rule_s_is_shown_and_not_written()
    {
        Damage();
        _setup.Machine.Registry[@"SOFTWARE\OMS Gateway\FirewallPort"] = "8080";

        _setup.Actions.ReadCurrentSettings();
        Assert.Equal("8080", Session["PORTNUMBER"]);

        // The elevated part of the installation may read what the wizard's user may not.
        File.WriteAllText(_setup.Store.SettingsPath, "<OMSGateway><ListenPort>3128</ListenPort></OMSGateway>");
        _setup.Install();
        Assert.Equal("3128", _setup.Administration.Settings.Get("ListenPort").Value);
    }

    [Fact]
    public void Without_a_firewall_rule_the_noted_port_is_shown()
    {
        Damage();
        _setup.Machine.Registry[@"SOFTWARE\OMS Gateway\Port"] = "9090";
        // As ConfigureFirewall leaves it where somebody has deleted the rule.
        _setup.Machine.Registry[@"SOFTWARE\OMS Gateway\FirewallPort"] = "";

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal(("9090", "9090"), (Session["PORTNUMBER"], Session["PORTSHOWN"]));
    }

    [Fact]
    public void What_is_wrong_with_the_settings_is_said_and_not_taken_for_missing_rights()
    {
        Damage();

        _setup.Actions.ReadCurrentSettings();

        Assert.Contains("'many'", Session["SettingsFault"], StringComparison.Ordinal);
        Assert.DoesNotContain('\n', Session["SettingsFault"]);
    }

    [Theory]
    [InlineData(false, "1")]
    [InlineData(true, "")]
    public void Who_may_change_nothing_is_shown_so(bool isAdministrator, string areRefused)
    {
        Configure();
        _setup.Machine.IsAdministrator = isAdministrator;

        _setup.With("Installed=1").Actions.ReadCurrentSettings();

        Assert.Equal(areRefused, Session["ChangesAreRefused"]);
    }

    [Fact]
    public void A_first_installation_by_a_user_who_is_no_administrator_is_nobody_s_change()
    {
        _setup.Machine.IsAdministrator = false;

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal("", Session["ChangesAreRefused"]);
    }

    [Fact]
    public void The_product_that_is_replaced_is_named_from_the_first_page_on()
    {
        _setup.WithForwarder().Actions.FindLegacyProducts();

        _setup.With("UILevel=5").Actions.ReadCurrentSettings();

        Assert.Equal("Microsoft OMS Log Analytics Forwarder", Session["ReplacedProducts"]);
    }

    /// <summary>What was applied is no reason to hide port and proxy.</summary>
    [Fact]
    public void A_damaged_record_of_presets_hides_no_settings()
    {
        _setup.ApplyAnEarlierMonitorAgent(Guid.NewGuid().ToString());
        File.WriteAllText(_setup.Store.AppliedPresetsPath, "<presets");

        _setup.With("UILevel=5").Actions.ReadCurrentSettings();

        Assert.Equal(("1", "8080", ""), (Session["SETTINGSREAD"], Session["PORTNUMBER"], Session["AgentNews"]));
    }

    [Fact]
    public void Another_port_than_the_one_that_was_shown_is_written()
    {
        Configure();
        _setup.With("PORTSHOWN=8080", "PORTNUMBER=9000").Install();

        Assert.Equal("9000", _setup.Administration.Settings.Get("ListenPort").Value);
    }

    [Fact]
    public void A_forwarder_s_settings_are_used_when_there_are_no_others()
    {
        _setup.WithForwarder();
        _setup.Machine.Registry[$@"{Setup.LegacyKey}\ListenPort"] = "8081";
        _setup.Machine.Registry[$@"{Setup.LegacyKey}\RelayProxyAddress"] = "http://old.contoso.com:8888";
        _setup.Machine.Registry[$@"{Setup.LegacyKey}\RelayProxyUsername"] = "carol";
        _setup.Actions.FindLegacyProducts();

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal("8081", Session["PORTNUMBER"]);
        Assert.Equal("http://old.contoso.com:8888", Session["PROXY"]);
        Assert.Equal("carol", Session["USERNAME"]);
        Assert.Equal("1", Session["PasswordIsLost"]);
    }

    [Theory]
    [InlineData("RelayProxy", "ProxyUsername")]
    [InlineData("ProxyAddress", "RelayProxyUsername")]
    [InlineData("Proxy", "ProxyUsername")]
    public void A_forwarder_s_proxy_is_found_under_each_of_its_names(string proxy, string userName)
    {
        _setup.WithForwarder();
        _setup.Machine.Registry[$@"{Setup.LegacyKey}\{proxy}"] = " old.contoso.com:8888 ";
        _setup.Machine.Registry[$@"{Setup.LegacyKey}\{userName}"] = "carol";
        _setup.Actions.FindLegacyProducts();

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal(("http://old.contoso.com:8888", "carol"), (Session["PROXY"], Session["USERNAME"]));
    }

    [Fact]
    public void A_forwarder_s_wrong_value_is_left_out()
    {
        _setup.WithForwarder();
        _setup.Machine.Registry[$@"{Setup.LegacyKey}\ListenPort"] = "0";
        _setup.Actions.FindLegacyProducts();

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal("8080", Session["PORTNUMBER"]);
    }

    [Fact]
    public void Settings_of_a_forwarder_that_is_gone_are_not_used()
    {
        _setup.Machine.Registry[$@"{Setup.LegacyKey}\ListenPort"] = "8081";

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal("8080", Session["PORTNUMBER"]);
    }

    private void Damage()
    {
        Directory.CreateDirectory(_setup.Folder);
        File.WriteAllText(_setup.Store.SettingsPath, "<OMSGateway><ListenPort>many</ListenPort></OMSGateway>");
    }

    private void Configure()
    {
        _setup.Administration.Settings.Set("ListenPort", "3128");
        _setup.Administration.RelayProxy.Set("proxy.contoso.com:3128", "bob", "secret");
    }
}
