using OmsGateway.Configuration;
using OmsGateway.PowerShell.Diagnostics;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

public sealed class TestHostTests : CmdletTrial
{
    private HostTest Test(TestHostCommand command, params string[] given) =>
        (HostTest)Assert.Single(Do(command, null, given).Output);

    [Fact]
    public void SaysByWhichRuleAHostIsAllowed()
    {
        Administration.Hosts.Add("*.fabrikam.com");
        HostTest allowed = Test(new TestHostCommand { Host = ["A.fabrikam.com"] }, "PolicyOnly");
        Assert.Equal((true, "*.fabrikam.com", "allowedlist_server.txt", null), (allowed.IsAllowed, allowed.Rule, allowed.Source, allowed.IsReachable));
        HostTest refused = Test(new TestHostCommand { Host = ["fabrikam.com"] }, "PolicyOnly");
        Assert.Equal((false, null, null), (refused.IsAllowed, refused.Rule, refused.Source));
        Assert.Contains(SystemCommand.Of("Add-OMSGatewayAllowedHost fabrikam.com", "hosts add fabrikam.com"), refused.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void OpensAConnection()
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
    public async Task AsksTheRelayProxyWhereThereIsOne(string answer, bool? expected)
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
    public async Task AsksTheNextRelayProxyWhereOneIsGone(string answer, bool expected)
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
    public void WhatIsNoHostIsAnError_AndTheNextIsTested()
    {
        FakeEngine engine = Run(new TestHostCommand { Host = ["http://www.test.com/", "www.test.com"] }, null, "PolicyOnly");
        Assert.Single(engine.Errors);
        Assert.Single(engine.Output);
    }
}
