using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.SystemProxies;

namespace OmsGateway.Configuration.Tests.SystemProxies;

public sealed class RelayProxyModeTests : IDisposable
{
    private readonly Dictionary<string, string> _environment = new() { ["https_proxy"] = "http://system:3128", ["no_proxy"] = "direct.test" };
    private readonly TemporaryStore _directory = new();
    private readonly ConfigurationStore _store;
    private readonly GatewayAdministration _administration;

    public RelayProxyModeTests()
    {
        _store = new ConfigurationStore(_directory.Directory, new KeyFileSecretProtector(_directory.Store.KeyPath), _directory.Agent)
        {
            SystemProxySource = new EnvironmentProxySource(name => _environment.GetValueOrDefault(name)),
        };
        _administration = new GatewayAdministration(_store);
    }

    public void Dispose() => _directory.Dispose();

    private GatewaySettings Settings => _store.Load().Configuration!.Settings;

    [Theory]
    [InlineData(null, "http://own:80")]
    [InlineData("manual", "http://own:80")]
    [InlineData("Off", "")]
    [InlineData("System", "http://system:3128")]
    public void It_says_where_the_proxies_come_from(string? mode, string expected)
    {
        _administration.RelayProxy.Set("own", "user", "hunter2");
        if (mode is not null) _administration.Settings.Set("RelayProxyMode", mode);
        GatewaySettings settings = Settings;
        Assert.Equal(expected, string.Join(" ", settings.ListRelayProxies().Select(p => p.Address)));
        Assert.Equal(expected.Length > 0, settings.IsRelayed(HostName.Parse("a.test")));
        // The system's proxy is not the one that the password was set for.
        Assert.Equal(expected == "http://own:80", settings.ListRelayProxies().Any(p => p.Password is not null));
    }

    [Fact]
    public void The_exceptions_of_the_system_and_of_the_settings_count_together_and_a_check_says_which()
    {
        _administration.Settings.Set("RelayProxyMode", "System");
        _administration.Settings.Set("RelayProxyBypass", "bypass.test");
        _administration.Settings.Set("HostPolicy", "ReportOnly");
        Assert.Equal([true, false, false], new[] { "a.test", "direct.test", "bypass.test" }.Select(h => Settings.IsRelayed(HostName.Parse(h))));
        Assert.EndsWith("since the system's proxy settings except it.", _administration.Hosts.Check("direct.test").Explanation, StringComparison.Ordinal);
        Assert.EndsWith("since RelayProxyBypass names it.", _administration.Hosts.Check("bypass.test").Explanation, StringComparison.Ordinal);
        _administration.Settings.Set("RelayProxyMode", "Manual");
        Assert.DoesNotContain("directly", _administration.Hosts.Check("direct.test").Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_the_system_is_a_change_of_the_configuration_where_it_counts()
    {
        var monitor = new ConfigurationMonitor(_store);
        Assert.Null(monitor.Poll()!.Configuration!.Settings.SystemProxy);
        _environment["https_proxy"] = "http://other:3128";
        Assert.Null(monitor.Poll());

        _administration.Settings.Set("RelayProxyMode", "System");
        Assert.Equal("http://other:3128", monitor.Poll()!.Configuration!.Settings.SystemProxy!.ToString());
        Assert.Null(monitor.Poll());
        _environment["no_proxy"] = "x.test";
        Assert.True(monitor.Poll()!.Configuration!.Settings.SystemProxy!.Excepts(HostName.Parse("x.test")));
        _environment.Clear();
        Assert.False(monitor.Poll()!.Configuration!.Settings.HasRelayProxy);
        Assert.Null(monitor.Poll());
    }

    [Fact]
    public void A_system_proxy_that_cannot_be_used_is_a_problem_of_the_setting()
    {
        _environment["https_proxy"] = "socks5://user:hunter2@system";
        _administration.Settings.Set("RelayProxyMode", "System");
        ConfigurationProblem problem = Assert.Single(_store.Load().Problems);
        Assert.Equal(("RelayProxyMode", "System"), (problem.Key, problem.Value));
        Assert.True(problem.Line > 0);
        Assert.DoesNotContain("hunter2", problem.ToString(), StringComparison.Ordinal);
    }
}
