using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.RelayProxy;
using OmsGateway.Gateway.RelayProxy.Authentication;
using OmsGateway.Gateway.Reporting;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>Handshakes of several rounds, which scheme is tried, and what happens when one fails.</summary>
public sealed class HandshakeTests
{
    private const string Success = "HTTP/1.1 200 OK\r\n";
    private const string AllSchemes = "Basic realm=\"a, NTLM\", ntlm\r\nProxy-Authenticate: NEGOTIATE";

    private static readonly string Basic = $"Basic {RelayTrial.BasicToken}";
    private static readonly AuthenticatorStep Unsupported = AuthenticatorStep.Fail("not on this machine");

    private static readonly (string?, AuthenticatorStep)[] Ntlm =
        [(null, AuthenticatorStep.Send("type1")), ("type2==", AuthenticatorStep.Send("type3"))];

    private static readonly (string?, AuthenticatorStep)[] Kerberos =
        [(null, AuthenticatorStep.Send("ap-req")), ("ap-rep=", AuthenticatorStep.Complete)];

    [Fact]
    public async Task NtlmTakesThreeRequestsOverOneConnection()
    {
        await using var proxy = new ScriptedServer(Rounds((null, "Basic realm=x, NTLM"), ("NTLM type1", "NTLM type2=="), ("NTLM type3", "")));
        await AssertOpensAsync(proxy, Fakes().With(AuthenticationScheme.Ntlm, Ntlm), connections: 1);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("Proxy-Authenticate: Negotiate ap-rep=\r\n\r\n")]
    [InlineData("Proxy-Authentication-Info: negotiate ap-rep=\r\n\r\n")]
    public async Task NegotiateIsPreferredAndItsLastTokenIsChecked(string rest)
    {
        await using var proxy = new ScriptedServer(Rounds(Success + rest, (null, AllSchemes), ("Negotiate ap-req", "")));
        await AssertOpensAsync(proxy, Fakes().With(AuthenticationScheme.Negotiate, Kerberos), connections: 1);
    }

    [Fact]
    public async Task AProxyThatCannotProveItselfIsRefused()
    {
        FakeAuthenticators fakes = Fakes().With(
            AuthenticationScheme.Negotiate, (null, AuthenticatorStep.Send("ap-req")), ("forged", Unsupported));
        await using var proxy = new ScriptedServer(
            Rounds(Success + "Proxy-Authenticate: Negotiate forged\r\n\r\n", (null, "Negotiate"), ("Negotiate ap-req", "")));
        await AssertRejectedAsync(proxy, fakes, 200, "Negotiate: the proxy could not prove its own identity");
    }

    [Fact]
    public async Task FallsBackUntilASchemeWorksHere()
    {
        FakeAuthenticators fakes = Fakes().With(AuthenticationScheme.Negotiate, (null, Unsupported)).With(AuthenticationScheme.Ntlm, (null, Unsupported));
        await using var proxy = new ScriptedServer(Rounds((null, AllSchemes), (Basic, "")));
        await AssertOpensAsync(proxy, fakes, connections: 1);
    }

    [Fact]
    public async Task FallsBackOverANewConnectionWhenTheProxyRejectsAScheme()
    {
        FakeAuthenticators fakes = Fakes().With(AuthenticationScheme.Negotiate, Kerberos).With(AuthenticationScheme.Ntlm, Ntlm);
        await using var proxy = new ScriptedServer(
            Rounds((null, AllSchemes), ("Negotiate ap-req", AllSchemes)),
            Rounds(("NTLM type1", "NTLM type2=="), ("NTLM type3", AllSchemes)),
            Rounds((Basic, "")));
        await AssertOpensAsync(proxy, fakes, connections: 3);
    }

    [Fact]
    public async Task FallsBackWhenAHandshakeBreaksInTheMiddle()
    {
        FakeAuthenticators fakes = Fakes().With(
            AuthenticationScheme.Ntlm, (null, AuthenticatorStep.Send("type1")), ("broken", Unsupported));
        await using var proxy = new ScriptedServer(
            Rounds((null, "NTLM"), ("NTLM type1", "NTLM broken, Basic")), Rounds((Basic, "")));
        await AssertOpensAsync(proxy, fakes, connections: 2);
    }

    [Fact]
    public async Task ReportsEverySchemeThatFailed()
    {
        FakeAuthenticators fakes = Fakes().With(AuthenticationScheme.Negotiate, (null, Unsupported)).With(AuthenticationScheme.Ntlm, Ntlm);
        await using var proxy = new ScriptedServer(
            Rounds((null, AllSchemes), ("NTLM type1", "NTLM type2=="), ("NTLM type3", AllSchemes)), Rounds((Basic, AllSchemes)));
        await AssertRejectedAsync(
            proxy,
            fakes,
            407,
            "(Negotiate: not on this machine; NTLM: the proxy did not accept it; Basic: the proxy did not accept it)");
    }

    [Fact]
    public async Task StartsAHandshakeOverANewConnectionButDoesNotContinueIt()
    {
        const string Close = "\r\nConnection: close";
        await using var proxy = new ScriptedServer(
            Rounds((null, "NTLM" + Close)), Rounds(("NTLM type1", "NTLM type2==" + Close)));
        await AssertRejectedAsync(
            proxy, Fakes().With(AuthenticationScheme.Ntlm, Ntlm), 407, "closed the connection in the middle of the handshake");
        Assert.Equal(2, proxy.Connections);
    }

    [Fact]
    public async Task DoesNotRepeatAHandshakeThatTheProxyCutsOff()
    {
        await using var proxy = new ScriptedServer(async c =>
        {
            await Rounds((null, "NTLM"), ("NTLM type1", "NTLM type2=="))(c);
            await c.ReadHeadAsync();
        });
        FakeAuthenticators fakes = Fakes().With(AuthenticationScheme.Ntlm, Ntlm);
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port, RelayTrial.User, RelayTrial.Password, authenticators: fakes);
        Assert.Equal((TunnelOutcome.RelayProxyFailed, 1, 0), (result.Outcome, proxy.Connections, fakes.Alive));
    }

    [Fact]
    public async Task EndsAHandshakeThatGoesOnForever()
    {
        int requests = 0;
        FakeAuthenticators fakes = Fakes().With(
            AuthenticationScheme.Negotiate, (null, AuthenticatorStep.Send("a")), ("more", AuthenticatorStep.Send("a")));
        await using var proxy = new ScriptedServer(async c =>
        {
            while (true)
            {
                await c.ReadHeadAsync();
                requests++;
                await c.SendAsync(Challenge(requests == 1 ? "Negotiate" : "Negotiate more"));
            }
        });
        await AssertRejectedAsync(proxy, fakes, 407, "did not finish authentication");
        Assert.Equal(RelayProxyLimits.Rounds, requests);
    }

    [Theory]
    [InlineData("Negotiate")]
    [InlineData("NTLM")]
    [InlineData("NoSuchPackage")]
    public async Task TheOperatingSystemsAuthenticationFailsWithoutThrowing(string package)
    {
        var settings = new RelayProxySettings { Host = "proxy.invalid", UserName = RelayTrial.User, Password = RelayTrial.Password };
        foreach (string garbage in new[] { "not base64!", "AAAA", "TlRMTVNTUAACAAAA" })
        {
            using var authenticator = new NegotiateAuthenticator(package, settings);
            AuthenticatorStep step = await authenticator.NextAsync(null, CancellationToken.None);
            Assert.Equal(package == "NoSuchPackage", step.Failure is not null);
            step = await authenticator.NextAsync(garbage, CancellationToken.None);
            Assert.NotNull(step.Failure);
            Assert.DoesNotContain(RelayTrial.Password, $"{step} {step.Failure} {authenticator}", StringComparison.Ordinal);
        }
    }

    private static FakeAuthenticators Fakes() => new();

    private static string Challenge(string schemes) =>
        $"HTTP/1.1 407 Log on\r\nContent-Length: 4\r\nProxy-Authenticate: {schemes}\r\n\r\nbody";

    private static Func<ScriptedConnection, Task> Rounds(params (string? Credentials, string Challenges)[] rounds) =>
        Rounds(Success + "\r\n", rounds);

    /// <summary>One connection: the credentials each request must have, and the challenges sent back; none is a success.</summary>
    private static Func<ScriptedConnection, Task> Rounds(string success, params (string? Credentials, string Challenges)[] rounds) =>
        async c =>
        {
            foreach ((string? credentials, string challenges) in rounds)
            {
                string expected = credentials is null ? RelayTrial.FirstRequest : RelayTrial.RequestWith(credentials);
                Assert.Equal(expected, await c.ReadHeadAsync());
                await c.SendAsync(challenges.Length == 0 ? success : Challenge(challenges));
            }
        };

    private static async Task AssertOpensAsync(ScriptedServer proxy, FakeAuthenticators fakes, int connections)
    {
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port, RelayTrial.User, RelayTrial.Password, authenticators: fakes);
        Assert.True(result.Outcome == TunnelOutcome.Open, result.Detail);
        result.Socket!.Dispose();
        Assert.Equal((connections, 0), (proxy.Connections, fakes.Alive));
    }

    private static async Task AssertRejectedAsync(ScriptedServer proxy, FakeAuthenticators fakes, int status, string detail)
    {
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port, RelayTrial.User, RelayTrial.Password, authenticators: fakes);
        Assert.Contains(detail, result.Detail, StringComparison.Ordinal);
        Assert.Equal((TunnelOutcome.RelayProxyAuthenticationFailed, status), (result.Outcome, result.Status));
        Assert.Equal(0, fakes.Alive);
    }
}
