using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests;

/// <summary>Each package here fails when everything is done and only the end is missing.</summary>
public sealed class RollbackTests(TestMachine machine) : InstallerTests(machine)
{
    private Packages Packages => Machine.Packages;

    [InstallerFact]
    public void A_failed_installation_leaves_nothing()
    {
        MachineState before = MachineState.Read(Machine);

        Fails(Packages.FailingSame, "LICENSEACCEPTED=1", Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x", "FAIL=1");

        Assert.Empty(MachineState.Read(Machine).Since(before));
        Assert.False(Machine.IsServiceRunning("OMS Gateway"));
    }

    [InstallerFact]
    public void A_failed_rerun_restores_every_byte_of_the_settings()
    {
        Install(Packages.FailingSame, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");
        byte[] settings = File.ReadAllBytes(Machine.Path(TestMachine.Settings));

        Fails(Packages.FailingSame, "PORTNUMBER=18182", "PROXY=other", "FAIL=1");

        if (IsKeptForRollback("settings")) return;
        Assert.Equal(settings, File.ReadAllBytes(Machine.Path(TestMachine.Settings)));
        Assert.True(TestMachine.Listens(PortNumber));
        Assert.True(Machine.IsServiceRunning("OMS Gateway"));
    }

    [InstallerFact]
    public void A_failed_uninstallation_leaves_the_service_running_with_its_settings()
    {
        Install(Packages.FailingSame, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");
        byte[] settings = File.ReadAllBytes(Machine.Path(TestMachine.Settings));

        Exits(Machine.FailureExitCode, ["/x", Packages.FailingSame, "FAIL=1"]);

        if (IsKeptForRollback("removal")) return;
        Assert.Equal(settings, File.ReadAllBytes(Machine.Path(TestMachine.Settings)));
        Assert.True(TestMachine.Listens(PortNumber));
        Assert.Empty(Kept(""));
    }

    /// <summary>
    /// Wine's Windows Installer runs the rollback of first installations only. There the tests see that what the rollback action
    /// restores from is kept; that it restores every byte from it is tested in CustomActions.Tests.
    /// </summary>
    private bool IsKeptForRollback(string step)
    {
        if (Machine.IsWine) Assert.Single(Kept(step));
        return Machine.IsWine;
    }

    private IEnumerable<string> Kept(string step) => Directory.GetFiles(Machine.Path(TestMachine.ConfigurationFolder))
        .Where(f => Path.GetFileName(f).StartsWith("OMSGateway.rollback-", StringComparison.Ordinal) && f.EndsWith(step, StringComparison.Ordinal));
}
