using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>Logging on with Basic, and which connection the second request goes over.</summary>
public sealed class BasicTests
{
    private const string Challenge = "HTTP/1.1 407 Log on\r\nProxy-Authenticate: Basic realm=\"r\"\r\n";
    private const string Success = "HTTP/1.1 200 OK\r\n\r\nearly";

    private static readonly string Authorized = RelayTrial.RequestWith($"Basic {RelayTrial.BasicToken}");

    [Theory]
    [InlineData("Content-Length: 0\r\n\r\n")]
    [InlineData("Content-Length: 5\r\n\r\n12345")]
    [InlineData("Content-Length: 5\r\nContent-Length: 5\r\n\r\n12345")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: Chunked\r\n\r\n5;a=\"b\"\r\n12345\r\n00d \r\n12\r\n\r\n0\r\n1234\r\n000\r\nTrailer: x\r\n\r\n")]
    [InlineData("Connection: Keep-Alive\r\nContent-Length: 1\r\n\r\n\n")]
    public async Task It_logs_on_over_the_same_connection(string rest)
    {
        foreach (bool drip in new[] { false, true })
        {
            await using var proxy = new ScriptedServer(async c =>
            {
                Assert.Equal(RelayTrial.FirstRequest, await c.ReadHeadAsync());
                await (drip ? c.DripAsync(Challenge + rest) : c.SendAsync(Challenge + rest));
                Assert.Equal(Authorized, await c.ReadHeadAsync());
                await c.SendAsync(Success);
                await c.HoldAsync();
            });
            await AssertOpensAsync(proxy, connections: 1);
        }
    }

    [Theory]
    [InlineData("\r\nclosed at the end")]
    [InlineData("Connection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("Connection: x, Close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("Proxy-Connection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n\r\n12345")]
    [InlineData("Content-Length: -1\r\n\r\n")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("Content-Length: 1000000\r\n\r\n")]
    [InlineData("Transfer-Encoding: gzip, chunked\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n-1\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nffffffff\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n")]
    // A reply to a request that was not sent yet must not be taken for the answer to it.
    [InlineData("Content-Length: 0\r\n\r\nHTTP/1.1 200 Smuggled\r\n\r\n")]
    public async Task It_logs_on_over_a_new_connection_when_the_old_is_unusable(string rest)
    {
        await using var proxy = new ScriptedServer(RelayTrial.Answer(Challenge + rest), AuthorizeAsync);
        await AssertOpensAsync(proxy, connections: 2);
    }

    [Fact]
    public async Task It_logs_on_over_a_new_connection_after_HTTP_1_0()
    {
        string reply = Challenge.Replace("1.1", "1.0", StringComparison.Ordinal) + "Content-Length: 0\r\n\r\n";
        await using var proxy = new ScriptedServer(RelayTrial.Answer(reply), AuthorizeAsync);
        await AssertOpensAsync(proxy, connections: 2);
    }

    [Fact]
    public async Task It_logs_on_over_a_new_connection_when_the_old_closes_unannounced()
    {
        await using var proxy = new ScriptedServer(
            async c =>
            {
                await c.ReadHeadAsync();
                await c.SendAsync(Challenge + "Content-Length: 0\r\n\r\n");
                await c.ReadHeadAsync();
            },
            AuthorizeAsync);
        await AssertOpensAsync(proxy, connections: 2);
    }

    [Theory]
    [InlineData("Content-Length: 10\r\n\r\nshort")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\n123")]
    public async Task It_does_not_wait_long_for_a_body_that_never_ends(string rest)
    {
        await using var proxy = new ScriptedServer(RelayTrial.Answer(Challenge + rest), AuthorizeAsync);
        await AssertOpensAsync(proxy, connections: 2);
    }

    [Fact]
    public async Task It_does_not_read_an_endless_body()
    {
        foreach (string line in new[] { "1\r\nx\r\n", "1;extension=without-end", "0\r\nTrailer: without end\r\n" })
        {
            await using var proxy = new ScriptedServer(
                async c =>
                {
                    await c.ReadHeadAsync();
                    await c.SendAsync(Challenge + "Transfer-Encoding: chunked\r\n\r\n");
                    await c.RepeatAsync(line);
                },
                AuthorizeAsync);
            await AssertOpensAsync(proxy, connections: 2);
        }
    }

    [Fact]
    public async Task It_does_not_read_a_large_body_though_it_ends()
    {
        string[] bodies =
        [
            $"Content-Length: 200000\r\n\r\n{new string('x', 200_000)}",
            $"Transfer-Encoding: chunked\r\n\r\n30d40\r\n{new string('x', 200_000)}\r\n0\r\n\r\n",
            $"Transfer-Encoding: chunked\r\n\r\n{string.Concat(Enumerable.Repeat("1\r\nx\r\n", 30_000))}0\r\n\r\n",
        ];
        foreach (string body in bodies)
        {
            await using var proxy = new ScriptedServer(
                async c =>
                {
                    await c.ReadHeadAsync();
                    await c.SendAsync(Challenge + body);
                    await AuthorizeAsync(c);
                },
                AuthorizeAsync);
            await AssertOpensAsync(proxy, connections: 2);
        }
    }

    [Fact]
    public async Task It_sends_credentials_once_to_a_proxy_that_closes_on_them()
    {
        Func<ScriptedConnection, Task> close = c => c.ReadHeadAsync();
        await using var proxy = new ScriptedServer(
            RelayTrial.Answer(Challenge + "Connection: close\r\n\r\n"), close, close, close);
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port, RelayTrial.User, RelayTrial.Password);
        Assert.Equal((TunnelOutcome.RelayProxyFailed, 2), (result.Outcome, proxy.Connections));
    }

    [Fact]
    public async Task It_tries_a_wrong_password_once()
    {
        int requests = 0;
        Func<ScriptedConnection, Task> refuse = async c =>
        {
            while (true)
            {
                await c.ReadHeadAsync();
                Interlocked.Increment(ref requests);
                await c.SendAsync(Challenge + "Content-Length: 0\r\n\r\n");
            }
        };
        await using var proxy = new ScriptedServer(refuse, refuse, refuse);
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port, RelayTrial.User, RelayTrial.Password);
        Assert.Equal((TunnelOutcome.RelayProxyAuthenticationFailed, 407), (result.Outcome, result.Status));
        Assert.Equal(2, requests);
    }

    [Theory]
    [InlineData(null, "no user name is configured")]
    [InlineData("", "no user name is configured")]
    [InlineData("a:b", "holds a colon")]
    [InlineData("a\r\nb", "control character")]
    public async Task It_sends_nothing_that_Basic_cannot_carry(string? user, string detail)
    {
        int requests = 0;
        await using var proxy = new ScriptedServer(async c =>
        {
            await c.ReadHeadAsync();
            requests++;
            await c.SendAsync(Challenge + "Content-Length: 0\r\n\r\n");
            await c.ReadHeadAsync();
            requests++;
        });
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port, user, "secret");
        Assert.Equal(TunnelOutcome.RelayProxyAuthenticationFailed, result.Outcome);
        Assert.Contains(detail, result.Detail, StringComparison.Ordinal);
        Assert.Equal(1, requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n")]
    public async Task It_says_when_no_scheme_is_known(string fields)
    {
        await using var proxy = new ScriptedServer(RelayTrial.Answer($"HTTP/1.1 407 Log on\r\n{fields}Content-Length: 0\r\n\r\n"));
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port, RelayTrial.User, RelayTrial.Password);
        Assert.Equal(TunnelOutcome.RelayProxyAuthenticationFailed, result.Outcome);
        Assert.Contains("neither Negotiate nor NTLM nor Basic", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_keeps_credentials_that_the_proxy_repeats_out_of_the_report()
    {
        string interrupted = RelayTrial.Password.Insert(3, "\a");
        foreach (string echo in new[] { RelayTrial.Password, RelayTrial.BasicToken, interrupted })
        {
            foreach (int status in new[] { 403, 407 })
            {
                await using var proxy = new ScriptedServer(async c =>
                {
                    await c.ReadHeadAsync();
                    await c.SendAsync(Challenge + "Content-Length: 0\r\n\r\n");
                    await c.ReadHeadAsync();
                    await c.SendAsync($"HTTP/1.1 {status} {new string(' ', 115)}You sent {echo}\r\nContent-Length: 0\r\n\r\n");
                });
                RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port, RelayTrial.User, RelayTrial.Password);
                Assert.Equal(status, result.Status);
                Assert.Contains($"answered '{status}'", result.Detail, StringComparison.Ordinal);
            }
        }
    }

    private static async Task AuthorizeAsync(ScriptedConnection connection)
    {
        Assert.Equal(Authorized, await connection.ReadHeadAsync());
        await connection.SendAsync(Success);
        await connection.HoldAsync();
    }

    private static async Task AssertOpensAsync(ScriptedServer proxy, int connections)
    {
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port, RelayTrial.User, RelayTrial.Password);
        Assert.True(result.Outcome == TunnelOutcome.Open, result.Detail);
        result.Connection!.Dispose();
        Assert.Equal("early", System.Text.Encoding.ASCII.GetString(result.Leftover.Span));
        Assert.Equal(connections, proxy.Connections);
    }
}
