using System.ComponentModel;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Services;

public class ServiceConfigurationTests
{
    private const string Execute = "Wix4ExecServiceConfig_X64";
    private const string Rollback = "Wix4RollbackServiceConfig_X64";

    private readonly FakeSession _session = new();
    private readonly FakeDatabase _database = new();
    private readonly FakeMachine _machine = new();

    public ServiceConfigurationTests()
    {
        _database.Tables["Wix4ServiceConfig"] = [["OMSGatewayService", "Service", "restart", "runCommand", "none", "2", "60", "cmd.exe /c \"a;b\"", ""]];
        _database.Changes["Service"] = ComponentChange.Install;
    }

    [Fact]
    public void A_new_service_gets_its_failure_actions()
    {
        ServiceConfiguration.Schedule(_session, _database, _machine.Parts);
        ServiceConfiguration.Apply(_machine.Parts, _session[Execute]);

        FailureActions actions = _machine.Failures["OMSGatewayService"];
        Assert.Equal(172_800u, actions.ResetSeconds);
        Assert.Equal(
            [new(FailureStepKind.Restart, 60_000), new(FailureStepKind.RunCommand, 60_000), new(FailureStepKind.None, 0)], actions.Steps);
        Assert.Equal("cmd.exe /c \"a;b\"", actions.Command);
        Assert.Equal([Rollback, Execute], _database.Scheduled);
    }

    [Fact]
    public void Rollback_brings_back_those_of_an_existing_service()
    {
        var before = new FailureActions(60, [new(FailureStepKind.Reboot, 5)], "", "Restarting; \"soon\"");
        _machine.Failures["OMSGatewayService"] = before;
        ServiceConfiguration.Schedule(_session, _database, _machine.Parts);
        ServiceConfiguration.Apply(_machine.Parts, _session[Execute]);

        ServiceConfiguration.Apply(_machine.Parts, _session[Rollback]);

        FailureActions after = _machine.Failures["OMSGatewayService"];
        Assert.Equal(before.Steps, after.Steps);
        Assert.Equal(before, after with { Steps = before.Steps });
    }

    [Fact]
    public void Rollback_of_a_new_service_changes_nothing()
    {
        ServiceConfiguration.Schedule(_session, _database, _machine.Parts);
        ServiceConfiguration.Apply(_machine.Parts, _session[Rollback]);

        Assert.Empty(_machine.Failures);
    }

    [Fact]
    public void A_component_that_stays_as_it_is_schedules_nothing()
    {
        _database.Changes.Clear();

        ServiceConfiguration.Schedule(_session, _database, _machine.Parts);

        Assert.Empty(_database.Scheduled);
    }

    [Fact]
    public void A_service_that_cannot_be_changed_ends_the_installation()
    {
        ServiceConfiguration.Schedule(_session, _database, _machine.Parts);
        _machine.Refusal = new Win32Exception(5);

        var e = Assert.Throws<InstallerException>(() => ServiceConfiguration.Apply(_machine.Parts, _session[Execute]));

        Assert.Equal(InstallerError.ServiceNotConfigured, e.Error);
    }
}
