using System.Net;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy;
using OmsGateway.Gateway.RelayProxy.Authentication;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>Handshakes of several rounds, which scheme is tried, and what happens when one fails.</summary>
public sealed class HandshakeTests
{
    private const string Success = "HTTP/1.1 200 OK\r\n";
    private const string AllSchemes = "Basic realm=\"a, NTLM\", ntlm\r\nProxy-Authenticate: NEGOTIATE";

    private const RelayProxySchemes Everything = RelayProxySchemes.Negotiate | RelayProxySchemes.Ntlm | RelayProxySchemes.Basic;

    private static readonly string Basic = $"Basic {RelayTrial.BasicToken}";
    private static readonly AuthenticatorStep Unsupported = AuthenticatorStep.Fail("not on this machine");

    private static readonly (string?, AuthenticatorStep)[] Ntlm =
        [(null, AuthenticatorStep.Send("type1")), ("type2==", AuthenticatorStep.Send("type3"))];

    private static readonly (string?, AuthenticatorStep)[] Kerberos =
        [(null, AuthenticatorStep.Send("ap-req")), ("ap-rep=", AuthenticatorStep.Complete)];

    [Fact]
    public async Task NTLM_takes_three_requests_over_one_connection()
    {
        await using var proxy = new ScriptedServer(
            Rounds((null, "Basic realm=x, NTLM"), ("NTLM type1", "NTLM type2=="), ("NTLM type3", "")));
        await AssertOpensAsync(proxy, Fakes().With(RelayProxySchemes.Ntlm, Ntlm), connections: 1);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("Proxy-Authenticate: Negotiate ap-rep=\r\n\r\n")]
    [InlineData("Proxy-Authentication-Info: negotiate ap-rep=\r\n\r\n")]
    public async Task Negotiate_is_preferred_and_its_last_token_is_checked(string rest)
    {
        await using var proxy = new ScriptedServer(Rounds(Success + rest, (null, AllSchemes), ("Negotiate ap-req", "")));
        await AssertOpensAsync(proxy, Fakes().With(RelayProxySchemes.Negotiate, Kerberos), connections: 1);
    }

    [Fact]
    public async Task A_proxy_that_cannot_prove_itself_is_refused()
    {
        FakeAuthenticators fakes = Fakes().With(
            RelayProxySchemes.Negotiate, (null, AuthenticatorStep.Send("ap-req")), ("forged", Unsupported));
        await using var proxy = new ScriptedServer(
            Rounds(Success + "Proxy-Authenticate: Negotiate forged\r\n\r\n", (null, "Negotiate"), ("Negotiate ap-req", "")));
        await AssertRejectedAsync(proxy, fakes, 200, "Negotiate: the proxy could not prove its own identity");
    }

    [Fact]
    public async Task It_falls_back_until_a_scheme_works_here()
    {
        FakeAuthenticators fakes = Fakes()
            .With(RelayProxySchemes.Negotiate, (null, Unsupported))
            .With(RelayProxySchemes.Ntlm, (null, Unsupported));
        await using var proxy = new ScriptedServer(Rounds((null, AllSchemes), (Basic, "")));
        await AssertOpensAsync(proxy, fakes, connections: 1, Everything);
    }

    [Fact]
    public async Task Basic_is_not_used_where_Negotiate_or_NTLM_was_offered()
    {
        FakeAuthenticators fakes = Fakes()
            .With(RelayProxySchemes.Negotiate, (null, Unsupported))
            .With(RelayProxySchemes.Ntlm, (null, Unsupported));
        await using var proxy = new ScriptedServer(Rounds((null, AllSchemes)));
        await AssertRejectedAsync(proxy, fakes, 407, "Basic: it would show the password");
    }

    [Fact]
    public async Task Only_the_schemes_of_the_settings_are_used()
    {
        FakeAuthenticators fakes = Fakes().With(RelayProxySchemes.Ntlm, Ntlm);
        await using var proxy = new ScriptedServer(
            Rounds((null, AllSchemes), ("NTLM type1", "NTLM type2=="), ("NTLM type3", "")));
        await AssertOpensAsync(proxy, fakes, connections: 1, RelayProxySchemes.Ntlm | RelayProxySchemes.Basic);
    }

    [Theory]
    [InlineData("Negotiate, Basic realm=x")]
    [InlineData("Basic realm=x")]
    public async Task Basic_alone_is_used_whatever_else_is_offered_where_the_settings_say_so(string offered)
    {
        await using var proxy = new ScriptedServer(Rounds((null, offered), (Basic, "")));
        await AssertOpensAsync(proxy, Fakes(), connections: 1, RelayProxySchemes.Basic);
    }

    // As curl and SocketsHttpHandler: a refusal of one scheme is a refusal of the user.
    [Fact]
    public async Task Nothing_else_is_tried_once_the_proxy_has_refused()
    {
        FakeAuthenticators fakes = Fakes().With(RelayProxySchemes.Negotiate, Kerberos);
        await using var proxy = new ScriptedServer(Rounds((null, AllSchemes), ("Negotiate ap-req", AllSchemes)));
        await AssertRejectedAsync(proxy, fakes, 407, "(Negotiate: the proxy did not accept it)", Everything);
        Assert.Equal(1, proxy.Connections);
    }

    [Fact]
    public async Task Nothing_else_is_tried_once_the_domain_has_refused()
    {
        FakeAuthenticators fakes = Fakes().With(RelayProxySchemes.Negotiate, (null, AuthenticatorStep.Refuse("the domain did not accept it")));
        await using var proxy = new ScriptedServer(Rounds((null, AllSchemes)));
        await AssertRejectedAsync(proxy, fakes, 407, "(Negotiate: the domain did not accept it)", Everything);
    }

    // A proxy may refuse by a token of SPNEGO instead of none; the password was in what it refuses all the same.
    [Fact]
    public async Task A_refusal_by_a_token_is_one()
    {
        FakeAuthenticators fakes = Fakes().With(
            RelayProxySchemes.Negotiate,
            (null, AuthenticatorStep.Send("init")), ("challenge", AuthenticatorStep.Send("proof")), ("reject", Unsupported));
        await using var proxy = new ScriptedServer(Rounds(
            (null, AllSchemes), ("Negotiate init", "Negotiate challenge"), ("Negotiate proof", "Negotiate reject, NTLM")));
        await AssertRejectedAsync(proxy, fakes, 407, "nothing is tried with these credentials for 15 minutes", Everything);
    }

    [Fact]
    public async Task The_service_s_own_account_signs_in_without_a_user_name()
    {
        FakeAuthenticators fakes = Fakes().With(RelayProxySchemes.Negotiate, Kerberos);
        await using var proxy = new ScriptedServer(
            Rounds(Success + "Proxy-Authenticate: Negotiate ap-rep=\r\n\r\n", (null, "Negotiate"), ("Negotiate ap-req", "")));
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port, authenticators: fakes);
        Assert.True(result.Outcome == TunnelOutcome.Open, result.Detail);
        result.Connection!.Dispose();
    }

    [Fact]
    public void Without_a_user_name_the_operating_system_takes_the_account_of_the_process()
    {
        using var own = new NegotiateAuthenticator("Negotiate", new RelayProxySettings { Host = "proxy" }, "proxy01.contoso.com");
        Assert.Same(CredentialCache.DefaultNetworkCredentials, own.Options().Credential);
        Assert.Equal("HTTP/proxy01.contoso.com", own.Options().TargetName);

        var user = new RelayProxySettings { Host = "proxy", UserName = RelayTrial.User, Password = RelayTrial.Password };
        using var named = new NegotiateAuthenticator("NTLM", user, "proxy01.contoso.com");
        Assert.Equal(("CONTOSO", "gateway"), (named.Options().Credential.Domain, named.Options().Credential.UserName));
    }

    [Fact]
    public async Task It_falls_back_when_a_handshake_breaks_in_the_middle()
    {
        FakeAuthenticators fakes = Fakes().With(
            RelayProxySchemes.Ntlm, (null, AuthenticatorStep.Send("type1")), ("broken", Unsupported));
        await using var proxy = new ScriptedServer(
            Rounds((null, "NTLM"), ("NTLM type1", "NTLM broken, Basic")), Rounds((Basic, "")));
        await AssertOpensAsync(proxy, fakes, connections: 2, Everything);
    }

    [Fact]
    public async Task It_reports_every_scheme_that_failed()
    {
        FakeAuthenticators fakes = Fakes()
            .With(RelayProxySchemes.Negotiate, (null, Unsupported))
            .With(RelayProxySchemes.Ntlm, Ntlm);
        await using var proxy = new ScriptedServer(
            Rounds((null, AllSchemes), ("NTLM type1", "NTLM type2=="), ("NTLM type3", AllSchemes)));
        await AssertRejectedAsync(
            proxy, fakes, 407, "(Negotiate: not on this machine; NTLM: the proxy did not accept it)", Everything);
    }

    [Fact]
    public async Task It_starts_a_handshake_over_a_new_connection_but_does_not_continue_it()
    {
        const string Close = "\r\nConnection: close";
        await using var proxy = new ScriptedServer(
            Rounds((null, "NTLM" + Close)), Rounds(("NTLM type1", "NTLM type2==" + Close)));
        await AssertRejectedAsync(
            proxy, Fakes().With(RelayProxySchemes.Ntlm, Ntlm), 407, "closed the connection in the middle of the handshake");
        Assert.Equal(2, proxy.Connections);
    }

    [Fact]
    public async Task It_does_not_repeat_a_handshake_that_the_proxy_cuts_off()
    {
        await using var proxy = new ScriptedServer(async c =>
        {
            await Rounds((null, "NTLM"), ("NTLM type1", "NTLM type2=="))(c);
            await c.ReadHeadAsync();
        });
        FakeAuthenticators fakes = Fakes().With(RelayProxySchemes.Ntlm, Ntlm);
        RelayProxyResult result = await ConnectAsync(proxy, fakes);
        Assert.Equal((TunnelOutcome.RelayProxyFailed, 1, 0), (result.Outcome, proxy.Connections, fakes.Alive));
    }

    [Fact]
    public async Task It_ends_a_handshake_that_goes_on_forever()
    {
        int requests = 0;
        FakeAuthenticators fakes = Fakes().With(
            RelayProxySchemes.Negotiate, (null, AuthenticatorStep.Send("a")), ("more", AuthenticatorStep.Send("a")));
        await using var proxy = new ScriptedServer(async c =>
        {
            while (true)
            {
                await c.ReadHeadAsync();
                requests++;
                await c.SendAsync(Challenge(requests == 1 ? "Negotiate" : "Negotiate more"));
            }
        });
        await AssertRejectedAsync(proxy, fakes, 407, "own log. So as not to lock the account, nothing is tried with these credentials for 15 minutes");
        Assert.Equal(RelayProxyLimits.Rounds, requests);
    }

    [Theory]
    [InlineData("Negotiate")]
    [InlineData("NTLM")]
    [InlineData("NoSuchPackage")]
    public async Task The_operating_system_s_authentication_fails_without_throwing(string package)
    {
        var settings = new RelayProxySettings { Host = "proxy.invalid", UserName = RelayTrial.User, Password = RelayTrial.Password };
        foreach (string garbage in new[] { "not base64!", "AAAA", "TlRMTVNTUAACAAAA" })
        {
            using var authenticator = new NegotiateAuthenticator(package, settings, settings.Host);
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

    private static Task<RelayProxyResult> ConnectAsync(ScriptedServer proxy, FakeAuthenticators fakes, RelayProxySchemes schemes = default) =>
        RelayTrial.ConnectAsync(proxy.Port, RelayTrial.User, RelayTrial.Password, authenticators: fakes, schemes: schemes);

    private static async Task AssertOpensAsync(
        ScriptedServer proxy, FakeAuthenticators fakes, int connections, RelayProxySchemes schemes = default)
    {
        RelayProxyResult result = await ConnectAsync(proxy, fakes, schemes);
        Assert.True(result.Outcome == TunnelOutcome.Open, result.Detail);
        result.Connection!.Dispose();
        Assert.Equal((connections, 0), (proxy.Connections, fakes.Alive));
    }

    private static async Task AssertRejectedAsync(
        ScriptedServer proxy, FakeAuthenticators fakes, int status, string detail, RelayProxySchemes schemes = default)
    {
        RelayProxyResult result = await ConnectAsync(proxy, fakes, schemes);
        Assert.Contains(detail, result.Detail, StringComparison.Ordinal);
        Assert.Equal((TunnelOutcome.RelayProxyAuthenticationFailed, status), (result.Outcome, result.Status));
        Assert.Equal(0, fakes.Alive);
    }
}
