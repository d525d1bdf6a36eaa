using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Installation;

public class ActionRunnerTests
{
    private readonly FakeSession _session = new();

    [Fact]
    public void The_message_of_an_installer_exception_is_shown()
    {
        uint result = ActionRunner.Run(_session, "Test", () => throw new InstallerException(InstallerError.InvalidPort, "x"));

        Assert.Equal(ActionRunner.Failure, result);
        Assert.Equal([(InstallerError.InvalidPort, "x")], _session.Errors);
    }

    [Fact]
    public void Any_other_exception_is_a_failure()
    {
        uint result = ActionRunner.Run(_session, "Test", () => throw new InvalidOperationException("broken"));

        Assert.Equal(ActionRunner.Failure, result);
        Assert.Equal([(InstallerError.Unexpected, "Test|broken")], _session.Errors);
    }

    [Fact]
    public void An_action_that_must_run_to_the_end_logs_its_failure_and_goes_on()
    {
        Assert.Equal(ActionRunner.Success, ActionRunner.RunToTheEnd(_session, "Test", () => throw new InvalidOperationException("broken")));
        Assert.Empty(_session.Errors);
        Assert.Contains("broken", Assert.Single(_session.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deferred_action_with_foreign_data_fails_and_its_rollback_does_not()
    {
        _session["CustomActionData"] = "not ours";
        var actions = new InstallerActions(_session, new FakeMachine().Parts);

        Assert.Equal(ActionRunner.Failure, actions.WriteSettings());
        Assert.Equal(ActionRunner.Success, actions.RollbackSettings());
    }
}
