using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Services;

public sealed class RestartServiceTests : IDisposable
{
    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Rollback_starts_a_service_that_was_running(bool wasRunning, bool isRunning)
    {
        if (wasRunning) _setup.Machine.Running.Add("OMSGatewayService");
        _setup.Prepare();
        _setup.Machine.Running.Clear();

        _setup.Run(ActionNames.RollbackStopServices, a => a.RollbackStopServices());

        Assert.Equal(isRunning, _setup.Machine.Running.Contains("OMSGatewayService"));
    }

    [Fact]
    public void Rollback_lets_a_running_service_run()
    {
        _setup.Machine.Running.Add("OMSGatewayService");
        _setup.Prepare();
        _setup.Machine.Refusal = new InvalidOperationException("started twice");

        _setup.Run(ActionNames.RollbackStopServices, a => a.RollbackStopServices());

        Assert.DoesNotContain(_setup.Session.Lines, l => l.Contains("twice", StringComparison.Ordinal));
    }
}
