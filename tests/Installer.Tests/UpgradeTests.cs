using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests;

public sealed class UpgradeTests(TestMachine machine) : InstallerTests(machine)
{
    private Packages Built => Machine.Packages;

    [InstallerFact]
    public void An_earlier_version_is_replaced_and_its_settings_stay()
    {
        Install(Built.Previous, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");
        byte[] settings = File.ReadAllBytes(Machine.Path(TestMachine.Settings));
        File.WriteAllText(Machine.Path(TestMachine.HostList), "a.contoso.com\n");

        // Whoever upgrades has accepted the license before.
        Exits(0, ["/i", Built.Current]);

        Assert.Equal(PortNumber, Setting("ListenPort"));
        Assert.Equal("http://proxy:80", Setting("RelayProxyAddress"));
        Assert.Equal("bob", Setting("RelayProxyUserName"));
        Assert.Equal(settings, File.ReadAllBytes(Machine.Path(TestMachine.Settings)));
        Assert.Equal("a.contoso.com\n", File.ReadAllText(Machine.Path(TestMachine.HostList)));
        Assert.False(Machine.IsInstalled(Packages.PreviousCode));
        Assert.True(Machine.IsInstalled(Built.CurrentCode));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    [InstallerFact]
    public void An_upgrade_changes_the_settings_that_are_given()
    {
        Install(Built.Previous, "PORTNUMBER=18182", "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");

        Install(Built.Current, Port);

        Assert.Equal(PortNumber, Setting("ListenPort"));
        Assert.Equal("bob", Setting("RelayProxyUserName"));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    [InstallerFact]
    public void A_later_version_is_not_replaced()
    {
        Install(Built.Failing, Port);

        Fails(Built.Current, "LICENSEACCEPTED=1");

        if (!Machine.IsWine) Assert.Contains("A later version of OMS Gateway is installed", Machine.Log, StringComparison.Ordinal);
        Assert.True(Machine.IsInstalled(Packages.FailingCode));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    [InstallerFact]
    public void A_forwarder_is_replaced_and_its_settings_are_taken_over()
    {
        Exits(0, ["/i", Built.Legacy]);
        Assert.True(Machine.IsInstalled(Packages.LegacyCode));

        Install(Built.Current);

        Assert.Equal(Built.LegacyPort, Setting("ListenPort"));
        Assert.Equal("Warning", Setting("LogLevel"));
        Assert.Equal("http://old-proxy.contoso.com:8888", Setting("RelayProxyAddress"));
        Assert.Equal(
            ["we-jobruntimedata-prod-su1.azure-automation.net", "scadvisorcontent.blob.core.windows.net"],
            File.ReadAllLines(Machine.Path(TestMachine.HostList)));
        Assert.False(Machine.IsInstalled(Packages.LegacyCode));
        Assert.False(Directory.Exists(Machine.Path(Packages.LegacyFolder)));
        Assert.False(Machine.KeyExists(@"HKLM\System\CurrentControlSet\Services\ForwarderService"));
    }

    /// <summary>Only the old service could read the password.</summary>
    [InstallerFact]
    public void A_Forwarder_whose_proxy_asks_for_a_password_stays_until_it_is_given()
    {
        Exits(0, ["/i", Built.Legacy]);
        Machine.Windows("reg", "add", Packages.LegacySettings, "/v", "RelayProxyUsername", "/d", "carol", "/f", "/reg:64");

        Fails(Built.Current, "LICENSEACCEPTED=1");
        Assert.Contains("No password is stored for the user \"carol\"", Machine.Log, StringComparison.Ordinal);
        Assert.True(Machine.IsInstalled(Packages.LegacyCode));

        // Wine knows no NOUSERNAME: where a password is given, whom Windows is registered to would be the user.
        Install(Built.Current, [.. Machine.IsWine ? new[] { "USERNAME=carol" } : [], "PASSWORD=x"]);
        Assert.Equal("carol", Setting("RelayProxyUserName"));
        Assert.False(Machine.IsInstalled(Packages.LegacyCode));
    }

    /// <summary>The same name, folder and service as this product's.</summary>
    [InstallerFact]
    public void Microsoft_s_gateway_is_replaced_under_the_names_that_both_have()
    {
        Exits(0, ["/i", Built.MicrosoftGateway]);
        Assert.True(Machine.IsInstalled(Packages.MicrosoftGatewayCode));

        Install(Built.Current);

        Assert.False(Machine.IsInstalled(Packages.MicrosoftGatewayCode));
        Assert.Equal(Built.LegacyPort, Setting("ListenPort"));
        Assert.Contains("scadvisorcontent.blob.core.windows.net", File.ReadAllLines(Machine.Path(TestMachine.HostList)));
        Assert.True(Machine.IsServiceRunning("OMS Gateway"));
        Assert.True(TestMachine.Listens(Built.LegacyPort));
    }

    [InstallerFact]
    public void An_upgrade_goes_where_the_product_is_and_keeps_the_event_log_and_the_service()
    {
        const string Log = @"HKLM\System\CurrentControlSet\Services\EventLog\OMS Gateway Log";
        const string Service = @"HKLM\System\CurrentControlSet\Services\OMSGatewayService";
        const string Elsewhere = @"C:\Program Files\OMS Gateway\Elsewhere";
        Install(Built.Previous, Port, $"INSTALLDIR={Elsewhere}");
        Machine.Windows("reg", "add", Log, "/v", "Marker", "/d", "mine", "/f", "/reg:64");
        Machine.Windows("reg", "add", Service, "/v", "Marker", "/d", "mine", "/f", "/reg:64");

        Install(Built.Current);

        Assert.True(File.Exists(Machine.Path($@"{Elsewhere}\OMSGatewayService.exe")));
        Assert.False(File.Exists(Machine.Path($@"{TestMachine.InstallFolder}\OMSGatewayService.exe")));
        Assert.All(new[] { Log, Service },
            key => Assert.Contains(Machine.Output("reg", "query", key, "/reg:64"), l => l.Contains("Marker", StringComparison.Ordinal)));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    [InstallerFact]
    public void An_earlier_version_that_takes_its_service_with_it_is_replaced()
    {
        Install(Built.Careless, Port);

        Install(Built.Current);

        Assert.True(Machine.IsServiceRunning("OMS Gateway"));
        Assert.True(TestMachine.Listens(PortNumber));
        Assert.True(Machine.KeyExists(@"HKLM\System\CurrentControlSet\Services\EventLog\OMS Gateway Log\OMS Gateway"));
    }

    [InstallerFact]
    public void What_is_given_wins_over_a_forwarder_s_settings()
    {
        Exits(0, ["/i", Built.Legacy]);

        Install(Built.Current, Port, "HASPROXY=0");

        Assert.Equal(PortNumber, Setting("ListenPort"));
        Assert.Null(Setting("RelayProxyAddress"));
    }
}
