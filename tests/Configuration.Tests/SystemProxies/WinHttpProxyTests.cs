using System.ComponentModel;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Native;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.SystemProxies;

namespace OmsGateway.Configuration.Tests.SystemProxies;

/// <summary>
/// WinHTTP's proxy settings in the forms of https://learn.microsoft.com/windows/win32/api/winhttp/ns-winhttp-winhttp_proxy_info:
/// ([scheme=][scheme"://"]server[":"port]), separated by semicolons or white space; the string &lt;local&gt; for all servers without a
/// period in their name; and * as in the example of 'netsh winhttp set proxy', "&lt;local&gt;;*.contoso.com".
/// </summary>
public sealed class WinHttpProxyTests
{
    private static SystemProxy Read(string proxies, string exceptions = "") => new WinHttpProxySource(new FakeApi(() => (proxies, exceptions))).Read();

    [Theory]
    [InlineData("proxy:8080", "http://proxy:8080")]
    [InlineData("http://proxy", "http://proxy:80")]
    [InlineData("proxy1:80; proxy2:8080", "http://proxy1:80 http://proxy2:8080")]
    [InlineData("http=plain:8080;https=secure:3128", "http://secure:3128")]
    [InlineData("http=plain:8080 https=http://secure:3128 other:1", "http://secure:3128")]
    [InlineData("http=plain:8080;other:1", "http://other:1")]
    [InlineData("http=plain:8080", "")]
    public void The_proxies_for_https_are_used_in_their_order(string text, string expected)
    {
        SystemProxy proxy = Read(text);
        Assert.Equal((expected, null), (proxy.ToString(), proxy.Problem));
    }

    [Theory]
    [InlineData("<local>", "intranet", true)]
    [InlineData("<local>", "www.contoso.com", false)]
    [InlineData("<local>", "fd00::7", false)]
    [InlineData("<local>;*.contoso.com", "www.contoso.com", true)]
    [InlineData("<local>;*.contoso.com", "contoso.com", false)]
    [InlineData("<LOCAL> *.Contoso.com", "a.b.contoso.com", true)]
    [InlineData("*.contoso.com", "www.contoso.com.evil.test", false)]
    [InlineData("10.*;192.168.1.?", "10.1.2.3", true)]
    [InlineData("10.*", "110.1.2.3", false)]
    [InlineData("www.*.test", "www.a.b.test", true)]
    [InlineData("www.*.test", "www.test", false)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b*", "xxbxxaxx", false)]
    [InlineData("www.contoso.com", "www.contoso.com", true)]
    [InlineData("[fd00::7]", "fd00::7", true)]
    public void Exceptions_are_names_with_wildcards(string exceptions, string target, bool isExcepted) =>
        Assert.Equal(isExcepted, Read("proxy", exceptions).Excepts(HostName.Parse(target)));

    [Fact]
    public void What_is_no_name_excepts_nothing_and_is_a_warning() =>
        Assert.Equal(2, Read("proxy", "https://a.test b.test:443 c.test").Warnings.Count);

    [Fact]
    public void Proxies_that_the_gateway_cannot_use_are_a_problem_and_not_a_direct_connection()
    {
        Assert.Contains("plain HTTP", Read("https=https://secure:443").Problem, StringComparison.Ordinal);
        SystemProxy some = Read("socks://a;b:8080");
        Assert.Equal(("http://b:8080", null), (some.ToString(), some.Problem));
        Assert.Single(some.Warnings);
        Assert.Contains("cannot be read", new WinHttpProxySource(new FakeApi(() => throw new Win32Exception(12004))).Read().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_direct_connection_is_no_proxy() => Assert.Empty(new WinHttpProxySource(new FakeApi(() => null)).Read().Proxies);

    private sealed class FakeApi(Func<(string, string)?> read) : IWinHttp
    {
        public (string Proxies, string Exceptions)? GetDefaultProxy() => read();
    }
}
