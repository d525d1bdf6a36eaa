using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Settings;

public sealed class ValidatePropertiesTests : IDisposable
{
    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    [Theory]
    [InlineData("LICENSEACCEPTED=", InstallerError.LicenseNotAccepted, "")]
    [InlineData("LICENSEACCEPTED=yes", InstallerError.LicenseNotAccepted, "")]
    [InlineData("PORTNUMBER=0", InstallerError.InvalidPort, "0")]
    [InlineData("PORTNUMBER=65536", InstallerError.InvalidPort, "65536")]
    [InlineData("PORTNUMBER=08080", InstallerError.InvalidPort, "08080")]
    [InlineData("PORTNUMBER=-1", InstallerError.InvalidPort, "-1")]
    [InlineData("PORTNUMBER=http", InstallerError.InvalidPort, "http")]
    [InlineData("HASPROXY=1", InstallerError.ProxyMissing, "")]
    [InlineData("HASAUTH=1 USERNAME=bob", InstallerError.ProxyMissing, "")]
    [InlineData("PASSWORD=secret", InstallerError.ProxyMissing, "")]
    [InlineData("HASPROXY=yes", InstallerError.InvalidSwitch, "HASPROXY|yes")]
    [InlineData("HASAUTH=2", InstallerError.InvalidSwitch, "HASAUTH|2")]
    [InlineData("HASPROXY=1 PROXY=https://proxy:80", InstallerError.InvalidProxy, "https://proxy:80")]
    [InlineData("HASPROXY=1 PROXY=proxy:0", InstallerError.InvalidProxy, "proxy:0")]
    [InlineData("HASPROXY=1 PROXY=proxy/path", InstallerError.InvalidProxy, "proxy/path")]
    [InlineData("HASPROXY=1 PROXY=http://bob:secret@proxy:80", InstallerError.InvalidProxy, "…@proxy:80")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH=1", InstallerError.UserNameMissing, "")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH=1 PASSWORD=secret", InstallerError.UserNameMissing, "")]
    [InlineData("HASPROXY=1 PROXY=proxy PASSWORD=secret", InstallerError.UserNameMissing, "")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH=1 USERNAME=bob:x", InstallerError.InvalidUserName, "")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH=1 USERNAME=bob", InstallerError.PasswordMissing, "bob")]
    [InlineData("UPDATEPRESETS=yes", InstallerError.InvalidSwitch, "UPDATEPRESETS|yes")]
    [InlineData("ALLOWUNKNOWNREGION=yes", InstallerError.InvalidSwitch, "ALLOWUNKNOWNREGION|yes")]
    [InlineData("POLICYTEMPLATES=yes", InstallerError.InvalidSwitch, "POLICYTEMPLATES|yes")]
    [InlineData("REMOTEADDRESSES=010.1.2.3", InstallerError.InvalidRemoteAddresses, "010.1.2.3")]
    public void A_wrong_property_ends_the_installation(string properties, object error, string values)
    {
        _setup.With(properties.Split(' '));

        Assert.Equal(ActionRunner.Failure, _setup.Actions.ValidateProperties());

        Assert.Equal([((InstallerError)error, values)], _setup.Session.Errors);
        Assert.DoesNotContain(_setup.Session.Lines, l => l.Contains("secret", StringComparison.Ordinal));
        Assert.Null(_setup.Snapshot());
    }

    [Theory]
    [InlineData("PORTNUMBER=1")]
    [InlineData("PORTNUMBER=65535")]
    [InlineData("HASPROXY=0")]
    [InlineData("HASPROXY=1 PROXY=10.80.2.200")]
    [InlineData("HASPROXY=1 PROXY=proxy.contoso.com")]
    [InlineData("HASPROXY=1 PROXY=proxy.contoso.com:3128")]
    [InlineData("HASPROXY=1 PROXY=http://myorgname.corp.contoso.com:80")]
    [InlineData("HASPROXY=1 PROXY=[2001:db8::10]:3128")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH=1 USERNAME=CONTOSO\\bob PASSWORD=x")]
    [InlineData("HASPROXY=1 PROXY=proxy HASAUTH=0 USERNAME=bob")]
    [InlineData("LICENSEACCEPTED= Installed=1")]
    [InlineData("LICENSEACCEPTED= WIX_UPGRADE_DETECTED={3B0A7E52-6C1D-4D0E-9A55-0E3F7D2C9A10}")]
    [InlineData("LICENSEACCEPTED= UILevel=5")]
    [InlineData("UILevel=5 HASAUTH=1 USERNAME=bob PASSWORD=x")]
    public void Right_properties_pass(string properties) =>
        Assert.Equal(ActionRunner.Success, _setup.With(properties.Split(' ')).Actions.ValidateProperties());

    [Theory]
    [InlineData("bob", "proxy", true)]
    [InlineData("eve", "proxy", false)]
    [InlineData("bob", "other", false)]
    public void A_password_is_needed_where_none_is_stored_for_the_user_and_the_proxy(string user, string proxy, bool passes)
    {
        _setup.Administration.RelayProxy.Set("proxy", "bob", "secret");

        uint result = _setup.With("HASPROXY=1", $"PROXY={proxy}", "HASAUTH=1", $"USERNAME={user}").Actions.ValidateProperties();

        Assert.Equal(passes, result == ActionRunner.Success);
        Assert.Equal(passes ? [] : [(InstallerError.PasswordMissing, user)], _setup.Session.Errors);
    }

    [Fact]
    public void What_is_configured_without_a_password_stays_so()
    {
        _setup.Administration.RelayProxy.Set("proxy", "bob", null);
        _setup.Actions.ReadCurrentSettings();

        Assert.Equal(ActionRunner.Success, _setup.Actions.ValidateProperties());
    }

    [Fact]
    public void Settings_that_cannot_be_read_yet_do_not_ask_for_a_password()
    {
        Directory.CreateDirectory(_setup.Folder);
        File.WriteAllText(_setup.Store.SettingsPath, "<OMSGateway><ListenPort>many</ListenPort></OMSGateway>");

        Assert.Equal(ActionRunner.Success, _setup.With("HASPROXY=1", "PROXY=proxy", "HASAUTH=1", "USERNAME=bob").Actions.ValidateProperties());
    }
}
