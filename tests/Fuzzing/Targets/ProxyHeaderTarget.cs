using OmsGateway.Fuzzing.Engine;
using OmsGateway.Gateway.ProxyProtocol;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>The header of the PROXY protocol before a client's request.</summary>
internal sealed class ProxyHeaderTarget : FuzzTarget
{
    public override string Name => "proxy-header";

    public override int MaximumLength => ProxyHeader.MaximumBytes + 512;

    public override int ShortRun => 5000;

    public override IReadOnlyList<byte[]> Seeds { get; } = Text.Latin1(
        "PROXY TCP4 192.0.2.7 192.0.2.1 56324 443\r\nCONNECT a.example:443 HTTP/1.1\r\n\r\n",
        "PROXY TCP6 2001:db8::7 2001:db8::1 56324 443\r\n",
        "PROXY UNKNOWN\r\n",
        "\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0C\xC0\0\x02\x07\xC0\0\x02\x01\xDC\x04\x01\xBB",
        "\r\n\r\n\0\r\nQUIT\n\x21\x21\0\x24                                    ",
        "\r\n\r\n\0\r\nQUIT\n\x20\0\0\0",
        "CONNECT a.example:443 HTTP/1.1\r\n\r\n");

    public override IReadOnlyList<byte[]> Words { get; } = Text.Latin1(
        "PROXY ", "TCP4", "TCP6", "UDP4", "UNKNOWN", "\r\n", " ", "0", "65535", "65536", "::ffff:192.0.2.7", "%1", "[", "\r\n\r\n\0\r\nQUIT\n",
        "\x20", "\x21", "\x11", "\x21", "\x31", "\0\x0C", "\0\x24", "\x0F\xF0", "\x0F\xF1", "\xFF\xFF");

    public override void Try(byte[] input)
    {
        bool isDecided = ProxyHeader.TryParse(input, out ProxyHeader header, out string? error);
        int needed = 0;
        ProxyHeader first = default;
        string? firstError = null;
        while (needed <= input.Length && !ProxyHeader.TryParse(input.AsSpan(0, needed), out first, out firstError)) needed++;
        Invariant.Same(isDecided, needed <= input.Length, "Whether it is decided, in one piece and in many");
        if (!isDecided)
        {
            Invariant.Holds(input.Length < ProxyHeader.MaximumBytes, "More than a header's worth is waited for");
            return;
        }

        Invariant.Same((header.Length, error), (first.Length, firstError), "One piece and many");
        Invariant.Same(header.Client, first.Client, "The client in one piece and in many");
        Invariant.Holds(header.Length <= needed && header.Length <= ProxyHeader.MaximumBytes, "The header is longer than what was read");
        Invariant.Holds(error is null || header == default, "A refusal has a header");
        Invariant.Holds(header.Client is null || (header.Length > 0 && !header.Client.Address.IsIPv4MappedToIPv6), "A client without a header, or one mapped");
        if (error is not null) Invariant.IsMessage(error, "The reason");
    }
}
