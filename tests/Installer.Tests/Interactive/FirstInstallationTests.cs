using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests.Interactive;

public sealed class FirstInstallationTests(TestMachine machine) : WizardTests(machine)
{
    [InstallerFact]
    public void A_person_installs_the_gateway_and_is_told_what_to_do_next()
    {
        using Wizard wizard = Start("/i", Machine.Packages.Current);
        wizard.See("Welcome to OMS Gateway setup");
        wizard.Click("Next");
        Assert.False(wizard.See("License agreement")["Next"].IsEnabled);
        wizard.Tick("I accept the license agreement");
        wizard.Click("Next");
        Assert.Equal("8080", wizard.See(PortLabel).Field(PortLabel).Text);
        wizard.Type(PortLabel, PortNumber);

        Install(wizard);

        Assert.Contains(wizard.Look().Visible, c => c.Text.Contains(
            $"OMS Gateway listens on port {PortNumber}.", StringComparison.Ordinal));
        if (Machine.IsWine)
            Assert.Contains(wizard.Look().Visible, c => c.Text.Contains($"Allow agents to connect to port {PortNumber} yourself.", StringComparison.Ordinal));
        Assert.Contains(wizard.Look().Visible, c => c.Text.Contains("No host is allowed yet.", StringComparison.Ordinal));
        Assert.False(wizard.Look()[Guide].IsTicked);
        wizard.Click("Finish");
        Assert.Equal(0, wizard.Finish());
        Assert.Equal(PortNumber, Setting("ListenPort"));
        Assert.Null(Setting("RelayProxyAddress"));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    [InstallerFact]
    public void Proxy_and_credentials_arrive()
    {
        using Wizard wizard = StartAtSettings();
        wizard.Type(PortLabel, PortNumber);
        wizard.Tick(UseProxy);
        wizard.Type(ProxyLabel, "proxy.contoso.com:3128");
        wizard.Tick(UseCredentials);
        wizard.Type(UserNameLabel, @"CONTOSO\bob");
        wizard.Type(PasswordLabel, "pa;ss [x]");

        Install(wizard);

        Assert.Equal("http://proxy.contoso.com:3128", Setting("RelayProxyAddress"));
        Assert.Equal(@"CONTOSO\bob", Setting("RelayProxyUserName"));
        Assert.StartsWith("dpapi1:", Setting("RelayProxyPassword"), StringComparison.Ordinal);
    }

    [InstallerFact]
    public void A_cleared_box_takes_what_was_typed_out_of_force()
    {
        using Wizard wizard = StartAtSettings();
        wizard.Type(PortLabel, PortNumber);
        wizard.Tick(UseProxy);
        wizard.Type(ProxyLabel, "https://not-a-proxy");
        wizard.Tick(UseProxy);

        Install(wizard);

        Assert.Null(Setting("RelayProxyAddress"));
    }

    [InstallerFact]
    public void Fields_are_there_for_whoever_needs_them()
    {
        using Wizard wizard = StartAtSettings();
        bool[] Enabled() => [.. new[] { ProxyLabel, UserNameLabel, PasswordLabel }.Select(l => wizard.Look().Field(l).IsEnabled)];

        Assert.Equal([false, false, false], Enabled());
        wizard.Tick(UseProxy);
        Assert.Equal([true, false, false], Enabled());
        wizard.Tick(UseCredentials);
        Assert.Equal([true, true, true], Enabled());
        wizard.Tick(UseProxy);
        Assert.Equal([false, false, false], Enabled());
        Assert.Null(wizard.Look().Find("Leave the password empty to keep the one that is stored."));
    }

    [InstallerFact]
    public void A_wrong_port_is_refused_on_the_page_with_the_focus_in_its_field()
    {
        using Wizard wizard = StartAtSettings();
        foreach (string port in new[] { "0", "65536", "abc", "" })
        {
            wizard.Type(PortLabel, port);
            WizardPage page = IsRefused(wizard, $"\"{port}\" is not a valid port. Type a whole number from 1 to 65535.", PortLabel);
            Assert.Equal(port, page.Field(PortLabel).Text);
        }
    }

    [InstallerFact]
    public void A_wrong_proxy_or_user_is_refused_on_the_page_with_the_focus_in_its_field()
    {
        using Wizard wizard = StartAtSettings();
        wizard.Tick(UseProxy);
        IsRefused(wizard, "Type the address of the proxy server.", ProxyLabel);
        wizard.Type(ProxyLabel, "https://proxy.contoso.com");
        IsRefused(wizard, "\"https://proxy.contoso.com\" is not the address of an HTTP proxy.", ProxyLabel);
        Assert.Equal("https://proxy.contoso.com", wizard.Look().Field(ProxyLabel).Text);
        wizard.Type(ProxyLabel, "proxy.contoso.com");
        wizard.Tick(UseCredentials);
        IsRefused(wizard, "Type the user name for the proxy server.", UserNameLabel);
        wizard.Type(UserNameLabel, "bob:x");
        IsRefused(wizard, "The user name must not be longer", UserNameLabel);
        wizard.Type(UserNameLabel, "bob");
        IsRefused(wizard, "Type the password for the proxy server.", PasswordLabel);
        wizard.Type(PasswordLabel, "x");
        GoToAgents(wizard);
    }

    [InstallerFact]
    public void A_wrong_folder_is_refused_on_the_page_with_the_focus_in_its_field()
    {
        const string Folder = @"C:\Program Files\Gateways\OMS";
        using Wizard wizard = StartAtSettings();
        wizard.Type(PortLabel, PortNumber);
        GoToAgents(wizard);
        wizard.Choose(Later);
        wizard.Click("Next");
        if (wizard.WaitFor(p => p.Find(FolderLabel) is not null || p.Find("Microsoft Update") is not null, "the next page").Find(FolderLabel) is null)
            wizard.Click("Next");
        Assert.Equal(@"C:\Program Files\OMS Gateway\", wizard.See(FolderLabel).Field(FolderLabel).Text);
        foreach (string wrong in new[] { @"\\server\share\Gateway", @"C:\Gate*way", "Gateway" })
        {
            wizard.Type(FolderLabel, wrong);
            Assert.Equal(wrong, IsRefused(wizard, $"{wrong}: Choose a folder on a disk of this computer.", FolderLabel).Field(FolderLabel).Text);
        }

        wizard.Type(FolderLabel, Folder);
        wizard.Click("Next");
        Assert.NotNull(wizard.See("Ready to install OMS Gateway").Find($@"Folder: {Folder}\"));
        wizard.Click("Back");
        Assert.Equal($@"{Folder}\", wizard.See(FolderLabel).Field(FolderLabel).Text);
        wizard.Click("Change...");
        wizard.See("Choose a folder");
        wizard.Click("OK");
        wizard.See(FolderLabel);
    }

    [NotOnNewerWineFact(NotOnNewerWineFactAttribute.HidesListeners)]
    public void A_taken_port_is_refused_on_the_page_with_the_focus_in_its_field()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        using Wizard wizard = StartAtSettings();
        wizard.Type(PortLabel, $"{port}");

        IsRefused(wizard, $"Port {port} is", PortLabel);
    }

    [InstallerFact]
    public void Back_and_forth_keeps_what_was_typed()
    {
        using Wizard wizard = StartAtSettings();
        wizard.Type(PortLabel, "9191");
        wizard.Tick(UseProxy);
        wizard.Type(ProxyLabel, "proxy.contoso.com");
        wizard.Click("Back");
        Assert.True(wizard.See("License agreement")["I accept the license agreement"].IsTicked);
        wizard.Click("Next");

        Assert.Equal(("9191", true, "proxy.contoso.com"), Typed(wizard.See(PortLabel)));

        GoToAgents(wizard);
        wizard.Choose(Later);
        wizard.Click("Next");
        wizard.WaitFor(p => p.Find("Destination folder") is not null || p.Find("Microsoft Update") is not null, "the next page");
        wizard.Click("Back");
        if (wizard.WaitFor(p => p.Find(Presets) is not null || p.Find("Microsoft Update") is not null, "the page before").Find(Presets) is null)
            wizard.Click("Back");
        Assert.True(wizard.See(Later)[Later].IsTicked);
        wizard.Click("Back");
        Assert.Equal(("9191", true, "proxy.contoso.com"), Typed(wizard.See(PortLabel)));
    }

    [InstallerFact]
    public void Cancelling_leaves_nothing()
    {
        MachineState before = MachineState.Read(Machine);
        using Wizard wizard = StartAtSettings();
        wizard.Type(PortLabel, PortNumber);

        wizard.Click("Cancel");
        wizard.WaitFor(p => p.Visible.Any(c => c.Text.StartsWith("Do you want to cancel", StringComparison.Ordinal)), "the question");
        wizard.Click("Yes");
        wizard.See("OMS Gateway setup was canceled");
        wizard.Click("Finish");

        // ERROR_INSTALL_USEREXIT; on Linux an exit code has 8 bits.
        Assert.Equal(Machine.IsWine ? 1602 & 255 : 1602, wizard.Finish());
        NothingIsNewSince(before);
    }

    [InstallerFact]
    public void The_command_line_fills_the_wizard()
    {
        using Wizard wizard = Start("/i", Machine.Packages.Current, "LICENSEACCEPTED=1", "PORTNUMBER=9191", "HASPROXY=0", "PROXY=proxy");
        wizard.See("Welcome to OMS Gateway setup");
        wizard.Click("Next");
        Assert.True(wizard.See("License agreement")["I accept the license agreement"].IsTicked);
        wizard.Click("Next");

        Assert.Equal(("9191", false, "proxy"), Typed(wizard.See(PortLabel)));
    }

    [InstallerFact]
    public void The_tab_key_goes_through_every_field_in_order()
    {
        const int Tab = 0x09;
        using Wizard wizard = StartAtSettings("PROXY=proxy", "HASAUTH=1", "USERNAME=bob");
        WizardPage page = wizard.Look();
        WizardControl[] order =
        [
            page.Field(PortLabel), page[UseProxy], page.Field(ProxyLabel), page[UseCredentials], page.Field(UserNameLabel), page.Field(PasswordLabel),
            page["Back"], page["Next"], page["Cancel"], page.Field(PortLabel),
        ];
        Assert.True(order[0].IsFocused);
        foreach (WizardControl next in order.Skip(1))
        {
            wizard.Press(Tab);
            wizard.WaitFor(
                p => p.Controls.Any(c => c.IsFocused && (c.X, c.Y) == (next.X, next.Y)), $"the focus on {next.Class} '{next.Text}' at {next.X}, {next.Y}");
        }
    }

    private static (string Port, bool HasProxy, string Proxy) Typed(WizardPage page) =>
        (page.Field(PortLabel).Text, page[UseProxy].IsTicked, page.Field(ProxyLabel).Text);
}
