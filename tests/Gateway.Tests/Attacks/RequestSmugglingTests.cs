using System.Text;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Tests.Support;

namespace OmsGateway.Gateway.Tests.Attacks;

/// <summary>Requests that two parsers read differently, or that carry a second one along.</summary>
public class RequestSmugglingTests
{
    private const string Request = "CONNECT origin.test:PORT HTTP/1.1\r\n";

    [Theory]
    // Body framing, on which CVE-2026-31842 and CVE-2026-3945 turn: one plain length means nothing, anything else is refused.
    [InlineData(Request + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(Request + "Content-Length: 0, 5\r\n\r\nhello")]
    [InlineData(Request + "Content-Length: +5\r\n\r\nhello")]
    [InlineData(Request + "Content-Length: 5\r\nContent-Length: 0\r\n\r\nhello")]
    [InlineData(Request + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX")]
    [InlineData(Request + "transfer-ENCODING: Chunked\r\n\r\n0\r\n\r\n")]
    [InlineData(Request + "Transfer-Encoding:\tidentity, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData(Request + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [InlineData(Request + "X: y\r\n Transfer-Encoding: chunked\r\n\r\n")]
    // Line ends that some take for one and some do not.
    [InlineData("CONNECT origin.test:PORT HTTP/1.1\nHost: x\n\n")]
    [InlineData(Request + "X: y\nContent-Length: 5\r\n\r\n")]
    [InlineData(Request + "X: y\rContent-Length: 5\r\n\r\n")]
    [InlineData(Request + "X: y\0\r\n\r\n")]
    [InlineData("\r\n\r\n\r\n\r\n\r\n" + Request + "\r\n")]
    [InlineData("\n" + Request + "\r\n")]
    [InlineData("\r\n \r\n" + Request + "\r\n")]
    // Two targets in one request.
    [InlineData(Request + "Host: origin.test\r\nHost: evil.example\r\n\r\n")]
    [InlineData("CONNECT origin.test:PORT evil.example:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT http://origin.test:PORT/ HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT origin.test:PORT HTTP/1.1 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT\torigin.test:PORT\tHTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT origin.test:PORT HTTP/1.1\v\r\n\r\n")]
    // A header in the shape that CVE-2023-49606 began with.
    [InlineData(Request + "Connection\r\n\r\n")]
    public async Task An_ambiguous_request_is_refused(string request)
    {
        await using var trial = await RefusalTrial.StartAsync();
        RefusalTrial.AssertRefused(await trial.AskAsync(request), "400", "http_request_error");
        await trial.AssertNothingContactedAsync();
        Assert.Contains(trial.Gateway.Log.Events, e => e.Id == EventIds.NotConnect);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("00443")]
    [InlineData("+443")]
    [InlineData("-443")]
    [InlineData("443 ")]
    [InlineData("443;")]
    [InlineData("443/x")]
    [InlineData("443@evil.example")]
    [InlineData("0x1bb")]
    [InlineData("4.43e2")]
    [InlineData("65536")]
    [InlineData("65979")] // 443 in 16 bits (CVE-2025-63938)
    [InlineData("4294967739")] // 443 in 32 bits
    [InlineData("18446744073709552059")] // 443 in 64 bits
    [InlineData("\u00ef\u00bc\u0094\u00ef\u00bc\u0094\u00ef\u00bc\u0093")] // full-width digits
    [InlineData("")]
    public async Task A_port_that_is_no_plain_number_is_refused(string port)
    {
        await using var trial = await RefusalTrial.StartAsync(s => s with { AllowedPorts = [443] });
        RefusalTrial.AssertRefused(await trial.AskAsync($"CONNECT origin.test:{port} HTTP/1.1\r\n\r\n"), "400", "http_request_error");
        await trial.AssertNothingContactedAsync();
    }

    [Theory]
    [InlineData("CONNECT evil.example:PORT HTTP/1.1\r\n\r\n", "403")]
    [InlineData("GET / HTTP/1.1\r\nHost: origin.test\r\n\r\n", "405")]
    [InlineData(Request + "Content-Length: -1\r\n\r\n", "400")]
    public async Task A_second_request_behind_a_refused_one_is_not_read(string refused, string status)
    {
        await using var trial = await RefusalTrial.StartAsync();
        string answer = await trial.AskAsync(refused + Request + "\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer);
        Assert.Equal(1, answer.Split("HTTP/1.1 ").Length - 1);
        await trial.AssertNothingContactedAsync();
    }

    [Fact]
    public async Task An_answer_holds_nothing_of_another_client_s_request()
    {
        // CVE-2022-40468: a stale buffer was sent back.
        await using var trial = await RefusalTrial.StartAsync();
        string expected = await trial.AskAsync("x\r\n\r\n");
        for (int i = 0; i < 20; i++)
        {
            string secret = Convert.ToBase64String(Encoding.ASCII.GetBytes($"user:secret{i}"));
            await trial.AskAsync($"CONNECT evil.example:443 HTTP/1.1\r\nProxy-Authorization: Basic {secret}\r\n\r\n");
            Assert.Equal(expected, await trial.AskAsync("x\r\n\r\n"));
        }
    }

    [Fact]
    public async Task A_request_cannot_forge_a_log_line_or_an_answer()
    {
        await using var trial = await RefusalTrial.StartAsync();
        foreach (string host in new[] { "evil\u001b[2Jexample", "evil%0d%0aHTTP/1.1%20200%20OK", "evil\u0085example", "evil\u00e2\u0080\u00aeexample",
            "\"evil\\" })
        {
            string answer = await trial.AskAsync($"CONNECT {host}:443 HTTP/1.1\r\n\r\n");
            RefusalTrial.AssertRefused(answer, "400", "http_request_error");
            Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
        }

        await trial.AssertNothingContactedAsync();
        Assert.DoesNotContain(trial.Gateway.Log.Events, e => e.Message.Contains("evil", StringComparison.Ordinal));
    }
}
