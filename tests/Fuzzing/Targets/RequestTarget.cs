using System.Net;
using System.Text;
using OmsGateway.Fuzzing.Engine;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Requests;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>The head of a client's request.</summary>
internal sealed class RequestTarget : FuzzTarget
{
    public override string Name => "request";

    public override int MaximumLength => ConnectRequestReader.MaximumHeadBytes;

    public override int ShortRun => 5000;

    public override IReadOnlyList<byte[]> Seeds { get; } = Text.Latin1(
        "CONNECT a.ods.opinsights.azure.com:443 HTTP/1.1\r\nHost: a.ods.opinsights.azure.com:443\r\nProxy-Connection: Keep-Alive\r\n\r\nearly",
        "CONNECT 10.80.2.200:443 HTTP/1.0\r\n\r\n",
        "CONNECT [2001:db8::ffff:10.0.0.1]:8443 HTTP/1.1\r\nUser-Agent: x\r\nProxy-Authorization: Basic eDp5\r\n\r\n",
        "\r\nCONNECT a.example:443 HTTP/1.0\r\nUser-Agent: x\r\nHost: a.example\r\nContent-Length: 0\r\nProxy-Connection: Keep-Alive\r\n"
        + "Pragma: no-cache\r\n\r\n",
        "GET http://a.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n");

    public override IReadOnlyList<byte[]> Words { get; } = Text.Latin1(
        "\r\n", "\r\n\r\n", "\n", "\r", " ", "\t", ":", ":443", ":0443", ":65536", ":99999", "[", "]", "[::1]", "[::ffff:127.0.0.1]", "::", "%25eth0",
        ".", "..", "*", "127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "169.254.169.254.", "localhost", "xn--", "_", "-", "\u00e9", "\0",
        "Host: a", "Host:", "Content-Length: 0", "Content-Length: 99999999999999999999", "Content-Length: +1", "Content-Length: 1, 1",
        "Transfer-Encoding: chunked", " folded", "CONNECT ", " HTTP/1.1", " HTTP/2.0", "HTTP/1.1 HTTP/1.1");

    public override void Try(byte[] input)
    {
        (ConnectRequestResult whole, int wholeUsed) = Feed(input, input.Length);
        (ConnectRequestResult pieces, int piecesUsed) = Feed(input, 1);
        Invariant.Same(whole with { EarlyData = default }, pieces with { EarlyData = default }, "One piece and many");
        if (whole.Outcome == TunnelOutcome.Open)
        {
            Invariant.Same(wholeUsed - whole.EarlyData.Length, piecesUsed - pieces.EarlyData.Length, "The head's lengths");
            Invariant.SameBytes(input.AsSpan(wholeUsed - whole.EarlyData.Length, whole.EarlyData.Length), whole.EarlyData.Span, "Early bytes");
            CheckAccepted(whole.Request!);
        }
        else if (whole.Outcome != TunnelOutcome.RequestAborted)
        {
            CheckRefused(whole);
        }
    }

    // As the reader does: it never holds more than a head's worth.
    private static (ConnectRequestResult Result, int Used) Feed(byte[] input, int step)
    {
        int limit = Math.Min(input.Length, ConnectRequestReader.MaximumHeadBytes);
        for (int approved = 0, received; approved < limit; approved = received)
        {
            received = Math.Min(approved + step, limit);
            if (ConnectRequestReader.TryParse(input.AsSpan(0, received), approved, out ConnectRequestResult result)) return (result, received);
        }

        return (ConnectRequestResult.Rejected(TunnelOutcome.RequestAborted, ""), limit);
    }

    private static void CheckAccepted(ConnectRequest request)
    {
        Invariant.Holds(request.Port is >= 1 and <= 65535, "The port is out of range");
        string host = request.Host.Value;
        if (request.Host.Address is null)
        {
            Invariant.Holds(host.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.'), "A host has other characters");
            // What .NET or a resolver would take for an address must not pass for a name.
            Invariant.Holds(!IPAddress.TryParse(host, out _), "A name is an address to .NET");
            Invariant.Holds(host.Length <= 253 && host[^1] != '.', "A host is not normalised");
        }
        else
        {
            Invariant.Same(IPAddress.Parse(host), request.Host.Address, "The address and its text");
        }

        byte[] canonical = Encoding.ASCII.GetBytes($"CONNECT {request} HTTP/1.1\r\n\r\n");
        Invariant.Same(request, ConnectRequestParser.Parse(canonical).Request, "The request and its canonical form");
    }

    private static void CheckRefused(ConnectRequestResult result)
    {
        Invariant.Holds(
            result.Outcome is TunnelOutcome.MalformedRequest or TunnelOutcome.NotConnect or TunnelOutcome.HealthCheck or TunnelOutcome.RequestTooLarge,
            "The outcome is another");
        Invariant.Holds(result.Request is null, "A refusal has a request");
        Invariant.IsMessage(result.Detail, "The reason");
        Invariant.Holds(result.Detail!.All(char.IsAscii), "The reason quotes the client");
        string answer = Encoding.Latin1.GetString(RefusalResponse.Create(result.Outcome, result.Detail!)!);
        Invariant.Same(2, answer.Split("\r\n\r\n").Length, "Parts of the answer");
        Invariant.Holds(answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), "The answer is no refusal");
    }
}
