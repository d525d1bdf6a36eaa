using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Settings;

/// <summary>What the wizard's page for port and proxy asks when Next is clicked.</summary>
public sealed class CheckSettingsTests : IDisposable
{
    private readonly Setup _setup = new Setup().With("UILevel=5", "SETTINGSREAD=1", "PORTNUMBER=8080", "LICENSEACCEPTED=");

    public void Dispose() => _setup.Dispose();

    [Theory]
    [InlineData("PORTNUMBER=", "InvalidPort")]
    [InlineData("PORTNUMBER=0", "InvalidPort")]
    [InlineData("PORTNUMBER=65536", "InvalidPort")]
    [InlineData("PORTNUMBER=abc", "InvalidPort")]
    [InlineData("HASPROXY=1", "ProxyMissing")]
    [InlineData("HASPROXY=1 PROXY=https://proxy", "InvalidProxy")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH=1", "UserNameMissing")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH=1 USERNAME=bob:x", "InvalidUserName")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH=1 USERNAME=bob", "PasswordMissing")]
    public void A_problem_is_named_and_the_wizard_goes_on(string properties, string problem)
    {
        Assert.Equal(ActionRunner.Success, _setup.With(properties.Split(' ')).Actions.CheckSettings());

        Assert.Equal(problem, _setup.Session["SettingsProblem"]);
        Assert.Empty(_setup.Session.Errors);
    }

    /// <summary>The message is as long as its place on the page; what follows a colon in a user name may be a password.</summary>
    [Theory]
    [InlineData("PORTNUMBER=8o80", "8o80")]
    [InlineData("HASPROXY=1 PROXY=https://proxy", "https://proxy")]
    [InlineData("HASPROXY=1 PROXY=http://bob:secret@proxy", "…@proxy")]
    [InlineData("HASPROXY=1 PROXY=https://a23456789.b23456789.c23456789.contoso.com", "https://a23456789.b23456789.c2…")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH=1 USERNAME=bob:secret", "")]
    public void The_message_has_the_value_that_is_refused(string properties, string shown)
    {
        _setup.With(properties.Split(' ')).Actions.CheckSettings();

        Assert.Equal(shown, _setup.Session["SettingsValue"]);
    }

    /// <summary>Else the installation would fail in the middle, where WriteSettings finds that there is none.</summary>
    [Fact]
    public void Where_nobody_knows_whether_a_password_is_stored_it_is_asked_for()
    {
        Directory.CreateDirectory(_setup.Folder);
        File.WriteAllText(_setup.Store.SettingsPath, "<OMSGateway><ListenPort>many</ListenPort></OMSGateway>");

        _setup.With("HASPROXY=1", "PROXY=proxy", "HASAUTH=1", "USERNAME=bob").Actions.CheckSettings();
        Assert.Equal("PasswordMissing", _setup.Session["SettingsProblem"]);

        _setup.With("PASSWORD=x").Actions.CheckSettings();
        Assert.Equal("", _setup.Session["SettingsProblem"]);
    }

    [Theory]
    [InlineData("PORTNUMBER=1")]
    [InlineData("PORTNUMBER=65535")]
    [InlineData("HASPROXY=1 PROXY=proxy.contoso.com:3128")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH=1 USERNAME=bob PASSWORD=x")]
    public void Right_settings_clear_the_problem(string properties)
    {
        _setup.With("SettingsProblem=InvalidPort").With(properties.Split(' ')).Actions.CheckSettings();

        Assert.Equal("", _setup.Session["SettingsProblem"]);
    }

    [Theory]
    [InlineData("HASPROXY= PROXY=https://proxy HASAUTH=1 USERNAME=bob:x PASSWORD=x")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH= USERNAME=bob:x PASSWORD=x")]
    public void Fields_whose_box_is_cleared_do_not_count(string properties)
    {
        _setup.With(properties.Split(' ')).Actions.CheckSettings();

        Assert.Equal("", _setup.Session["SettingsProblem"]);
    }

    [Fact]
    public void A_port_that_another_program_has_is_named_with_that_program()
    {
        _setup.Machine.TakenPorts[8080] = PortState.InUse;
        _setup.Machine.PortOwners[8080] = [new PortOwner(1234, "w3wp")];

        _setup.Actions.CheckSettings();

        Assert.Equal("PortTaken", _setup.Session["SettingsProblem"]);
        Assert.Equal("w3wp", _setup.Session["PortUser"]);
    }

    [Fact]
    public void An_empty_port_keeps_the_one_that_could_not_be_read()
    {
        _setup.With("SETTINGSREAD=", "PORTNUMBER=").Actions.CheckSettings();

        Assert.Equal("", _setup.Session["SettingsProblem"]);
    }
}
