using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Tests.Settings;

public sealed class RelayProxyFallbackTests : IDisposable
{
    private readonly TemporaryStore _store = new();
    private readonly List<string> _warnings = [];

    [Fact]
    public void A_fallback_that_repeats_the_proxy_is_told_once()
    {
        _store.Administration.RelayProxy.Set("proxy1:3128");
        _store.Administration.Settings.Set("RelayProxyFallbacks", "proxy2:3128 PROXY1:3128");
        Assert.Equal(["http://proxy2:3128"], _store.Administration.RelayProxy.GetFallbacks());

        _store.Administration.RelayProxy.Set("proxy2:3128");

        Assert.Equal(["http://proxy1:3128"], _store.Administration.RelayProxy.GetFallbacks());
        Assert.Equal(["http://proxy2:3128", "http://proxy1:3128"], _store.Store.Load().Configuration!.Settings.ListRelayProxies().Select(p => p.Address));
    }

    public void Dispose() => _store.Dispose();

    private GatewayAdministration Administration => new(_store.Store, _warnings.Add);

    private RelayProxySettings[] Proxies => [.. _store.Store.Load().Configuration!.Settings.ListRelayProxies()];

    [Fact]
    public void They_come_after_the_first_proxy_in_their_order_and_once()
    {
        Administration.RelayProxy.Set("a:3128");
        Administration.Settings.Set("RelayProxyFallbacks", "http://B:3128/, [2001:db8::10]:8080 a:3128 b:3128 c");
        Assert.Equal("http://b:3128 http://[2001:db8::10]:8080 http://a:3128 http://c:80", Administration.Settings.Get("RelayProxyFallbacks").Value);
        Assert.Equal(["http://a:3128", "http://b:3128", "http://[2001:db8::10]:8080", "http://c:80"], Proxies.Select(p => p.Address));
    }

    /// <summary>The password was set for the first proxy; whoever lists another one has not said that it may see it.</summary>
    [Fact]
    public void They_get_its_credentials_only_if_the_settings_say_so()
    {
        Administration.RelayProxy.Set("a", "user", "hunter2");
        Administration.Settings.Set("RelayProxyFallbacks", "b");
        Assert.Equal([("user", "hunter2"), (null, null)], Proxies.Select(p => (p.UserName, p.Password)));
        Administration.Settings.Set("RelayProxyShareCredentials", "true");
        Assert.Equal([("user", "hunter2"), ("user", "hunter2")], Proxies.Select(p => (p.UserName, p.Password)));
    }

    [Fact]
    public void They_stay_when_the_password_changes_and_share_none_of_another_proxy()
    {
        Administration.RelayProxy.Set("a:3128", "user", "hunter2");
        Administration.Settings.Set("RelayProxyFallbacks", "b");
        Administration.Settings.Set("RelayProxyShareCredentials", "true");

        Administration.RelayProxy.Set("http://a:3128", "user", "another");
        Assert.Equal(["another", "another"], Proxies.Select(p => p.Password));
        Assert.Empty(_warnings);

        Administration.RelayProxy.Set("c", "user", "of c");
        Assert.Equal([("c", "of c"), ("b", null)], Proxies.Select(p => (p.Host, p.Password)));
        Assert.Contains("RelayProxyShareCredentials", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("System", 1)]
    [InlineData("Off", 0)]
    public void The_computers_own_proxy_stays_in_use_with_a_warning(string mode, int warnings)
    {
        Administration.RelayProxy.Set("a");
        Administration.Settings.Set("RelayProxyMode", mode);
        Assert.True(Administration.RelayProxy.Clear());
        Assert.Equal(warnings, _warnings.Count(w => w.Contains("the computer's own proxy", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Off", 1)]
    [InlineData("manual", 0)]
    public void A_proxy_that_the_mode_leaves_unused_is_set_with_a_warning(string mode, int warnings)
    {
        _store.LoadSettings($"<RelayProxyMode>{mode}</RelayProxyMode>");
        Assert.True(Administration.RelayProxy.Set("a"));
        Assert.Equal(warnings, _warnings.Count(w => w.Contains($"RelayProxyMode is {mode}", StringComparison.Ordinal)));
    }

    [Fact]
    public void They_go_with_the_first_proxy()
    {
        Administration.RelayProxy.Set("a", "user", "hunter2");
        Administration.Settings.Set("RelayProxyFallbacks", "b");
        Administration.Settings.Set("RelayProxyShareCredentials", "true");
        Administration.Settings.Reset("RelayProxyUserName");
        Assert.Equal(2, Proxies.Length);
        Assert.True(Administration.RelayProxy.Clear());
        Assert.Empty(Proxies);
        Assert.DoesNotContain("RelayProxy", _store.Settings, StringComparison.Ordinal);
    }

    [Fact]
    public void They_need_a_first_proxy()
    {
        ConfigurationProblem problem = Assert.Single(_store.LoadSettings("<RelayProxyFallbacks>b</RelayProxyFallbacks>").Problems);
        Assert.Equal(("RelayProxyFallbacks", 2), (problem.Key, problem.Line));
        Assert.Contains("set RelayProxyAddress", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b c:0", "'c:0': '0' is not a port")]
    [InlineData("b;c", "semicolon")]
    [InlineData("https://b", "plain HTTP")]
    [InlineData("b1 b2 b3 b4 b5 b6 b7 b8", "8 proxies; the maximum is 7")]
    [InlineData("http://user:hunter2@b", "user name or password")]
    // The password's own comma splits the list within it.
    [InlineData("a http://user:hun,ter2@b", "user name or password")]
    public void What_cannot_be_used_is_refused_without_telling_a_password(string text, string expected)
    {
        ConfigurationProblem problem = Assert.Single(_store.LoadSettings(
            $"<RelayProxyAddress>a</RelayProxyAddress><RelayProxyFallbacks>{text}</RelayProxyFallbacks>").Problems);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hun", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ter2", problem.ToString(), StringComparison.Ordinal);
    }
}
