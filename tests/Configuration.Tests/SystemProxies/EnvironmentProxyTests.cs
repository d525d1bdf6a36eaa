using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.SystemProxies;

namespace OmsGateway.Configuration.Tests.SystemProxies;

/// <summary>
/// The environment as curl reads it: curl(1), ENVIRONMENT, --proxy and --noproxy, and https://curl.se/libcurl/c/CURLOPT_NOPROXY.html, from
/// which the names are. CurlTests asks curl itself.
/// </summary>
public sealed class EnvironmentProxyTests
{
    private static SystemProxy Read(params (string Name, string Value)[] variables) => new EnvironmentProxySource(
        name => variables.FirstOrDefault(v => v.Name == name).Value).Read();

    [Theory]
    [InlineData("https_proxy=a:1 HTTPS_PROXY=b:2 all_proxy=c:3", "http://a:1")]
    [InlineData("https_proxy= HTTPS_PROXY=b:2 all_proxy=c:3", "http://b:2")]
    [InlineData("http_proxy=x:1 ALL_PROXY=d:4 all_proxy=c:3", "http://c:3")]
    [InlineData("http_proxy=x:1", "")]
    [InlineData("https_proxy=HTTP://Proxy.Contoso.com:3128/", "http://proxy.contoso.com:3128")]
    [InlineData("https_proxy=http://proxy", "http://proxy:1080")]
    [InlineData("https_proxy=http://[2001:db8::10]", "http://[2001:db8::10]:1080")]
    [InlineData("https_proxy=http://[2001:db8::10]:8080", "http://[2001:db8::10]:8080")]
    public void The_first_variable_that_is_set_names_the_proxy(string variables, string expected)
    {
        SystemProxy proxy = Read([.. variables.Split(' ').Select(v => v.Split('=')).Select(v => (v[0], v[1]))]);
        Assert.Equal((expected, null), (proxy.ToString(), proxy.Problem));
    }

    [Theory]
    [InlineData("http://user:p%40ss%2fword@proxy:80", "user", "p@ss/word")]
    [InlineData("CONTOSO%5Cuser:a:b@proxy:80", "CONTOSO\\user", "a:b")]
    [InlineData("http://user:p@ss/word@proxy:80", "user", "p@ss/word")]
    [InlineData("user@proxy:80", "user", null)]
    public void Its_credentials_are_its_own_and_are_not_shown(string text, string user, string? password)
    {
        SystemProxy system = Read(("https_proxy", text));
        RelayProxySettings proxy = Assert.Single(system.Proxies);
        Assert.Equal(("http://proxy:80", user, password), (proxy.Address, proxy.UserName, proxy.Password));
        Assert.DoesNotContain("ss", $"{system} {proxy}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("socks5://user:hunter2@proxy:1080")]
    [InlineData("https://user:hunter2@proxy:443")]
    [InlineData("http://user:hunter2@proxy:0")]
    [InlineData("http://user:hunter2%00@proxy")]
    [InlineData("http://user:hunter2@")]
    public void One_that_the_gateway_cannot_use_is_a_problem_and_not_a_direct_connection(string text)
    {
        SystemProxy proxy = Read(("https_proxy", text));
        Assert.Empty(proxy.Proxies);
        Assert.Contains("environment variable https_proxy", proxy.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", proxy.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ample.com", "ample.com", true)]
    [InlineData("ample.com", "www.ample.com", true)]
    [InlineData("ample.com", "www.example.com", false)]
    [InlineData("ample.com", "ample.com.org", false)]
    [InlineData(".Ample.com", "www.ample.com", true)]
    [InlineData("a.test, b.test c.test", "b.test", true)]
    [InlineData("a.test, b.test c.test", "c.test", true)]
    [InlineData("*", "www.example.com", true)]
    [InlineData("192.168.0.0/16", "192.168.3.4", true)]
    [InlineData("192.168.9.9/16", "192.168.3.4", true)]
    [InlineData("192.168.0.0/16", "192.169.3.4", false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "a10.1.2.3.example.com", false)]
    [InlineData("[fd00::7],fd01::/16", "fd00::7", true)]
    [InlineData("[fd00::7],fd01::/16", "fd01::8", true)]
    [InlineData("[fd00::7],fd01::/16", "fd00::8", false)]
    public void No_proxy_excepts_hosts_domains_and_networks(string exceptions, string target, bool isExcepted)
    {
        SystemProxy proxy = Read(("https_proxy", "a:1"), ("NO_PROXY", exceptions));
        Assert.Equal(isExcepted, proxy.Excepts(HostName.Parse(target)));
        Assert.Empty(proxy.Warnings);
    }

    [Theory]
    [InlineData("*.contoso.com")]
    [InlineData("10.0.0.0/33")]
    [InlineData("https://a.test")]
    public void An_exception_that_means_nothing_is_a_warning(string exceptions) =>
        Assert.Contains(
            $"no_proxy has '{exceptions}'", Assert.Single(Read(("https_proxy", "a:1"), ("no_proxy", exceptions)).Warnings), StringComparison.Ordinal);
}
