using System.Text;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>What a proxy may answer, and what it may not.</summary>
public sealed class ReplyTests
{
    private const string Success = "HTTP/1.1 200 Connection established\r\nServer: p\r\n\r\n";

    [Theory]
    [InlineData("agent.example", 443, "agent.example:443")]
    [InlineData("AGENT.example.", 8443, "agent.example:8443")]
    [InlineData("192.0.2.7", 1, "192.0.2.7:1")]
    [InlineData("2001:DB8::0:1", 65535, "[2001:db8::1]:65535")]
    public async Task It_sends_the_target_and_nothing_else(string host, int port, string authority)
    {
        string? request = null;
        await using var proxy = new ScriptedServer(async c =>
        {
            request = await c.ReadHeadAsync();
            await c.SendAsync(Success);
        });
        using var _ = (await RelayTrial.ConnectAsync(proxy.Port, RelayTrial.User, RelayTrial.Password, host, port)).Connection;
        Assert.Equal($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n", request);
    }

    [Theory]
    [InlineData(Success)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200\r\n\r\n")]
    [InlineData("HTTP/1.1 200 \r\n\r\n")]
    [InlineData("HTTP/1.1 299 Two\nServer: p\n\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: folded\r\n\t value\r\nY:\r\n\n")]
    // RFC 9110 §9.3.6: framing fields in a success mean nothing.
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n")]
    // Some proxies answer before they look at all of the request.
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")]
    public async Task It_opens_a_tunnel_and_keeps_its_first_bytes(string reply)
    {
        foreach (string early in new[] { "", "\0", "\r\n\r\nHTTP/1.1 403 Not a reply\r\n\r\n", new string('x', 9000) })
        {
            await using var whole = new ScriptedServer(RelayTrial.Answer(reply + early));
            await AssertTunnelAsync(whole.Port, early);
        }

        await using var single = new ScriptedServer(async c =>
        {
            await c.ReadHeadAsync();
            await c.DripAsync(reply + "early bytes");
            await c.HoldAsync();
        });
        await AssertTunnelAsync(single.Port, "early bytes");
    }

    [Theory]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData("\r\nHTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("\0")]
    // Peers that speak first or hold still are recognised by their first bytes, not by the deadline.
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("220 mail.example ESMTP\r\n")]
    [InlineData("\x15\x03\x01\x00\x02\x02\x32")]
    [InlineData("HTTP/2.0 200 OK\r\n\r\n")]
    [InlineData("http/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/11 200 OK\r\n\r\n")]
    [InlineData("ICY 200 OK\r\n\r\n")]
    public Task It_refuses_what_is_not_HTTP(string reply) => AssertFailedAsync(reply, "did not answer with HTTP/1.x");

    [Theory]
    [InlineData("HTTP/1.1 2000\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 +20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 099 Low\r\n\r\n")]
    [InlineData("HTTP/1.1  200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1\t200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200\tOK\r\n\r\n")]
    [InlineData("HTTP/1. 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.10 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 \r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\rA: b\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nA\0: b\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n folded onto nothing\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nA : b\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n: b\r\n\r\n")]
    public Task It_refuses_malformed_replies(string reply) => AssertFailedAsync(reply, "malformed");

    [Fact]
    public async Task It_refuses_what_has_no_end()
    {
        string value = new('x', RelayProxyLimits.HeadBytes);
        await AssertFailedAsync($"HTTP/1.1 200 OK\r\nA: {value}\r\n\r\n", "reply head of more than");
        string fields = string.Concat(Enumerable.Repeat("A: b\r\n", RelayProxyLimits.HeadFields));
        await AssertFailedAsync($"HTTP/1.1 200 OK\r\n{fields}A: b\r\n\r\n", "header fields");
        await AssertFailedAsync(c => c.RepeatAsync("HTTP/1.1 100 Continue\r\n\r\n"), "interim replies");
        await AssertFailedAsync(
            async c =>
            {
                await c.SendAsync("HTTP/1.1 200 OK\r\n");
                await c.RepeatAsync("Endless: head\r\n");
            },
            "reply head of more than");
    }

    [Fact]
    public async Task It_takes_the_largest_head_allowed()
    {
        string start = "HTTP/1.1 200 OK\r\nA: ";
        string reply = $"{start}{new string('x', RelayProxyLimits.HeadBytes - start.Length - 4)}\r\n\r\n";
        await using var proxy = new ScriptedServer(RelayTrial.Answer(reply + "early"));
        await AssertTunnelAsync(proxy.Port, "early");
    }

    [Fact]
    public async Task It_reports_a_close_at_any_point()
    {
        const string Reply = "HTTP/1.1 100 Continue\r\n\r\n" + Success;
        for (int length = 0; length < Reply.Length; length++)
        {
            string part = Reply[..length];
            await AssertFailedAsync(
                async c =>
                {
                    await c.ReadHeadAsync();
                    await c.SendAsync(part);
                },
                length == 0 ? "closed the connection without an answer" : "in the middle of its answer");
        }
    }

    [Fact]
    public async Task It_reports_a_reset()
    {
        await AssertFailedAsync(
            async c =>
            {
                await c.ReadHeadAsync();
                c.Reset();
            },
            "closed the connection without an answer");
        await using var silent = new ScriptedServer();
        RelayProxyResult result = await RelayTrial.ConnectAsync(silent.Port);
        Assert.Equal((TunnelOutcome.RelayProxyFailed, null), (result.Outcome, result.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nA")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    public async Task It_gives_up_on_a_slow_proxy_at_the_deadline(string reply)
    {
        using var deadline = new CancellationTokenSource();
        // Not before it has answered, however long a busy machine takes to get there.
        await using var proxy = new ScriptedServer(RelayTrial.Answer(reply, () => deadline.CancelAfter(TimeSpan.FromMilliseconds(200))));
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port, cancel: deadline.Token);
        Assert.Equal(TunnelOutcome.RelayProxyFailed, result.Outcome);
        Assert.Contains("in time", result.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(101, "Switching Protocols")]
    [InlineData(302, "Found")]
    [InlineData(400, "Bad Request")]
    [InlineData(401, "Unauthorized")]
    [InlineData(403, "Forbidden")]
    [InlineData(405, "Method Not Allowed")]
    [InlineData(502, "Bad Gateway")]
    [InlineData(503, "Service Unavailable")]
    [InlineData(999, "Strange")]
    public async Task It_quotes_a_refusal(int status, string reason)
    {
        await using var proxy = new ScriptedServer(RelayTrial.Answer($"HTTP/1.1 {status} {reason}\r\nContent-Length: 9\r\n\r\n"));
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port);
        Assert.Equal((TunnelOutcome.RelayProxyFailed, status), (result.Outcome, result.Status));
        Assert.Contains($"'{status} {reason}' to the request for agent.example:443", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_quotes_reasons_without_control_characters_and_bounded()
    {
        string reason = "\u001b[31mRed\u0007\u0085\t" + new string('e', 5000);
        await using var proxy = new ScriptedServer(RelayTrial.Answer($"HTTP/1.1 403 {reason}\r\n\r\n"));
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port);
        Assert.Contains("'403 [31mRedeee", result.Detail, StringComparison.Ordinal);
        Assert.Contains("ee…'", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_dialling_throws_escapes()
    {
        int closed = LoopbackPort.Free();
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => RelayTrial.ConnectAsync(closed));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RelayTrial.ConnectAsync(closed, cancel: new CancellationToken(canceled: true)));
    }

    private static async Task AssertTunnelAsync(int proxyPort, string early)
    {
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxyPort);
        Assert.True(result.Outcome == TunnelOutcome.Open, result.Detail);
        using Connection connection = result.Connection!;
        // However the segments fell: what was read too far, and then the rest of the stream.
        byte[] rest = await LoopbackConnection.ReceiveAsync(connection, early.Length - result.Leftover.Length);
        byte[] received = [.. result.Leftover.Span, .. rest];
        Assert.Equal(early, Encoding.Latin1.GetString(received));
    }

    private static Task AssertFailedAsync(string reply, string detail) => AssertFailedAsync(RelayTrial.Answer(reply), detail);

    private static async Task AssertFailedAsync(Func<ScriptedConnection, Task> script, string detail)
    {
        await using var proxy = new ScriptedServer(script);
        RelayProxyResult result = await RelayTrial.ConnectAsync(proxy.Port);
        Assert.Equal((TunnelOutcome.RelayProxyFailed, null), (result.Outcome, result.Status));
        Assert.Contains(detail, result.Detail, StringComparison.Ordinal);
    }
}
