using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests;

/// <summary>Each package here fails when everything is done and only the end is missing.</summary>
public sealed class RollbackTests(TestMachine machine) : InstallerTests(machine)
{
    private const string SeparateTransaction =
        "Wine removes the old product in a transaction of its own, which the failure of the new one does not take back.";

    private Packages Packages => Machine.Packages;

    [InstallerFact]
    public void A_failed_installation_leaves_nothing()
    {
        MachineState before = MachineState.Read(Machine);

        Fails(Packages.FailingSame, "LICENSEACCEPTED=1", Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x", "FAIL=1");

        NothingIsNewSince(before);
        Assert.False(Machine.IsServiceRunning("OMS Gateway"));
    }

    [InstallerFact]
    public void A_failed_rerun_restores_every_byte_of_the_settings_and_the_service_runs()
    {
        Install(Packages.FailingSame, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");
        byte[] settings = File.ReadAllBytes(Machine.Path(TestMachine.Settings));

        // Wine rolls nothing back that REINSTALL has done. With ADDLOCAL the package does not set that: there are no files to be repaired
        // then, but its own actions all run.
        string[] kind = Machine.IsWine ? ["ADDLOCAL=ALL"] : [];
        Fails(Packages.FailingSame, ["PORTNUMBER=18182", "PROXY=other", "FAIL=1", .. kind]);

        Assert.Equal(settings, File.ReadAllBytes(Machine.Path(TestMachine.Settings)));
        AssertRuns();
    }

    [InstallerFact]
    public void A_failed_uninstallation_leaves_the_service_running_with_its_settings_and_files()
    {
        Install(Packages.FailingSame, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");
        File.WriteAllText(Machine.Path(TestMachine.HostList), "a.contoso.com\n");
        Machine.KeepFolders();
        byte[] settings = File.ReadAllBytes(Machine.Path(TestMachine.Settings));
        MachineState before = MachineState.Read(Machine);

        Exits(Machine.FailureExitCode, ["/x", Packages.FailingSame, "FAIL=1"]);

        Assert.Equal(settings, File.ReadAllBytes(Machine.Path(TestMachine.Settings)));
        Assert.Equal("a.contoso.com\n", File.ReadAllText(Machine.Path(TestMachine.HostList)));
        AssertRuns();
        IEnumerable<string> lost = before.Since(MachineState.Read(Machine));
        // Wine's rollback leaves the product out of Windows Installer's own lists; installing it again puts it there.
        if (Machine.IsWine)
            lost = lost.Where(n => !n.Contains(@"CurrentVersion\Uninstall", StringComparison.Ordinal) && !n.Contains(@"\Installer\", StringComparison.Ordinal));
        Assert.True(!lost.Any(), string.Join('\n', lost));
        if (Machine.IsWine) Install(Packages.FailingSame);
    }

    [InstallerFact]
    public void A_failed_upgrade_restores_every_byte_of_the_settings_and_leaves_nothing_of_the_new_version()
    {
        Install(Packages.Previous, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");
        File.WriteAllText(Machine.Path(TestMachine.HostList), "a.contoso.com\n");
        byte[] settings = File.ReadAllBytes(Machine.Path(TestMachine.Settings));

        Fails(Packages.Failing, "LICENSEACCEPTED=1", "PORTNUMBER=18182", "PROXY=other", "FAIL=1");

        Assert.Equal(settings, File.ReadAllBytes(Machine.Path(TestMachine.Settings)));
        Assert.Equal("a.contoso.com\n", File.ReadAllText(Machine.Path(TestMachine.HostList)));
        Assert.False(Machine.IsInstalled(Packages.FailingCode));
        AssertNothingKept();
    }

    [WindowsInstallerFact(SeparateTransaction)]
    public void A_failed_take_over_leaves_the_forwarder_installed()
    {
        Exits(0, ["/i", Packages.Legacy]);

        Fails(Packages.FailingSame, "LICENSEACCEPTED=1", "FAIL=1");

        Assert.True(Machine.IsInstalled(Packages.LegacyCode));
        Assert.True(Machine.KeyExists(@"HKLM\System\CurrentControlSet\Services\ForwarderService\Configurations"));
        Assert.True(File.Exists(Machine.Path(Packages.LegacyFolder + @"\allowedlist_server.txt")));
    }

    [WindowsInstallerFact(SeparateTransaction)]
    public void A_failed_upgrade_leaves_the_old_version_running()
    {
        Install(Packages.Previous, Port);

        Fails(Packages.Failing, "LICENSEACCEPTED=1", "PORTNUMBER=18182", "FAIL=1");

        Assert.True(Machine.IsInstalled(Packages.PreviousCode));
        AssertRuns();
    }

    private void AssertRuns()
    {
        Assert.True(TestMachine.Listens(PortNumber));
        Assert.True(Machine.IsServiceRunning("OMS Gateway"));
        AssertNothingKept();
    }

    private void AssertNothingKept() => Assert.DoesNotContain(
        Directory.GetFiles(Machine.Path(TestMachine.ConfigurationFolder)), f => f.Contains("rollback", StringComparison.Ordinal));
}
