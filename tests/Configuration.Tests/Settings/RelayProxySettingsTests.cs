using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Tests.Settings;

public sealed class RelayProxySettingsTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("proxy", "proxy", 80)]
    [InlineData("10.80.2.200", "10.80.2.200", 80)]
    [InlineData("proxy.contoso.com:3128", "proxy.contoso.com", 3128)]
    [InlineData("http://proxy.contoso.com", "proxy.contoso.com", 80)]
    [InlineData("HTTP://Proxy.Contoso.com:8080/", "proxy.contoso.com", 8080)]
    [InlineData("[2001:db8::10]", "2001:db8::10", 80)]
    [InlineData("http://[2001:DB8::10]:3128/", "2001:db8::10", 3128)]
    public void Every_form_of_address_is_read(string text, string host, int port)
    {
        RelayProxySettings relay = _store.LoadSettings($"<RelayProxyAddress>{text}</RelayProxyAddress>").Configuration!.Settings.RelayProxy!;
        Assert.Equal((host, port), (relay.Host, relay.Port));
    }

    [Theory]
    [InlineData("https://proxy.contoso.com", "plain HTTP")]
    [InlineData("socks5://proxy.contoso.com", "scheme")]
    [InlineData("http://user:hunter2@proxy.contoso.com", "user name or password")]
    [InlineData("user:hunter2@proxy.contoso.com:80", "user name or password")]
    [InlineData("http://proxy.contoso.com/path", "no path")]
    [InlineData("http://proxy.contoso.com?x", "no path")]
    [InlineData("http://proxy.contoso.com//", "no path")]
    [InlineData("proxy:0", "is not a port")]
    [InlineData("proxy:", "is not a port")]
    [InlineData("proxy:080", "is not a port")]
    [InlineData("proxy:65536", "is not a port")]
    [InlineData("proxy:80:80", "brackets")]
    [InlineData("2001:db8::10", "brackets")]
    [InlineData("[proxy]", "brackets")]
    [InlineData("[2001:db8::10", "brackets")]
    [InlineData("[2001:db8::10]3128", "brackets")]
    [InlineData("[fe80::1%eth0]:80", "not a host")]
    [InlineData("127.1", "not a host")]
    [InlineData("http://", "empty")]
    [InlineData(":3128", "empty")]
    [InlineData("proxy one", "white space")]
    [InlineData("prôxy", "ASCII")]
    // 'netsh winhttp show proxy' and Windows' settings write these.
    [InlineData("http=proxy:8080", "nothing before it: proxy:8080")]
    [InlineData("http=proxy:8080;https=secure:3128", "nothing before it: secure:3128")]
    [InlineData("http=proxy:8080 https=http://secure:3128", "nothing before it: secure:3128")]
    [InlineData("x=", "nothing before it")]
    [InlineData("proxy:8080;other:8080", "not a list")]
    public void A_wrong_address_says_what_is_wrong_without_telling_a_password(string text, string expected)
    {
        ConfigurationProblem problem = Assert.Single(_store.LoadSettings($"<RelayProxyAddress>{text}</RelayProxyAddress>").Problems);
        Assert.Contains(expected, problem.Message);
        Assert.DoesNotContain("hunter2", problem.ToString());
        var refusal = Assert.Throws<ConfigurationException>(() => _store.Administration.RelayProxy.Set(text));
        Assert.DoesNotContain("hunter2", refusal.ToString());
    }

    [Theory]
    [InlineData("", RelayProxySchemes.Automatic, "")]
    [InlineData("ntlm", RelayProxySchemes.Ntlm, "NTLM")]
    [InlineData("Basic, NEGOTIATE", RelayProxySchemes.Negotiate | RelayProxySchemes.Basic, "Negotiate Basic")]
    public void Schemes_are_read_in_any_case_and_written_the_safest_first(string text, RelayProxySchemes expected, string written)
    {
        GatewaySettings settings = _store.LoadSettings($"<RelayProxyAuthentication>{text}</RelayProxyAuthentication>").Configuration!.Settings;
        Assert.Equal(expected, settings.RelayProxyAuthentication);
        Assert.Equal(written, SettingDefinitions.Find("RelayProxyAuthentication")!.Format(settings));
    }

    [Theory]
    [InlineData("Kerberos", "Negotiate, NTLM, Basic")]
    [InlineData("Negotiate Basik", "did you mean Basic?")]
    public void A_scheme_that_the_gateway_does_not_know_is_refused(string text, string expected)
    {
        ConfigurationProblem problem = Assert.Single(
            _store.LoadSettings($"<RelayProxyAuthentication>{text}</RelayProxyAuthentication>").Problems);
        Assert.Contains(expected, problem.Message);
    }

    [Fact]
    public void A_password_needs_a_user_name_and_a_user_name_a_proxy()
    {
        _store.Administration.RelayProxy.Set("proxy", "user", "hunter2");
        string valid = _store.Settings;
        _store.Settings = valid.Replace("<RelayProxyUserName>user</RelayProxyUserName>", "");
        Assert.Equal("RelayProxyPassword", Assert.Single(_store.Store.Load().Problems).Key);
        _store.Settings = valid.Replace("<RelayProxyAddress>http://proxy:80</RelayProxyAddress>", "");
        Assert.Equal("RelayProxyUserName", Assert.Single(_store.Store.Load().Problems).Key);
    }

    [Fact]
    public void A_password_that_cannot_be_read_is_a_problem_that_does_not_show_it()
    {
        ConfigurationProblem problem = Assert.Single(_store.LoadSettings(
            "<RelayProxyAddress>proxy</RelayProxyAddress><RelayProxyUserName>u</RelayProxyUserName><RelayProxyPassword>hunter2</RelayProxyPassword>").Problems);
        Assert.Equal("RelayProxyPassword", problem.Key);
        Assert.Contains(SystemCommand.Of("Set-OMSGatewayRelayProxy", "relay set"), problem.Message);
        Assert.DoesNotContain("hunter2", problem.ToString());
    }

    [Fact]
    public void Settings_never_show_the_password() => Assert.Equal(
        "http://[::1]:80 as user", new RelayProxySettings { Host = "::1", UserName = "user", Password = "hunter2" }.ToString());
}
