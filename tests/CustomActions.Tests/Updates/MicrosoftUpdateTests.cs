using System.Runtime.InteropServices;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Updates;

public sealed class MicrosoftUpdateTests : IDisposable
{
    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    [Theory]
    [InlineData(true, "enabled")]
    [InlineData(false, "disabled")]
    [InlineData(null, "unavailable")]
    public void The_state_is_detected(bool? state, string text)
    {
        _setup.Machine.MicrosoftUpdate = state;

        _setup.Actions.DetectMicrosoftUpdate();

        Assert.Equal(text, _setup.Session["MICROSOFTUPDATESTATE"]);
    }

    [Fact]
    public void It_is_turned_on_and_off_again()
    {
        _setup.Machine.MicrosoftUpdate = false;

        Assert.Equal(ActionRunner.Success, _setup.Actions.EnableMicrosoftUpdate());
        Assert.True(_setup.Machine.MicrosoftUpdate);
        Assert.Equal(ActionRunner.Success, _setup.Actions.RollbackEnableMicrosoftUpdate());
        Assert.False(_setup.Machine.MicrosoftUpdate);
    }

    [Fact]
    public void A_policy_that_forbids_it_ends_no_installation()
    {
        _setup.Machine.Refusal = new COMException("forbidden");

        Assert.Equal(ActionRunner.Success, _setup.Actions.EnableMicrosoftUpdate());
        Assert.Equal(ActionRunner.Success, _setup.Actions.RollbackEnableMicrosoftUpdate());
        Assert.Contains(_setup.Session.Lines, l => l.Contains("forbidden", StringComparison.Ordinal));
    }
}
