using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests.Interactive;

/// <summary>The wizard of what is installed already.</summary>
public sealed class MaintenanceWizardTests(TestMachine machine) : WizardTests(machine)
{
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
            Machine.IsWine ? "\"FirewallRule\"=\"refused\"" : $"\"FirewallPort\"=\"{other}\"", Machine.Export(@"HKLM\SOFTWARE\OMS Gateway"), StringComparison.Ordinal);
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
            "Hosts added to the list: 0; already allowed: 1", "Firewall rule: unchanged"];
        Assert.All(lines, line => Assert.NotNull(page.Find(line)));
        wizard.Click("Back");
        wizard.See(Presets);
    }

    /// <summary>
    /// As for a user who is not an administrator yet, who may not read the folder: to the wizard damaged settings are the same, and Wine's
    /// users may read everything.
    /// </summary>
    [InstallerFact]
    public void Settings_that_cannot_be_shown_are_said_to_stay_and_their_proxy_can_be_removed()
    {
        const string ForgetProxy =
            "Remove the configured proxy. It cannot be shown here without administrator rights, and is kept if you leave this box clear.";
        Install(Machine.Packages.Current, Port, "PROXY=proxy.contoso.com:3128");
        File.WriteAllText(Machine.Path(TestMachine.Settings), "<OMSGateway><ListenPort>many</ListenPort></OMSGateway>");
        using Wizard wizard = StartChange();
        Assert.NotNull(wizard.Look().Find(ForgetProxy));
        Assert.NotNull(GoToAgents(wizard).Find("The current configuration cannot be shown here without administrator rights. "
            + "It is kept, and the hosts of the agents selected here are added."));
        wizard.Click("Next");
        Assert.NotNull(wizard.See("Ready to change OMS Gateway").Find("Proxy server: as configured"));
        wizard.Click("Back");
        wizard.See(Presets);
        wizard.Click("Back");
        wizard.Tick(ForgetProxy);
        GoToAgents(wizard);
        wizard.Click("Next");

        Assert.NotNull(wizard.See("Ready to change OMS Gateway").Find("Proxy server: none"));
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
        Assert.DoesNotContain(end.Visible, c => c.Text.Contains("gateway on port", StringComparison.Ordinal) || c.Label == Guide);
        wizard.Click("Finish");

        Assert.Equal(0, wizard.Finish());
        Assert.Equal(isKept, File.Exists(Machine.Path(TestMachine.Settings)));
        Assert.False(Machine.IsInstalled(Machine.Packages.CurrentCode));
    }

    [InstallerFact]
    public void A_repair_forgets_what_was_typed_before()
    {
        Install(Machine.Packages.Current, Port);
        using Wizard wizard = StartChange();
        wizard.Type(PortLabel, "abc");
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
        Assert.Equal(Packages.LegacyPort, page.Field(PortLabel).Text);
        Assert.True(page[UseProxy].IsTicked);
        Assert.Equal("http://old-proxy.contoso.com:8888", page.Field(ProxyLabel).Text);
        wizard.Tick(UseProxy);
        GoToAgents(wizard);
        WizardPage ready = GoToReady(wizard);
        Assert.Contains(ready.Visible, c => c.Text.StartsWith("Replaces: Microsoft OMS Log Analytics Forwarder ", StringComparison.Ordinal));
        Assert.NotNull(ready.Find("Hosts added to the list: 0; already allowed: 2"));
    }
}
