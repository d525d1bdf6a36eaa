using OmsGateway.Configuration;
using OmsGateway.PowerShell.Diagnostics;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

public sealed class TestHostTests : CmdletTrial
{
    private HostTest Test(TestHostCommand command, params string[] given) =>
        (HostTest)Assert.Single(Do(command, null, given).Output);

    [Fact]
    public void It_says_by_which_rule_a_host_is_allowed()
    {
        Administration.Hosts.Add("*.fabrikam.com");
        HostTest allowed = Test(new TestHostCommand { Host = ["A.fabrikam.com"] }, "PolicyOnly");
        Assert.Equal((true, "*.fabrikam.com", "allowedlist_server.txt", null), (allowed.IsAllowed, allowed.Rule, allowed.Source, allowed.IsReachable));
        HostTest refused = Test(new TestHostCommand { Host = ["fabrikam.com"] }, "PolicyOnly");
        Assert.Equal((false, null, null), (refused.IsAllowed, refused.Rule, refused.Source));
        Assert.Contains(SystemCommand.Of("Add-OMSGatewayAllowedHost fabrikam.com", "hosts add fabrikam.com"), refused.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void It_opens_a_connection()
    {
        using var server = new EchoServer();
        Assert.True(Test(new TestHostCommand { Host = ["127.0.0.1"], Port = server.Port }).IsReachable);
        HostTest closed = Test(new TestHostCommand { Host = ["127.0.0.1"], Port = LoopbackPort.Free() });
        Assert.False(closed.IsReachable);
        Assert.Contains("refused", closed.Explanation, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 Connection established\r\n\r\n", true)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n", true)]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", null)]
    [InlineData("HTTP/1.1 403 Forbidden\r\n\r\n", false)]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", false)]
    [InlineData("", false)]
    public async Task It_asks_the_relay_proxy_where_there_is_one(string answer, bool? expected)
    {
        string request = "";
        await using var proxy = new ScriptedServer(async connection =>
        {
            request = await connection.ReadHeadAsync();
            await connection.SendAsync(answer);
        });
        Administration.RelayProxy.Set($"127.0.0.1:{proxy.Port}", "user1", "s3cret");
        HostTest test = Test(new TestHostCommand { Host = ["www.test.com"] });
        Assert.Equal(expected, test.IsReachable);
        Assert.StartsWith("CONNECT www.test.com:443 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", request, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Of several relay proxies the first that answers decides, as for the gateway.</summary>
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", true)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\n\r\n", false)]
    public async Task It_asks_the_next_relay_proxy_where_one_is_gone(string answer, bool expected)
    {
        await using var proxy = new ScriptedServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(answer);
        });
        int closed = LoopbackPort.Free();
        Administration.RelayProxy.Set($"127.0.0.1:{closed}");
        Administration.Settings.Set("RelayProxyFallbacks", $"127.0.0.1:{proxy.Port} 127.0.0.1:{LoopbackPort.Free()}");
        HostTest test = Test(new TestHostCommand { Host = ["www.test.com"] });
        Assert.Equal(expected, test.IsReachable);
        Assert.Contains($"No connection to the relay proxy 127.0.0.1:{closed}", test.Explanation, StringComparison.Ordinal);
        Assert.Contains($"the relay proxy 127.0.0.1:{proxy.Port}", test.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_host_is_an_error_and_the_next_is_tested()
    {
        FakeEngine engine = Run(new TestHostCommand { Host = ["http://www.test.com/", "www.test.com"] }, null, "PolicyOnly");
        Assert.Single(engine.Errors);
        Assert.Single(engine.Output);
    }
}
