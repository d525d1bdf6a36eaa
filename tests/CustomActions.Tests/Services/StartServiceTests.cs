using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Services;

public sealed class StartServiceTests : IDisposable
{
    private readonly Setup _setup = new Setup().Prepare();

    public void Dispose() => _setup.Dispose();

    private FakeMachine Machine => _setup.Machine;

    [Fact]
    public void The_service_is_started_and_a_rollback_stops_it()
    {
        Assert.Equal(ActionRunner.Success, Start());
        Assert.Contains("OMSGatewayService", Machine.Running);

        _setup.Run(ActionNames.RollbackStartService, a => a.RollbackStartService());
        Assert.Empty(Machine.Running);
    }

    /// <summary>Until then it waits for a port that is taken; ended earlier, it could not say what became of that.</summary>
    [Fact]
    public void The_service_has_the_two_minutes_that_it_waits_for_its_port()
    {
        Start();

        Assert.True(Machine.StartLimit > TimeSpan.FromMinutes(2), $"{Machine.StartLimit}");
    }

    [Theory]
    [InlineData("ALLOWEDHOSTS=a.contoso.com,b.contoso.com", "2")]
    [InlineData("PORTNUMBER=8080", "0")]
    [InlineData("HOSTPOLICY=ReportOnly", "")]
    public void How_many_hosts_are_allowed_is_noted_for_the_last_page_and_a_rollback_forgets_it(string property, string count)
    {
        _setup.With("SETTINGSREAD=", property).Prepare().WriteSettings();
        Start();
        _setup.Actions.ReadOutcome();
        Assert.Equal(count, _setup.Session["AllowedHostCount"]);
        Assert.Equal(count.Length == 0 ? "1" : "", _setup.Session["ReportsOnly"]);

        _setup.Run(ActionNames.RollbackStartService, a => a.RollbackStartService());
        _setup.Actions.ReadOutcome();
        Assert.Equal(("", ""), (_setup.Session["AllowedHostCount"], _setup.Session["ReportsOnly"]));
    }

    [Fact]
    public void A_disabled_service_stays_so()
    {
        Machine.Services["OMSGatewayService"] = new ServiceInfo("", IsDisabled: true);

        Assert.Equal(ActionRunner.Success, Start());
        Assert.Empty(Machine.Running);
        _setup.Actions.ReadOutcome();
        Assert.Equal("1", _setup.Session["ServiceIsDisabled"]);
    }

    /// <summary>Nor may its user read the settings, where setup asks for an administrator only in between.</summary>
    [Fact]
    public void The_port_is_noted_for_the_last_page_which_has_forgotten_it_after_a_repair()
    {
        _setup.With("SETTINGSREAD=", "PORTNUMBER=9191").Prepare().WriteSettings();
        Start();
        _setup.With("PORTNUMBER=").Actions.ReadOutcome();

        Assert.Equal(("9191", ""), (_setup.Session["PORTNUMBER"], _setup.Session["ServiceIsDisabled"]));
    }

    [Fact]
    public void The_service_s_own_event_says_why_it_did_not_start()
    {
        Machine.LoggedErrors.Add("The gateway cannot listen on [::]:8080.");

        Fails(new ServiceStatus(false, 1066, 5), "cannot listen on [::]:8080", "own code 5");
    }

    [Fact]
    public void Without_an_event_the_configuration_does()
    {
        Directory.CreateDirectory(_setup.Folder);
        File.WriteAllText(_setup.Store.SettingsPath, "<OMSGateway><ListenPort>many</ListenPort></OMSGateway>");

        Fails(new ServiceStatus(false, 1066, 3), "OMSGateway.config(1)", "many");
    }

    [Fact]
    public void Without_both_the_program_on_the_port_does()
    {
        Machine.PortOwners[8080] = [new PortOwner(1234, "w3wp")];

        Fails(new ServiceStatus(false, 1066, 5), "Port 8080 is used by w3wp (process 1234).");
    }

    /// <summary>1069: PowerShell/Win32-OpenSSH#846, where a Group Policy had taken the right from virtual accounts.</summary>
    [Theory]
    [InlineData(1069)]
    [InlineData(1385)]
    public void An_account_that_may_not_log_on_is_told_what_it_needs(int error) =>
        Fails(new ServiceStatus(false, error), @"NT SERVICE\ALL SERVICES", $"error {error}");

    private void Fails(ServiceStatus status, params string[] reasons)
    {
        Machine.StartResult = status;

        Assert.Equal(ActionRunner.Failure, Start());

        (InstallerError error, string values) = Assert.Single(_setup.Session.Errors);
        Assert.Equal(InstallerError.ServiceNotStarted, error);
        Assert.All(reasons, r => Assert.Contains(r, values, StringComparison.Ordinal));
        Assert.All(reasons, r => Assert.Contains(_setup.Session.Lines, l => l.Contains(r, StringComparison.Ordinal)));
    }

    private uint Start() => _setup.Run(ActionNames.StartService, a => a.StartService());
}
