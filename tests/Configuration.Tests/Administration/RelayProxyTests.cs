using OmsGateway.Configuration.Administration;

namespace OmsGateway.Configuration.Tests.Administration;

public sealed class RelayProxyTests : IDisposable
{
    private const string Password = "correct horse 🐴 ü";

    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void The_service_reads_the_password_and_an_administrator_only_sees_that_there_is_one()
    {
        Assert.True(_store.Administration.RelayProxy.Set("10.80.2.200", "CONTOSO\\gw", Password));
        Assert.Equal(Password, _store.Store.Load().Configuration!.Settings.RelayProxy!.Password);
        Assert.Equal(new RelayProxy("http://10.80.2.200:80", "CONTOSO\\gw", true), _store.Administration.RelayProxy.Get());
        Assert.DoesNotContain(_store.Administration.Settings.GetAll(), s => s.Value.Contains("horse"));
        Assert.DoesNotContain("horse", _store.Settings);
    }

    [Fact]
    public void Setting_replaces_the_credentials_and_clearing_removes_all()
    {
        _store.Administration.RelayProxy.Set("proxy", "user", Password);
        Assert.True(_store.Administration.RelayProxy.Set("other"));
        Assert.Equal(new RelayProxy("http://other:80", null, false), _store.Administration.RelayProxy.Get());
        Assert.True(_store.Administration.RelayProxy.Set(""));
        Assert.Null(_store.Administration.RelayProxy.Get());
        Assert.False(_store.Administration.RelayProxy.Clear());
    }

    [Theory]
    [InlineData("relayproxyaddress", null)]
    [InlineData("RelayProxyUserName", "http://proxy:80")]
    public void What_needs_a_setting_is_reset_with_it(string name, string? left)
    {
        _store.Administration.RelayProxy.Set("proxy", "user", Password);
        _store.Administration.Settings.CheckReset(name);
        Assert.True(_store.Administration.Settings.Reset(name));
        Assert.Equal(left is null ? null : new RelayProxy(left, null, false), _store.Administration.RelayProxy.Get());
        Assert.DoesNotContain("<RelayProxyPassword>", _store.Settings);
    }

    [Fact]
    public void Credentials_that_cannot_be_used_are_refused()
    {
        string refused = Assert.Throws<ConfigurationException>(() => _store.Administration.RelayProxy.Set("proxy", null, Password)).Message;
        Assert.Equal("A password was given without a user name; give the user name as well.", refused);
        Assert.Throws<ConfigurationException>(() => _store.Administration.RelayProxy.Set("", "user", Password));
        Assert.Throws<ConfigurationException>(() => _store.Administration.Settings.Set("RelayProxyUserName", "user"));
        Assert.False(File.Exists(_store.Store.SettingsPath));
    }

    [Fact]
    public void An_unreadable_password_is_mended_by_setting_the_proxy_again()
    {
        _store.Administration.RelayProxy.Set("proxy", "user", Password);
        File.Delete(_store.Store.KeyPath);
        Assert.Contains("key file", Assert.Single(_store.Store.Load().Problems).Message);
        Assert.True(_store.Administration.RelayProxy.Set("proxy", "user", Password));
        Assert.Equal(Password, _store.Store.Load().Configuration!.Settings.RelayProxy!.Password);
    }

    [Fact]
    public void The_password_as_a_setting_is_protected_as_well()
    {
        _store.Administration.RelayProxy.Set("proxy", "user");
        Assert.True(_store.Administration.Settings.Set("relayproxypassword", Password));
        Assert.DoesNotContain("horse", _store.Settings);
        Assert.Equal(Password, _store.Store.Load().Configuration!.Settings.RelayProxy!.Password);
        Assert.DoesNotContain("horse", _store.Administration.Settings.Get("RelayProxyPassword").Value);
    }
}
