using System.Text;
using OmsGateway.Gateway.Reporting;

namespace OmsGateway.Gateway.Requests;

/// <summary>The short HTTP answer to a refused request, with the reason for people and, in Proxy-Status, for programs.</summary>
internal static class RefusalResponse
{
    /// <summary>The answer's bytes, or null when the client is not answered at all.</summary>
    /// <param name="outcome">Why the request is refused.</param>
    /// <param name="detail">A sentence for the client; it must quote nothing that the client has not sent itself.</param>
    public static byte[]? Create(TunnelOutcome outcome, string detail)
    {
        if (Describe(outcome) is not (var status, var error)) return null;
        string body = $"OMS Gateway: {detail}\n";
        string extra = outcome switch
        {
            TunnelOutcome.NotConnect => "Allow: CONNECT\r\n",
            // Long enough for tunnels to close, short against an agent's own retry of minutes.
            TunnelOutcome.TooManyTunnels or TunnelOutcome.TooManyTunnelsOfClient => "Retry-After: 10\r\n",
            _ => "",
        };
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\n{extra}Proxy-Status: OMS-Gateway; error={error}; details=\"{Quote(detail)}\"\r\n"
            + $"Content-Type: text/plain; charset=us-ascii\r\nContent-Length: {Encoding.ASCII.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
    }

    // The error types are those of RFC 9209 §2.3.
    private static (string Status, string Error)? Describe(TunnelOutcome outcome) => outcome switch
    {
        TunnelOutcome.MalformedRequest => ("400 Bad Request", "http_request_error"),
        TunnelOutcome.NotConnect => ("405 Method Not Allowed", "http_request_error"),
        TunnelOutcome.RequestTooLarge => ("431 Request Header Fields Too Large", "http_request_error"),
        TunnelOutcome.RequestTimeout => ("408 Request Timeout", "http_request_error"),
        TunnelOutcome.ForbiddenPort or TunnelOutcome.ForbiddenHost => ("403 Forbidden", "http_request_denied"),
        TunnelOutcome.ForbiddenAddress => ("403 Forbidden", "destination_ip_prohibited"),
        TunnelOutcome.TooManyTunnels => ("503 Service Unavailable", "connection_limit_reached"),
        TunnelOutcome.TooManyTunnelsOfClient => ("429 Too Many Requests", "connection_limit_reached"),
        TunnelOutcome.NameNotResolved => ("502 Bad Gateway", "dns_error"),
        TunnelOutcome.ConnectFailed => ("502 Bad Gateway", "destination_unavailable"),
        TunnelOutcome.RelayProxyFailed or TunnelOutcome.RelayProxyAuthenticationFailed or TunnelOutcome.RelayProxyPaused => ("502 Bad Gateway", "destination_unavailable"),
        TunnelOutcome.ConnectTimeout => ("504 Gateway Timeout", "connection_timeout"),
        TunnelOutcome.Aborted => ("503 Service Unavailable", "proxy_internal_response"),
        TunnelOutcome.InternalError => ("500 Internal Server Error", "proxy_internal_error"),
        _ => null,
    };

    // sf-string of RFC 8941 §3.3.3.
    private static string Quote(string detail) => detail.Replace("\\", "\\\\").Replace("\"", "\\\"");
}
