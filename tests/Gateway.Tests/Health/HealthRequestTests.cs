using System.Text;
using OmsGateway.Gateway.Health;

namespace OmsGateway.Gateway.Tests.Health;

/// <summary>Heads as HAProxy 2.6 (option httpchk), Prometheus 2.42 and curl 7.88 write them, and what RFC 9112 has refused.</summary>
public class HealthRequestTests
{
    [Theory]
    [InlineData("GET /readyz HTTP/1.0\r\n\r\n", "/readyz", false)]
    [InlineData("HEAD /healthz HTTP/1.1\r\nhost: a\r\n\r\n", "/healthz", true)]
    [InlineData("GET /metrics?a=b HTTP/1.1\r\nHost: 127.0.0.1:9180\r\nUser-Agent: Prometheus/2.42.0\r\nAccept: text/plain;version=0.0.4;q=0.5,*/*;q=0.1\r\n"
        + "Accept-Encoding: gzip\r\nX-Prometheus-Scrape-Timeout-Seconds: 1\r\n\r\n", "/metrics", false)]
    [InlineData("GET / HTTP/1.1\r\nHost:\r\nContent-Length: 3\r\n\r\nabc", "/", false)]
    public void What_balancers_and_Prometheus_ask_is_understood(string head, string path, bool isHead) =>
        Assert.Equal(new HealthRequest(200, path, isHead), Parse(head));

    [Theory]
    [InlineData(405, "POST / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData(405, "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n")]
    [InlineData(400, "GET http://a/metrics HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData(400, "GET /metrics HTTP/1.1\r\n\r\n")]
    [InlineData(400, "GET /metrics HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData(400, "GET /metrics HTTP/2.0\r\nHost: a\r\n\r\n")]
    [InlineData(400, "GET /metrics\r\n\r\n")]
    [InlineData(400, "GET  /metrics HTTP/1.0\r\n\r\n")]
    [InlineData(400, "GET  HTTP/1.0\r\n\r\n")]
    [InlineData(400, "GET /me trics HTTP/1.0\r\n\r\n")]
    [InlineData(400, "GET /m\u00e9trics HTTP/1.0\r\n\r\n")]
    [InlineData(400, "GET /metrics HTTP/1.0\r\nHost : a\r\n\r\n")]
    [InlineData(400, "GET /metrics HTTP/1.0\r\nA: b\r\n folded\r\n\r\n")]
    [InlineData(400, "GET /metrics HTTP/1.0\r\nA: b\nHost: c\r\n\r\n")]
    [InlineData(400, "\r\nGET / HTTP/1.0\r\n\r\n")]
    [InlineData(400, "\u0016\u0003\u0001")]
    public void What_else_comes_is_refused(int status, string head) => Assert.Equal(new HealthRequest(status, "", false), Parse(head));

    [Fact]
    public void An_unfinished_head_is_waited_for_up_to_4_KB()
    {
        string begun = "GET / HTTP/1.0\r\nA: ".PadRight(HealthRequest.MaximumHeadBytes - 1, 'a');
        Assert.Null(Parse(begun));
        Assert.Equal(431, Parse(begun + "a")!.Value.Status);
        Assert.Null(Parse(""));
    }

    private static HealthRequest? Parse(string head) => HealthRequest.TryParse(Encoding.Latin1.GetBytes(head), out HealthRequest request) ? request : null;
}
