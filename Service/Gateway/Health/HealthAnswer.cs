using System.Text;

namespace OmsGateway.Gateway.Health;

/// <summary>The answers of the health port.</summary>
internal static class HealthAnswer
{
    private const string PlainText = "text/plain; charset=utf-8";

    // The text format that Prometheus takes from every target (prometheus.io, "Exposition formats").
    private const string MetricsText = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The answer's bytes.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="notReady">Says why the gateway is not ready, or null.</param>
    /// <param name="metrics">Gives the metrics' text.</param>
    public static byte[] Create(HealthRequest request, Func<string?> notReady, Func<string> metrics)
    {
        if (request.Status != 200) return Create(request, request.Status, PlainText, "This port takes GET and HEAD of /healthz, /readyz and /metrics.\n");
        return request.Path switch
        {
            "/healthz" => Create(request, 200, PlainText, "ok\n"),
            "/readyz" => notReady() is { } reason ? Create(request, 503, PlainText, $"not ready: {reason}\n") : Create(request, 200, PlainText, "ready\n"),
            "/metrics" => Create(request, 200, MetricsText, metrics()),
            _ => Create(request, 404, PlainText, "There are /healthz, /readyz and /metrics.\n"),
        };
    }

    private static byte[] Create(HealthRequest request, int status, string type, string body)
    {
        string allow = status == 405 ? "Allow: GET, HEAD\r\n" : "";
        // Not to be stored: no cache may answer in the gateway's place (RFC 9111 §5.2.2.5).
        string head = $"HTTP/1.1 {status} {Reason(status)}\r\n{allow}Content-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
            + "Cache-Control: no-store\r\nConnection: close\r\n\r\n";
        return Encoding.UTF8.GetBytes(request.IsHead ? head : head + body);
    }

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        _ => "Service Unavailable",
    };
}
