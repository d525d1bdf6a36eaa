using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>Against a real squid.</summary>
public sealed class SquidTests
{
    [ToolFact("squid")]
    public async Task It_opens_a_tunnel()
    {
        using var echo = new EchoServer();
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(_ => Allow(echo.Port));
        await RelayTrial.AssertEchoesAsync(await RelayTrial.ConnectAsync(squid.Port, host: "127.0.0.1", port: echo.Port));
    }

    [ToolFact("squid")]
    public async Task It_tells_a_denial_from_a_target_out_of_reach()
    {
        int closed = LoopbackPort.Free();
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(_ => Allow(closed));

        RelayProxyResult denied = await RelayTrial.ConnectAsync(squid.Port, host: "127.0.0.1", port: 443);
        Assert.Equal((TunnelOutcome.RelayProxyFailed, 403), (denied.Outcome, denied.Status));
        Assert.Contains("'403 Forbidden'", denied.Detail, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:443", denied.Detail, StringComparison.Ordinal);

        RelayProxyResult unreachable = await RelayTrial.ConnectAsync(squid.Port, host: "127.0.0.1", port: closed);
        Assert.Equal((TunnelOutcome.RelayProxyFailed, 503), (unreachable.Outcome, unreachable.Status));
        Assert.Contains("'503 Service Unavailable'", unreachable.Detail, StringComparison.Ordinal);
    }

    [ToolFact("squid")]
    public async Task It_logs_on_with_Basic()
    {
        using var echo = new EchoServer();
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(directory => WithBasic(directory, echo.Port));
        await RelayTrial.AssertEchoesAsync(
            await RelayTrial.ConnectAsync(squid.Port, "gateway", RelayTrial.Password, "127.0.0.1", echo.Port));

        RelayProxyResult wrong = await RelayTrial.ConnectAsync(squid.Port, "gateway", "wrong secret", "127.0.0.1", echo.Port);
        Assert.Equal((TunnelOutcome.RelayProxyAuthenticationFailed, 407), (wrong.Outcome, wrong.Status));
        Assert.Contains("Basic: the proxy did not accept it", wrong.Detail, StringComparison.Ordinal);

        RelayProxyResult none = await RelayTrial.ConnectAsync(squid.Port, host: "127.0.0.1", port: echo.Port);
        Assert.Equal((TunnelOutcome.RelayProxyAuthenticationFailed, 407), (none.Outcome, none.Status));
        Assert.Contains("no user name is configured", none.Detail, StringComparison.Ordinal);

        RelayProxyResult denied = await RelayTrial.ConnectAsync(squid.Port, "gateway", RelayTrial.Password, "127.0.0.1", 443);
        Assert.Equal((TunnelOutcome.RelayProxyFailed, 403), (denied.Outcome, denied.Status));
    }

    [ToolFact("squid")]
    public async Task It_shakes_hands_with_NTLM()
    {
        using var echo = new EchoServer();
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(directory =>
        {
            // Squid's helper protocol: YR asks for a challenge, KK brings the answer, which must be a type 3 message.
            File.WriteAllText($"{directory}/helper", $"""
                while read -r request; do
                  case "$request" in
                    YR*) echo "TT {NtlmChallenge.Create()}" ;;
                    "KK TlRMTVNTUAADAAAA"*) echo "AF gateway" ;;
                    *) echo "NA refused" ;;
                  esac
                done
                """);
            return WithNtlm($"/bin/sh {directory}/helper", echo.Port);
        });
        await RelayTrial.AssertEchoesAsync(
            await RelayTrial.ConnectAsync(squid.Port, RelayTrial.User, RelayTrial.Password, "127.0.0.1", echo.Port));
    }

    [ToolFact("squid")]
    public async Task It_survives_a_challenge_that_NTLM_throws_at()
    {
        // The helper leaves the target information out, which .NET's NTLM takes for an index out of range.
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(_ => WithNtlm("/usr/lib/squid/ntlm_fake_auth", 443));
        RelayProxyResult result = await RelayTrial.ConnectAsync(squid.Port, RelayTrial.User, RelayTrial.Password, "127.0.0.1");
        Assert.Equal(TunnelOutcome.RelayProxyAuthenticationFailed, result.Outcome);
        Assert.Contains("NTLM: it failed on this computer", result.Detail, StringComparison.Ordinal);
    }

    [ToolFact("squid")]
    public async Task It_sends_Basic_where_Negotiate_is_offered_only_if_the_settings_say_so()
    {
        using var echo = new EchoServer();
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(directory => $"""
            auth_param negotiate program /usr/lib/squid/negotiate_kerberos_auth -k {directory}/none.keytab -s GSS_C_NO_NAME
            auth_param negotiate children 1
            {WithBasic(directory, echo.Port)}
            """);
        RelayProxyResult refused = await RelayTrial.ConnectAsync(squid.Port, "gateway", RelayTrial.Password, "127.0.0.1", echo.Port);
        Assert.Equal(TunnelOutcome.RelayProxyAuthenticationFailed, refused.Outcome);

        await RelayTrial.AssertEchoesAsync(await RelayTrial.ConnectAsync(
            squid.Port, "gateway", RelayTrial.Password, "127.0.0.1", echo.Port, schemes: RelayProxySchemes.Basic));
    }

    private static string Allow(int port) => $"acl echo port {port}\nhttp_access allow echo";

    private static string WithNtlm(string helper, int port) => $"""
        auth_param ntlm program {helper}
        auth_param ntlm children 1
        acl user proxy_auth REQUIRED
        acl echo port {port}
        http_access allow echo user
        """;

    private static string WithBasic(string directory, int port)
    {
        ExternalProxy.WritePasswordFile($"{directory}/users", "gateway", RelayTrial.Password);
        return $"""
            auth_param basic program /usr/lib/squid/basic_ncsa_auth {directory}/users
            auth_param basic children 1
            auth_param basic utf8 on
            acl user proxy_auth REQUIRED
            acl echo port {port}
            http_access deny !echo
            http_access allow user
            """;
    }
}
