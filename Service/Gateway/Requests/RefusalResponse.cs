using System.Text;
using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Gateway.Requests;

/// <summary>The short HTTP answer to a refused request: its reason phrase and body for people and, in Proxy-Status, for programs.</summary>
internal static class RefusalResponse
{
    /// <summary>The answer's bytes, or null when the client is not answered at all.</summary>
    /// <param name="outcome">Why the request is refused.</param>
    /// <param name="detail">A sentence for the client; it must quote nothing that the client has not sent itself.</param>
    /// <param name="isHead">Whether a HEAD request is answered: with the same head and no body (RFC 9110 §9.3.2).</param>
    public static byte[]? Create(TunnelOutcome outcome, string detail, bool isHead = false)
    {
        if (OutcomeTable.Of(outcome).Answer is not { } answer) return null;
        string shown = answer.Detail ?? detail;
        string body = $"OMS Gateway: {shown}\n";
        string extra = answer.Status switch
        {
            // Required by RFC 9110 §15.5.6.
            405 => "Allow: CONNECT\r\n",
            // Long enough for tunnels to close, short against an agent's own retry of minutes.
            429 or 503 => "Retry-After: 10\r\n",
            _ => "",
        };
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {answer.Status} {answer.Reason}\r\n{extra}Proxy-Status: OMS-Gateway; error={answer.Error}; details=\"{Quote(shown)}\"\r\n"
            + $"Content-Type: text/plain; charset=us-ascii\r\nContent-Length: {Encoding.ASCII.GetByteCount(body)}\r\nConnection: close\r\n\r\n"
            + $"{(isHead ? "" : body)}");
    }

    // sf-string of RFC 8941 §3.3.3.
    private static string Quote(string detail) => detail.Replace("\\", "\\\\").Replace("\"", "\\\"");
}
