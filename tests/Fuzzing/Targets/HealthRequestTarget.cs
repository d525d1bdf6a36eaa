using System.Text;
using OmsGateway.Fuzzing.Engine;
using OmsGateway.Gateway.Health;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>The head of a request to the health port.</summary>
internal sealed class HealthRequestTarget : FuzzTarget
{
    public override string Name => "health-request";

    public override int MaximumLength => HealthRequest.MaximumHeadBytes + 512;

    public override IReadOnlyList<byte[]> Seeds { get; } = Text.Latin1(
        "GET /readyz HTTP/1.0\r\n\r\n",
        "HEAD /healthz?a=b HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:9180\r\nUser-Agent: Prometheus/2.42.0\r\nAccept-Encoding: gzip\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");

    public override IReadOnlyList<byte[]> Words { get; } = Text.Latin1(
        "\r\n", "\r\n\r\n", "\n", "\r", "\0", " ", "\t", ":", "/", "?", "GET ", "HEAD ", "CONNECT ", " HTTP/1.1", " HTTP/1.0", " HTTP/2.0", "Host: a",
        "HOST:", "Host :", " folded", "http://a", "*", "\u00e9", "%2f", "..");

    public override void Try(byte[] input)
    {
        bool isDecided = HealthRequest.TryParse(input, out HealthRequest whole);
        int needed = 0;
        HealthRequest first = default;
        while (needed <= input.Length && !HealthRequest.TryParse(input.AsSpan(0, needed), out first)) needed++;
        Invariant.Same(isDecided, needed <= input.Length, "Whether it is decided, in one piece and in many");
        if (!isDecided)
        {
            Invariant.Holds(input.Length < HealthRequest.MaximumHeadBytes, "More than a head's worth is waited for");
            return;
        }

        Invariant.Holds(needed <= HealthRequest.MaximumHeadBytes, "More than a head's worth was read");
        Invariant.Same(whole, first, "One piece and many");
        if (whole.Status == 200) CheckServed(whole);
        else Invariant.Holds(whole is { Status: 400 or 405 or 431, Path: "", IsHead: false }, "The refusal is another");
        CheckAnswer(whole);
    }

    private static void CheckServed(HealthRequest request)
    {
        Invariant.Holds(request.Path.StartsWith('/') && request.Path.All(c => c is > ' ' and < '\x7F' and not '?'), "The path has other characters");
        byte[] canonical = Encoding.ASCII.GetBytes($"{(request.IsHead ? "HEAD" : "GET")} {request.Path} HTTP/1.0\r\n\r\n");
        Invariant.Holds(HealthRequest.TryParse(canonical, out HealthRequest again) && again == request, "The request and its canonical form differ");
    }

    private static void CheckAnswer(HealthRequest request)
    {
        string answer = Encoding.Latin1.GetString(HealthAnswer.Create(request, () => null, () => ""));
        Invariant.Same(2, answer.Split("\r\n\r\n").Length, "Parts of the answer");
        bool isServed = answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 404 ", StringComparison.Ordinal);
        Invariant.Same(request.Status == 200, isServed, "The status");
    }
}
