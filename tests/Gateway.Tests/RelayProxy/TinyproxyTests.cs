using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>Against a real tinyproxy, which answers in HTTP/1.0 and closes after a 407.</summary>
public sealed class TinyproxyTests
{
    [ToolFact("tinyproxy")]
    public async Task It_opens_a_tunnel()
    {
        using var echo = new EchoServer();
        using ExternalProxy tinyproxy = await ExternalProxy.StartTinyproxyAsync($"ConnectPort {echo.Port}");
        await RelayTrial.AssertEchoesAsync(await RelayTrial.ConnectAsync(tinyproxy.Port, host: "127.0.0.1", port: echo.Port));

        RelayProxyResult denied = await RelayTrial.ConnectAsync(tinyproxy.Port, host: "127.0.0.1", port: 443);
        Assert.Equal((TunnelOutcome.RelayProxyFailed, 403), (denied.Outcome, denied.Status));
        Assert.Contains("'403 Access violation'", denied.Detail, StringComparison.Ordinal);
    }

    [ToolFact("tinyproxy")]
    public async Task It_logs_on_with_Basic()
    {
        using var echo = new EchoServer();
        using ExternalProxy tinyproxy = await ExternalProxy.StartTinyproxyAsync(
            $"BasicAuth gateway s3cret\nConnectPort {echo.Port}");
        await RelayTrial.AssertEchoesAsync(
            await RelayTrial.ConnectAsync(tinyproxy.Port, "gateway", "s3cret", "127.0.0.1", echo.Port));

        RelayProxyResult wrong = await RelayTrial.ConnectAsync(tinyproxy.Port, "gateway", "wrong secret", "127.0.0.1", echo.Port);
        Assert.Equal((TunnelOutcome.RelayProxyAuthenticationFailed, 401), (wrong.Outcome, wrong.Status));
        Assert.Contains("Basic: the proxy did not accept it", wrong.Detail, StringComparison.Ordinal);
        RelayProxyResult none = await RelayTrial.ConnectAsync(tinyproxy.Port, host: "127.0.0.1", port: echo.Port);
        Assert.Equal((TunnelOutcome.RelayProxyAuthenticationFailed, 407), (none.Outcome, none.Status));
    }
}
