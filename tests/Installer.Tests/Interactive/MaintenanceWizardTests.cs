using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests.Interactive;

/// <summary>The wizard of what is installed already.</summary>
public sealed class MaintenanceWizardTests(TestMachine machine) : WizardTests(machine)
{
    private const string ForgetProxy =
        "Remove the configured proxy, if there is one. It cannot be shown here without administrator rights, and is kept if you leave this box clear.";
    private const string PasswordHint = "Leave the password empty to keep the one that is stored.";

    [InstallerFact]
    public void Another_port_moves_the_listener_and_the_firewall_rule()
    {
        Install(Machine.Packages.Current, Port);
        string other = $"{TestSupport.LoopbackPort.Free()}";
        using Wizard wizard = StartChange();
        Assert.Equal(PortNumber, wizard.Look().Field(PortLabel).Text);
        wizard.Type(PortLabel, other);

        Apply(wizard);

        Assert.Equal(other, Setting("ListenPort"));
        Assert.True(TestMachine.Listens(other));
        // Wine's firewall tells nothing of its rules, so that setup notes that it has refused.
        Assert.Contains(
            Machine.IsWine ? "\"FirewallRule\"=\"refused\"" : $"\"FirewallPort\"=\"{other}\"", Machine.Export(@"HKLM\SOFTWARE\OMS Gateway"),
            StringComparison.Ordinal);
    }

    [InstallerFact]
    public void What_is_stored_is_shown_and_an_empty_password_keeps_it()
    {
        Install(Machine.Packages.Current, Port, "PROXY=proxy.contoso.com:3128", "USERNAME=bob", "PASSWORD=x");
        string? password = Setting("RelayProxyPassword");
        using Wizard wizard = StartChange();
        WizardPage page = wizard.Look();
        Assert.Equal("http://proxy.contoso.com:3128", page.Field(ProxyLabel).Text);
        Assert.True(page[UseCredentials].IsTicked);
        Assert.Equal("bob", page.Field(UserNameLabel).Text);
        Assert.Equal("", page.Field(PasswordLabel).Text);
        Assert.NotNull(page.Find(PasswordHint));

        Apply(wizard);

        Assert.Equal(password, Setting("RelayProxyPassword"));
        Assert.Equal(PortNumber, Setting("ListenPort"));
    }

    [InstallerFact]
    public void What_Group_Policy_sets_is_shown_and_cannot_be_changed()
    {
        const string Key = @"HKLM\SOFTWARE\Policies\OMS Gateway";
        Install(Machine.Packages.Current, Port);
        Machine.Windows("reg", "add", Key, "/v", "RelayProxyAddress", "/d", "http://policy.contoso.com:3128", "/f", "/reg:64");
        Machine.Windows("reg", "add", Key, "/v", "HostPolicy", "/d", "Enforce", "/f", "/reg:64");
        try
        {
            using Wizard wizard = StartChange();
            WizardPage page = wizard.See("What Group Policy sets cannot be changed here.");
            Assert.Equal(("http://policy.contoso.com:3128", false), (page.Field(ProxyLabel).Text, page.Field(ProxyLabel).IsEnabled));
            Assert.Equal((true, false), (page[UseProxy].IsTicked, page[UseProxy].IsEnabled));
            Assert.Equal((PortNumber, true), (page.Field(PortLabel).Text, page.Field(PortLabel).IsEnabled));
            Assert.NotNull(GoToAgents(wizard).Find("Group Policy sets whether hosts that are not allowed are refused or only reported."));
            wizard.Choose(ReportOnly);
            wizard.Click("Next");
            WizardPage ready = wizard.See("Hosts that are not allowed are refused (set by Group Policy)");
            Assert.NotNull(ready.Find("Proxy server: http://policy.contoso.com:3128"));
        }
        finally
        {
            Machine.Windows("reg", "delete", Key, "/f", "/reg:64");
        }
    }

    [InstallerFact]
    public void A_cleared_box_removes_the_proxy()
    {
        Install(Machine.Packages.Current, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");
        using Wizard wizard = StartChange();
        wizard.Tick(UseProxy);

        Apply(wizard);

        Assert.Null(Setting("RelayProxyAddress"));
        Assert.Null(Setting("RelayProxyPassword"));
    }

    [InstallerFact]
    public void What_a_change_will_do_is_shown_before_it_is_done()
    {
        Install(Machine.Packages.Current, Port, "PROXY=proxy.contoso.com:3128", "ALLOWEDHOSTS=a.contoso.com");
        using Wizard wizard = StartChange();
        wizard.Type(PortLabel, "9191");
        wizard.Tick(UseProxy);
        GoToAgents(wizard);
        wizard.Click("Next");

        WizardPage page = wizard.See("Ready to change OMS Gateway");

        string[] lines = [$"Port: 9191 (currently {PortNumber})", "Proxy server: none (currently http://proxy.contoso.com:3128)",
            "Hosts added to the list: 0; already allowed: 1",
            // Wine's firewall has taken no rule, so that there will be a new one.
            Machine.IsWine ? "Firewall rule: agents at any address" : "Firewall rule: port 9191, addresses unchanged"];
        Assert.All(lines, line => Assert.NotNull(page.Find(line)));
        wizard.Click("Back");
        wizard.See(Presets);
    }

    /// <summary>
    /// An administrator under User Account Control may not read the folder before the installation begins: what is there stays unless it is
    /// changed, and ends at the last page, which says what is true now.
    /// </summary>
    [InstallerFact]
    public void Under_User_Account_Control_a_change_keeps_what_cannot_be_shown()
    {
        Install(Machine.Packages.Current, Port, "PROXY=proxy.contoso.com:3128", "HOSTPOLICY=ReportOnly", "ALLOWEDHOSTS=a.contoso.com");
        using IDisposable hidden = Machine.HideConfiguration();
        using Wizard wizard = StartChange();
        Assert.Equal(PortNumber, wizard.Look().Field(PortLabel).Text);
        Assert.NotNull(wizard.Look().Find(ForgetProxy));
        WizardPage agents = GoToAgents(wizard);
        Assert.NotNull(agents.Find("The current configuration cannot be shown here without administrator rights. "
            + "It is kept, and the hosts of the agents selected here are added."));
        Assert.True(agents[Later].IsTicked);
        wizard.Click("Next");
        WizardPage ready = wizard.See("Ready to change OMS Gateway");
        Assert.All(new[] { "Proxy server: as configured", "Allowed hosts: as configured" }, line => Assert.NotNull(ready.Find(line)));
        hidden.Dispose();

        ApplyFromReady(wizard, "Every host passes, and those not allowed are reported");

        Assert.Equal(("ReportOnly", "http://proxy.contoso.com:3128", PortNumber), (Setting("HostPolicy"), Setting("RelayProxyAddress"), Setting("ListenPort")));
    }

    [InstallerFact]
    public void Under_User_Account_Control_the_proxy_and_reporting_only_can_be_ended()
    {
        Install(Machine.Packages.Current, Port, "PROXY=proxy.contoso.com:3128", "HOSTPOLICY=ReportOnly", "ALLOWEDHOSTS=a.contoso.com");
        using IDisposable hidden = Machine.HideConfiguration();
        using Wizard wizard = StartChange();
        wizard.Tick(ForgetProxy);
        GoToAgents(wizard);
        wizard.Choose(Presets);
        wizard.Tick("Microsoft Defender for Endpoint");
        wizard.Type(RegionsLabel, "Europe");
        wizard.Click("Next");
        WizardPage ready = wizard.See("Ready to change OMS Gateway");
        string[] lines = ["Proxy server: none", "Hosts that are not allowed are refused (currently only reported)", "Agents: Microsoft Defender for Endpoint"];
        Assert.All(lines, line => Assert.NotNull(ready.Find(line)));
        Assert.Contains(ready.Visible, c => c.Text.StartsWith("Allowed hosts: as configured; in addition: ", StringComparison.Ordinal));
        hidden.Dispose();

        ApplyFromReady(wizard);

        Assert.Equal(("Enforce", null), (Setting("HostPolicy"), Setting("RelayProxyAddress")));
        string[] listed = File.ReadAllLines(Machine.Path(TestMachine.HostList));
        Assert.Contains("a.contoso.com", listed);
        Assert.Contains("winatp-gw-weu.microsoft.com", listed);
    }

    [InstallerFact]
    public void Settings_that_are_not_valid_are_said_to_be_so()
    {
        Install(Machine.Packages.Current, Port);
        File.WriteAllText(Machine.Path(TestMachine.Settings), "<OMSGateway><ListenPort>many</ListenPort></OMSGateway>");
        using Wizard wizard = StartChange();

        Assert.Contains(wizard.Look().Visible, c => c.Text.StartsWith("The settings are not valid and are kept as they are: ", StringComparison.Ordinal)
            && c.Text.Contains("'many'", StringComparison.Ordinal));
        Assert.Null(wizard.Look().Find(ForgetProxy));
        Assert.Contains(GoToAgents(wizard).Visible, c => c.Text.Contains("'many'", StringComparison.Ordinal));
    }

    [NotOnNewerWineFact(NotOnNewerWineFactAttribute.HasOnlyAdministrators)]
    public void A_user_who_is_no_administrator_can_change_nothing()
    {
        Install(Machine.Packages.Current, Port);
        using Wizard wizard = Wizard.StartWithoutRights(Machine, "/i", Machine.Packages.CurrentCode);
        wizard.See("OMS Gateway is installed");
        wizard.Click("Next");

        WizardPage page = wizard.See("Change, repair or remove OMS Gateway");

        Assert.False(page["Change"].IsEnabled);
        Assert.NotNull(page.Find("Only an administrator can change the settings of OMS Gateway."));
    }

    [InstallerFact]
    public void A_person_upgrades_an_earlier_version_and_is_told_so_from_the_first_page_on()
    {
        Install(Machine.Packages.Previous, Port, "ALLOWEDHOSTS=a.contoso.com");
        using Wizard wizard = Start("/i", Machine.Packages.Current);
        const string Replaces = "Replaces: OMS Gateway ";
        wizard.WaitFor(p => p.Visible.Any(c => c.Text.Contains(Replaces, StringComparison.Ordinal)), "the product that is replaced");
        wizard.Click("Next");
        wizard.See("License agreement");
        wizard.Tick("I accept the license agreement");
        wizard.Click("Next");
        Assert.Equal(PortNumber, wizard.See(PortLabel).Field(PortLabel).Text);
        GoToAgents(wizard);
        WizardPage ready = GoToReady(wizard, "Ready to update OMS Gateway");
        Assert.Contains(ready.Visible, c => c.Text.StartsWith(Replaces, StringComparison.Ordinal));
        Assert.DoesNotContain(ready.Visible, c => c.Text.Contains("TLS", StringComparison.Ordinal));
        wizard.Click("Update");
        wizard.See("OMS Gateway setup is complete");

        Assert.False(Machine.IsInstalled(Packages.PreviousCode));
        Assert.Equal(["a.contoso.com"], File.ReadAllLines(Machine.Path(TestMachine.HostList)));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    /// <summary>Only the old service could read the password.</summary>
    [InstallerFact]
    public void The_password_of_a_Forwarder_s_proxy_is_asked_for()
    {
        Exits(0, ["/i", Machine.Packages.Legacy]);
        Machine.Windows("reg", "add", Packages.LegacySettings, "/v", "RelayProxyUsername", "/d", "carol", "/f", "/reg:64");
        using Wizard wizard = StartAtSettings();
        WizardPage page = wizard.Look();
        Assert.Equal("carol", page.Field(UserNameLabel).Text);
        Assert.NotNull(page.Find("The password that the replaced gateway stored cannot be imported. Type it here."));
        IsRefused(wizard, "Type the password for the proxy server.", PasswordLabel);
        wizard.Type(PasswordLabel, "pa;ss [x]");
        GoToAgents(wizard);

        WizardPage ready = GoToReady(wizard, "Ready to update OMS Gateway");
        Assert.Contains(ready.Visible, c => c.Text.EndsWith("(carol, new password)", StringComparison.Ordinal));
        wizard.Click("Update");
        wizard.See("OMS Gateway setup is complete");

        Assert.Equal("carol", Setting("RelayProxyUserName"));
        Assert.StartsWith("dpapi1:", Setting("RelayProxyPassword"), StringComparison.Ordinal);
    }

    [InstallerTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_removal_asks_what_becomes_of_the_settings(bool isKept)
    {
        Install(Machine.Packages.Current, Port);
        using Wizard wizard = Start("/i", Machine.Packages.CurrentCode);
        wizard.See("OMS Gateway is installed");
        wizard.Click("Next");
        wizard.See("Change, repair or remove OMS Gateway");
        wizard.Click("Remove");
        wizard.See("Ready to remove OMS Gateway");
        if (isKept) wizard.Tick("Keep the settings and the lists of allowed hosts and certificates");
        wizard.Click("Remove");
        WizardPage end = wizard.See("OMS Gateway setup is complete");
        Assert.DoesNotContain(end.Visible, c => c.Text.Contains("listens on port", StringComparison.Ordinal) || c.Label == Guide);
        wizard.Click("Finish");

        Assert.Equal(0, wizard.Finish());
        Assert.Equal(isKept, File.Exists(Machine.Path(TestMachine.Settings)));
        Assert.False(Machine.IsInstalled(Machine.Packages.CurrentCode));
    }

    [InstallerFact]
    public void A_repair_forgets_what_was_typed_before_and_a_change_after_all_begins_with_what_is_configured()
    {
        Install(Machine.Packages.Current, Port);
        using Wizard wizard = StartChange();
        wizard.Type(PortLabel, "abc");
        wizard.Click("Back");
        wizard.See("Change, repair or remove OMS Gateway");
        wizard.Click("Repair");
        wizard.See("Ready to repair OMS Gateway");
        wizard.Click("Back");
        wizard.See("Change, repair or remove OMS Gateway");
        wizard.Click("Change");
        Assert.Equal(PortNumber, wizard.See(PortLabel).Field(PortLabel).Text);
        wizard.Click("Back");
        wizard.See("Change, repair or remove OMS Gateway");
        wizard.Click("Repair");
        wizard.See("Ready to repair OMS Gateway");
        wizard.Click("Repair");
        WizardPage end = wizard.See("OMS Gateway setup is complete");

        Assert.Contains(end.Visible, c => c.Text.Contains($"on port {PortNumber}.", StringComparison.Ordinal));
        Assert.Equal(PortNumber, Setting("ListenPort"));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    [InstallerFact]
    public void Apps_and_Features_offers_to_modify()
    {
        Install(Machine.Packages.Current, Port);

        string[] entry = Machine.Output(
            "reg", "query", $@"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\{Machine.Packages.CurrentCode}", "/reg:64");
        Assert.Contains(entry, l => l.Contains("DisplayName", StringComparison.Ordinal));
        Assert.DoesNotContain(entry, l => l.Contains("NoModify", StringComparison.Ordinal));
    }

    [InstallerFact]
    public void An_upgrade_of_the_Forwarder_shows_its_settings()
    {
        Exits(0, ["/i", Machine.Packages.Legacy]);

        using Wizard wizard = StartAtSettings();

        WizardPage page = wizard.Look();
        Assert.Equal(Machine.Packages.LegacyPort, page.Field(PortLabel).Text);
        Assert.True(page[UseProxy].IsTicked);
        Assert.Equal("http://old-proxy.contoso.com:8888", page.Field(ProxyLabel).Text);
        wizard.Tick(UseProxy);
        GoToAgents(wizard);
        WizardPage ready = GoToReady(wizard, "Ready to update OMS Gateway");
        Assert.Contains(ready.Visible, c => c.Text.StartsWith("Replaces: Microsoft OMS Log Analytics Forwarder ", StringComparison.Ordinal));
        Assert.NotNull(ready.Find("Hosts added to the list: 0; already allowed: 2"));
    }
}
