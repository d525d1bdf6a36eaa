using System.ComponentModel;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Services;

public sealed class ConfigureServiceTests : IDisposable
{
    private const string Program = @"""C:\Program Files\OMS Gateway\OMSGatewayService.exe""";

    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    private FakeMachine Machine => _setup.Machine;

    [Fact]
    public void A_new_service_gets_a_delayed_start_and_three_restarts()
    {
        Configure();

        FailureActions actions = Machine.Failures["OMSGatewayService"];
        Assert.Equal(86_400u, actions.ResetSeconds);
        Assert.Equal(Enumerable.Repeat(new FailureStep(FailureStepKind.Restart, 60_000), 3), actions.Steps);
        Assert.Contains("OMSGatewayService", Machine.DelayedStarts);
        Assert.Contains("OMSGatewayService", Machine.OwnIdentifiers);
        Assert.Equal("", _setup.Session["ServiceIsKept"]);
    }

    [Theory]
    [InlineData("Installed=1")]
    [InlineData("WIX_UPGRADE_DETECTED={3B0A7E52-6C1D-4D0E-9A55-0E3F7D2C9A10}")]
    public void A_service_that_was_there_stays_as_it_is(string kind)
    {
        Machine.Services["OMSGatewayService"] = new ServiceInfo(Program);

        _setup.With(kind);
        Configure();

        Assert.Equal("1", _setup.Session["ServiceIsKept"]);
        Assert.Empty(Machine.Failures);
        Assert.Empty(Machine.DelayedStarts);
        Assert.Equal(Program, Machine.Services["OMSGatewayService"].ImagePath);
    }

    /// <summary>As the toolset's own authoring has it, whose DeleteServices knows no upgrade.</summary>
    [Fact]
    public void A_service_that_an_earlier_version_has_taken_with_it_is_made_anew()
    {
        Machine.Services["OMSGatewayService"] = new ServiceInfo(Program);
        _setup.With("WIX_UPGRADE_DETECTED={3B0A7E52-6C1D-4D0E-9A55-0E3F7D2C9A10}");
        _setup.Actions.PrepareActions();
        // RemoveExistingProducts.
        Machine.Services.Clear();

        _setup.Actions.FindService();
        _setup.Run(ActionNames.ConfigureService, a => a.ConfigureService());

        Assert.Equal("", _setup.Session["ServiceIsKept"]);
        Assert.NotEmpty(Machine.Failures);
    }

    [Fact]
    public void Its_program_follows_the_folder_and_comes_back_with_a_rollback()
    {
        const string Old = @"""D:\Old\OMSGatewayService.exe"" --verbose";
        Machine.Services["OMSGatewayService"] = new ServiceInfo(Old);
        _setup.With("Installed=1");

        Configure();
        Assert.Equal(Program, Machine.Services["OMSGatewayService"].ImagePath);

        _setup.Run(ActionNames.RollbackConfigureService, a => a.RollbackConfigureService());
        Assert.Equal(Old, Machine.Services["OMSGatewayService"].ImagePath);
    }

    [Fact]
    public void The_service_of_Microsoft_s_gateway_goes_with_it_and_is_not_kept()
    {
        Machine.Services["OMSGatewayService"] = new ServiceInfo(@"C:\Program Files\OMS Gateway\OMSGatewayService.exe");
        _setup.WithForwarder();

        _setup.Prepare();

        Assert.Equal("", _setup.Session["ServiceIsKept"]);
    }

    [Fact]
    public void A_service_that_cannot_be_changed_ends_the_installation()
    {
        _setup.Prepare();
        Machine.Refusal = new Win32Exception(5);

        Assert.Equal(ActionRunner.Failure, _setup.Run(ActionNames.ConfigureService, a => a.ConfigureService()));

        Assert.Equal(InstallerError.ServiceNotConfigured, Assert.Single(_setup.Session.Errors).Error);
    }

    private void Configure()
    {
        _setup.Prepare();
        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.ConfigureService, a => a.ConfigureService()));
    }
}
