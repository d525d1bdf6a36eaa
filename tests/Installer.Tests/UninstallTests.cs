using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests;

public sealed class UninstallTests(TestMachine machine) : InstallerTests(machine)
{
    private string Package => Machine.Packages.Current;

    [InstallerFact]
    public void Nothing_is_left()
    {
        MachineState before = MachineState.Read(Machine);
        Install(Package, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");
        File.WriteAllText(Machine.Path(TestMachine.HostList), "a.contoso.com\n");
        Assert.NotEmpty(MachineState.Read(Machine).Since(before));

        Uninstall(Package);

        NothingIsNewSince(before);
    }

    [InstallerFact]
    public void KEEPSETTINGS_keeps_the_settings_for_the_next_installation()
    {
        Install(Package, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");
        byte[] settings = File.ReadAllBytes(Machine.Path(TestMachine.Settings));

        Uninstall(Package, "KEEPSETTINGS=1");

        Assert.False(Machine.KeyExists(@"HKLM\System\CurrentControlSet\Services\OMSGatewayService"));
        Assert.Equal(settings, File.ReadAllBytes(Machine.Path(TestMachine.Settings)));
        Install(Package);
        Assert.Equal(settings, File.ReadAllBytes(Machine.Path(TestMachine.Settings)));
    }

    [InstallerFact]
    public void A_file_of_somebody_else_stays()
    {
        Install(Package, Port);
        string notes = Machine.Path(TestMachine.ConfigurationFolder + @"\notes.txt");
        File.WriteAllText(notes, "mine");

        Uninstall(Package);

        Assert.Equal([notes], Directory.GetFiles(Machine.Path(TestMachine.ConfigurationFolder)));
    }
}
