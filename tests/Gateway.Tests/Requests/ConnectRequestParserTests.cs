using System.Text;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Requests;

namespace OmsGateway.Gateway.Tests.Requests;

public class ConnectRequestParserTests
{
    [Theory]
    [InlineData("host.example.com:443", "host.example.com", 443)]
    [InlineData("HOST.example.COM.:443", "host.example.com", 443)]
    [InlineData("we-jobruntimedata-prod-su1.azure-automation.net:443", "we-jobruntimedata-prod-su1.azure-automation.net", 443)]
    [InlineData("with_underscore.example.com:65535", "with_underscore.example.com", 65535)]
    [InlineData("10.80.2.200:443", "10.80.2.200", 443)]
    [InlineData("[2001:DB8::1]:443", "2001:db8::1", 443)]
    [InlineData("host.example.com:1", "host.example.com", 1)]
    [InlineData("host.example.com:9", "host.example.com", 9)]
    public void A_valid_target_is_read(string target, string host, int port)
    {
        ConnectRequestResult result = Parse($"CONNECT {target} HTTP/1.1\r\n\r\n");

        Assert.Equal(TunnelOutcome.Open, result.Outcome);
        Assert.Equal((host, port), (result.Request!.Host.Value, result.Request.Port));
    }

    [Theory]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 0\r\ncontent-length: 0\r\n\r\n", "more than one Content-Length")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 0\r\n\r\n", "more than one Content-Length")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length:\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: \r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: +0\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: -0\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 0, 0\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 3,3\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 0x10\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 1e1\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 1 0\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 0;\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: \"0\"\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 18446744073709551616\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 00000000000000000005\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: \u00b2\r\n\r\n", "not one plain number")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n", "Transfer-Encoding")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nTransfer-Encoding:\r\n\r\n", "Transfer-Encoding")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nTransfer-Encoding: identity\r\n\r\n", "Transfer-Encoding")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nTransfer-Encoding: x\r\nContent-Length: 3\r\n\r\n", "Transfer-Encoding")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n", "Transfer-Encoding")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", "more than one Host")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", "folded")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nName : value\r\n\r\n", "name: value")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nno colon\r\n\r\n", "name: value")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\n: value\r\n\r\n", "name: value")]
    [InlineData("CONNECT a.example:443 HTTP/2.0\r\n\r\n", "version")]
    [InlineData("CONNECT a.example:443 HTTP/1.1 \r\n\r\n", "version")]
    [InlineData("CONNECT a.example:443 http/1.1\r\n\r\n", "version")]
    [InlineData("CONNECT a.example:443\r\n\r\n", "request line")]
    [InlineData("CONNECT  HTTP/1.1\r\n\r\n", "request line")]
    [InlineData("GET  HTTP/1.1\r\n\r\n", "request line")]
    [InlineData("HEAD  HTTP/1.1\r\n\r\n", "request line")]
    [InlineData(" CONNECT a.example:443 HTTP/1.1\r\n\r\n", "request line")]
    [InlineData("CONNECT a.example HTTP/1.1\r\n\r\n", "no port")]
    [InlineData("CONNECT http://a.example:443/ HTTP/1.1\r\n\r\n", "port")]
    [InlineData("CONNECT user@a.example:443 HTTP/1.1\r\n\r\n", "letters")]
    [InlineData("CONNECT a.example: HTTP/1.1\r\n\r\n", "port")]
    [InlineData("CONNECT a.example:0 HTTP/1.1\r\n\r\n", "port")]
    [InlineData("CONNECT a.example:0443 HTTP/1.1\r\n\r\n", "port")]
    [InlineData("CONNECT a.example:+443 HTTP/1.1\r\n\r\n", "port")]
    [InlineData("CONNECT a.example:65536 HTTP/1.1\r\n\r\n", "port")]
    [InlineData("CONNECT a.example:4294967739 HTTP/1.1\r\n\r\n", "port")]
    [InlineData("CONNECT a.example:443a HTTP/1.1\r\n\r\n", "port")]
    [InlineData("CONNECT [a.example]:443 HTTP/1.1\r\n\r\n", "Brackets")]
    [InlineData("CONNECT [127.0.0.1]:443 HTTP/1.1\r\n\r\n", "Brackets")]
    [InlineData("CONNECT 2001:db8::1:443 HTTP/1.1\r\n\r\n", "Brackets")]
    [InlineData("CONNECT [fe80::1%25eth0]:443 HTTP/1.1\r\n\r\n", "not valid")]
    [InlineData("CONNECT [::1]:443:443 HTTP/1.1\r\n\r\n", "Brackets")]
    [InlineData("CONNECT 127.1:443 HTTP/1.1\r\n\r\n", "IP address")]
    [InlineData("CONNECT 2130706433:443 HTTP/1.1\r\n\r\n", "IP address")]
    [InlineData("CONNECT 0x7f.1:443 HTTP/1.1\r\n\r\n", "IP address")]
    [InlineData("CONNECT 0177.0.0.1:443 HTTP/1.1\r\n\r\n", "IP address")]
    [InlineData("CONNECT 169.254.169.254.:443 HTTP/1.1\r\n\r\n", "IP address")]
    [InlineData("CONNECT a..example:443 HTTP/1.1\r\n\r\n", "empty label")]
    [InlineData("CONNECT .a.example:443 HTTP/1.1\r\n\r\n", "empty label")]
    [InlineData("CONNECT a.example..:443 HTTP/1.1\r\n\r\n", "empty label")]
    [InlineData("CONNECT -a.example:443 HTTP/1.1\r\n\r\n", "hyphen")]
    [InlineData("CONNECT *.example:443 HTTP/1.1\r\n\r\n", "letters")]
    public void A_malformed_request_is_refused_and_says_why(string head, string says)
    {
        ConnectRequestResult result = Parse(head);

        Assert.Equal(TunnelOutcome.MalformedRequest, result.Outcome);
        Assert.Null(result.Request);
        Assert.Contains(says, result.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("204800")]
    [InlineData("007")]
    [InlineData("9223372036854775807")]
    public void A_single_length_means_nothing(string length) =>
        Assert.Equal(TunnelOutcome.Open, Parse($"CONNECT a.example:443 HTTP/1.1\r\nContent-Length: {length}\r\n\r\n").Outcome);

    [Theory]
    [InlineData("POST / HTTP/1.1\r\n\r\n")]
    [InlineData("GET http://a.example/ HTTP/1.1\r\n\r\n")]
    [InlineData("connect a.example:443 HTTP/1.1\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\n\r\n")]
    public void Another_method_is_not_CONNECT(string head) => Assert.Equal(TunnelOutcome.NotConnect, Parse(head).Outcome);

    [Theory]
    [InlineData("CONNECT a.example:443 HTTP/1.1\n\n", "without CR LF")]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\nA: b\n\r\n", "without CR LF")]
    [InlineData("CONNECT a.example:443\rHTTP/1.1", "CR is not followed by LF")]
    [InlineData("CONNECT a.example:443\0 HTTP/1.1", "control character")]
    [InlineData("\n", "without CR LF")]
    [InlineData("\u0016\u0003\u0001", "set the gateway as the HTTP proxy")]
    [InlineData("CONNECT a\u001b[2J:443", "control character")]
    [InlineData("CONNECT a\u001f", "control character")]
    [InlineData("CONNECT a\u007f", "control character")]
    public void A_wrong_beginning_is_rejected_before_the_head_is_complete(string received, string says) =>
        Assert.Contains(says, ConnectRequestParser.FindPrefixError(Encoding.Latin1.GetBytes(received)), StringComparison.Ordinal);

    [Fact]
    public void Every_beginning_of_a_good_request_is_accepted()
    {
        byte[] head = Encoding.Latin1.GetBytes("CONNECT a.example:443 HTTP/1.1\r\nHost:\ta.example\r\nX: caf\u00e9\r\n\r\n");
        for (int length = 0; length <= head.Length; length++) Assert.Null(ConnectRequestParser.FindPrefixError(head.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(100, TunnelOutcome.Open)]
    [InlineData(101, TunnelOutcome.MalformedRequest)]
    public void More_than_a_hundred_headers_are_malformed(int count, object outcome)
    {
        string headers = string.Concat(Enumerable.Repeat("A: b\r\n", count));
        Assert.Equal(outcome, Parse($"CONNECT a.example:443 HTTP/1.1\r\n{headers}\r\n").Outcome);
    }

    [Theory]
    [InlineData("evil\u00ff<script>")]
    [InlineData("evil\u00ff")]
    public void Nothing_is_quoted_that_the_client_sent(string host)
    {
        ConnectRequestResult result = Parse($"CONNECT {host}:443 HTTP/1.1\r\n\r\n");
        Assert.DoesNotContain("script", result.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", result.Detail, StringComparison.Ordinal);
    }

    private static ConnectRequestResult Parse(string head) => ConnectRequestParser.Parse(Encoding.Latin1.GetBytes(head));
}
