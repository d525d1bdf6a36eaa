using System.ComponentModel;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Counters;

public sealed class CounterRegistrationTests : IDisposable
{
    private readonly Setup _setup = new();

    public CounterRegistrationTests() => _setup.With(@"INSTALLDIR=/apps/OMS Gateway/");

    public void Dispose() => _setup.Dispose();

    private List<string> Programs => _setup.Machine.Programs;

    private const string InstallFolder = @"SOFTWARE\OMS Gateway\InstallFolder";

    private const string Register = "lodctr.exe /m:\"/apps/OMS Gateway/OMSGateway.man\" \"/apps/OMS Gateway/\"";
    private const string Unregister = "unlodctr.exe /m:\"/apps/OMS Gateway/OMSGateway.man\"";

    [Fact]
    public void A_first_installation_registers_and_its_rollback_unregisters()
    {
        _setup.Prepare();

        _setup.Run(ActionNames.RegisterCounters, a => a.RegisterCounters());
        _setup.Run(ActionNames.RollbackRegisterCounters, a => a.RollbackRegisterCounters());

        Assert.Equal([Register, Unregister], Programs);
    }

    [Fact]
    public void An_upgrade_or_repair_takes_them_from_nobody_and_its_rollback_leaves_them()
    {
        _setup.Machine.Registry[InstallFolder] = "/apps/OMS Gateway/";
        _setup.Prepare();

        _setup.Run(ActionNames.RegisterCounters, a => a.RegisterCounters());
        _setup.Run(ActionNames.RollbackRegisterCounters, a => a.RollbackRegisterCounters());

        Assert.Equal([Register], Programs);
    }

    [Fact]
    public void Other_counters_than_before_take_their_place()
    {
        _setup.Machine.Registry[InstallFolder] = "/apps/Elsewhere/";
        _setup.Prepare();

        _setup.Run(ActionNames.RegisterCounters, a => a.RegisterCounters());

        Assert.Equal([Unregister, Register], Programs);
    }

    [Fact]
    public void An_uninstallation_unregisters_and_its_rollback_registers()
    {
        _setup.With("Installed=1").Prepare();

        _setup.Run(ActionNames.UnregisterCounters, a => a.UnregisterCounters());
        _setup.Run(ActionNames.RollbackUnregisterCounters, a => a.RollbackUnregisterCounters());

        Assert.Equal([Unregister, Register], Programs);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "1")]
    public void A_refusal_is_told_on_the_last_page_and_a_rollback_forgets_it(int exitCode, string areMissing)
    {
        _setup.Machine.ExitCode = exitCode;
        _setup.Prepare();

        _setup.Run(ActionNames.RegisterCounters, a => a.RegisterCounters());
        _setup.Actions.ReadOutcome();
        Assert.Equal(areMissing, _setup.Session["CountersAreMissing"]);

        _setup.Run(ActionNames.RollbackRegisterCounters, a => a.RollbackRegisterCounters());
        _setup.Actions.ReadOutcome();
        Assert.Equal("", _setup.Session["CountersAreMissing"]);
    }

    /// <summary>lodctr refuses counters that are registered already.</summary>
    [Fact]
    public void A_repair_of_registered_counters_warns_of_nothing()
    {
        _setup.Machine.Registry[InstallFolder] = "/apps/OMS Gateway/";
        _setup.Machine.ExitCode = 1;
        _setup.Prepare();

        _setup.Run(ActionNames.RegisterCounters, a => a.RegisterCounters());
        _setup.Actions.ReadOutcome();

        Assert.Equal("", _setup.Session["CountersAreMissing"]);
    }

    [Fact]
    public void A_program_that_does_not_start_ends_no_installation()
    {
        _setup.Prepare();
        _setup.Machine.Refusal = new Win32Exception(2);

        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.RegisterCounters, a => a.RegisterCounters()));
    }
}
