namespace OmsGateway.Installer.Tests.Support;

/// <summary>A test on a machine that it shares with others; it finds and leaves it without any of the packages.</summary>
[Collection(nameof(TestMachine))]
public abstract class InstallerTests : IDisposable
{
    protected InstallerTests(TestMachine machine)
    {
        Machine = machine;
        Machine.Clean();
    }

    public static string? SkipReason { get; } = OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("OMSGATEWAY_INSTALLER_TESTS") != "1"
        ? "Installs on this machine: set OMSGATEWAY_INSTALLER_TESTS=1 and run as an administrator." : null;

    private protected TestMachine Machine { get; }

    /// <summary>A free port, so that the service under test disturbs nothing.</summary>
    private protected string Port { get; } = $"PORTNUMBER={TestSupport.LoopbackPort.Free()}";

    private protected string PortNumber => Port.Split('=')[1];

    private protected void Install(string package, params string[] properties) =>
        Exits(0, ["/i", package, "LICENSEACCEPTED=1", .. properties]);

    private protected void Fails(string package, params string[] properties) =>
        Exits(Machine.FailureExitCode, ["/i", package, .. properties]);

    private protected void Uninstall(string package, params string[] properties) =>
        Exits(0, ["/x", package, .. properties]);

    private protected void Exits(int expected, params string[] arguments)
    {
        int actual = Machine.Msiexec(arguments);
        Assert.True(expected == actual, $"msiexec {string.Join(' ', arguments)} ended with {actual}, not {expected}:\n{Machine.LogOfFailure}");
    }

    /// <summary>Asserts that there is no file and no registry key that was not there before.</summary>
    private protected void NothingIsNewSince(MachineState before)
    {
        string[] names = [.. MachineState.Read(Machine).Since(before)];
        Assert.True(names.Length == 0, string.Join('\n', names));
    }

    /// <summary>A setting's text in the settings file, or null.</summary>
    private protected string? Setting(string name) =>
        System.Xml.Linq.XDocument.Load(Machine.Path(TestMachine.Settings)).Root!.Element(name)?.Value;

    public void Dispose()
    {
        Machine.Clean();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The machine of the silent installations, which run one after another.</summary>
/// <remarks>
/// Under Wine each machine is a prefix and a screen of its own, so that the two have half of the tests each at the same time. On Windows there is
/// only the one that the tests run on, and the project file lets nothing run beside anything.
/// </remarks>
[CollectionDefinition(nameof(TestMachine))]
public sealed class TestMachineCollection : ICollectionFixture<TestMachine>;

/// <summary>
/// The machine of the wizard's installations. It has port 8080 to itself, which is on the wizard's page until another is typed: no test on the
/// other machine may listen there.
/// </summary>
[CollectionDefinition(Name)]
public sealed class WizardMachineCollection : ICollectionFixture<TestMachine>
{
    /// <summary>The name by which tests ask for it.</summary>
    public const string Name = "Wizard";
}
