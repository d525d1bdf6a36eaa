using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests;

public sealed class MaintenanceTests(TestMachine machine) : InstallerTests(machine)
{
    private string Package => Machine.Packages.Current;

    [InstallerFact]
    public void The_same_package_again_changes_what_is_given_and_keeps_the_rest()
    {
        Install(Package, Port, "PROXY=proxy.contoso.com:3128", "USERNAME=bob", "PASSWORD=x");
        string? password = Setting("RelayProxyPassword");
        string other = $"{TestSupport.LoopbackPort.Free()}";

        Install(Package, $"PORTNUMBER={other}");

        Assert.Equal(other, Setting("ListenPort"));
        Assert.Equal("http://proxy.contoso.com:3128", Setting("RelayProxyAddress"));
        Assert.Equal("bob", Setting("RelayProxyUserName"));
        Assert.Equal(password, Setting("RelayProxyPassword"));
        Assert.True(TestMachine.Listens(other));
    }

    [InstallerFact]
    public void The_same_package_again_without_properties_changes_no_byte()
    {
        Install(Package, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");
        byte[] settings = File.ReadAllBytes(Machine.Path(TestMachine.Settings));

        Install(Package);

        Assert.Equal(settings, File.ReadAllBytes(Machine.Path(TestMachine.Settings)));
    }

    [InstallerFact]
    public void The_same_package_again_can_remove_the_proxy()
    {
        Install(Package, Port, "PROXY=proxy");

        Install(Package, "HASPROXY=0");

        Assert.Null(Setting("RelayProxyAddress"));
    }

    [InstallerFact]
    public void A_wrong_property_of_a_rerun_changes_nothing()
    {
        Install(Package, Port);
        byte[] settings = File.ReadAllBytes(Machine.Path(TestMachine.Settings));

        Fails(Package, "PORTNUMBER=0");

        Assert.Equal(settings, File.ReadAllBytes(Machine.Path(TestMachine.Settings)));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    /// <summary>
    /// A managed package may be repaired by every user, and its secure properties reach the elevated half (Microsoft, CVE-2025-50173 and
    /// the page "SecureCustomProperties property").
    /// </summary>
    [NotOnNewerWineFact(NotOnNewerWineFactAttribute.HasOnlyAdministrators)]
    public void A_user_who_is_no_administrator_changes_no_setting()
    {
        Install(Package, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");
        byte[] settings = File.ReadAllBytes(Machine.Path(TestMachine.Settings));

        Machine.MsiexecWithoutRights("/i", Package, "PORTNUMBER=9191", "PROXY=evil.contoso.com", "HASAUTH=1", "USERNAME=eve", "PASSWORD=y");

        Assert.Contains("Ignored: PORTNUMBER, PROXY, HASAUTH, PASSWORD.", Machine.Log, StringComparison.Ordinal);
        Assert.Equal(settings, File.ReadAllBytes(Machine.Path(TestMachine.Settings)));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    [InstallerFact]
    public void Repair_brings_a_deleted_file_back_and_keeps_the_settings()
    {
        Install(Package, Port);
        string manifest = Machine.Path(TestMachine.InstallFolder + @"\OMSGateway.man");
        File.Delete(manifest);

        Exits(0, ["/i", Package, "REINSTALL=ALL", "REINSTALLMODE=omus"]);

        Assert.True(File.Exists(manifest));
        Assert.Equal(PortNumber, Setting("ListenPort"));
        Assert.True(TestMachine.Listens(PortNumber));
    }
}
