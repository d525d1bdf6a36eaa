using System.Net;
using System.Net.Sockets;
using OmsGateway.Fuzzing.Engine;
using OmsGateway.Gateway.RelayProxy;
using OmsGateway.Gateway.RelayProxy.Authentication;
using OmsGateway.Gateway.RelayProxy.Reply;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>The relay proxy's reply: its head, its challenges and the body that is read away.</summary>
internal sealed class RelayReplyTarget : FuzzTarget
{
    private const string Challenge =
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm=\"a, b\\\"\"\r\n";

    public override string Name => "relay-reply";

    // Beyond the largest head that is taken.
    public override int MaximumLength => RelayProxyLimits.HeadBytes + 4096;

    public override int ShortRun => 1000;

    public override IReadOnlyList<byte[]> Seeds { get; } = Text.Latin1(
        "HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n\x16\x03\x03",
        "HTTP/1.0 200 OK\n\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 \r\n\r\nHTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbody",
        Challenge + "Content-Length: 5\r\n\r\nhello",
        Challenge + "Transfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nA: b\r\n\r\n",
        "HTTP/1.0 407 x\r\nProxy-Connection: keep-alive\r\nProxy-Authenticate: NTLM TlRMTVNTUAACAAAA==, Digest realm=x,\r\n nonce=\"y\"\r\n"
        + "Content-Length: 0\r\n\r\n");

    public override IReadOnlyList<byte[]> Words { get; } = Text.Latin1(
        "\r\n", "\n", "\r", "\0", "\r\n\r\n", "\n\n", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 407 \r\n", "HTTP/1.1 100 \r\n\r\n", "Content-Length: 0",
        "Content-Length: -1", "Content-Length: 99999999999999999999", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "Connection: close",
        "Proxy-Authenticate: ", "Basic", "NTLM ", "Negotiate", ",", "=", "\"", "\\", "FFFFFFFF\r\n", "80000000\r\n", "0\r\n\r\n", " folded");

    public override void Try(byte[] input)
    {
        Reply whole = Read(input, input.Length), pieces = Read(input, 1 + (input.Length / 7));
        Invariant.Same(whole, pieces, "One piece and several");
        if (whole.Outcome == ReplyOutcome.Complete) Invariant.Holds(whole.Status is >= 100 and <= 999 and (< 100 or 101 or >= 200), "No final status");
    }

    private static Reply Read(byte[] input, int step) => ReadAsync(input, step).WaitAsync(TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();

    private static async Task<Reply> ReadAsync(byte[] input, int step)
    {
        (Socket proxy, Socket gateway) = await SocketPair.CreateAsync();
        Task sending = SendAsync(proxy, input, step);
        var buffer = new ReplyBuffer(new SocketConnection(gateway, (IPEndPoint)gateway.RemoteEndPoint!));
        (ReplyOutcome outcome, ReplyHead? head) = await ReplyReader.ReadAsync(buffer, CancellationToken.None);
        Invariant.Same(outcome == ReplyOutcome.Complete, head is not null, "A complete reply and a head");
        string schemes = head is null ? "" : string.Join('|', head.Values("Proxy-Authenticate").SelectMany(ChallengeParser.Parse));
        // Whether bytes behind the body are there yet is up to the network, so this has no result to compare.
        if (head?.Status == 407) await new BodyDrain(buffer, CancellationToken.None).RunAsync(BodyFraming.Of(head));
        SocketPair.Reset(gateway);
        await sending;
        SocketPair.Reset(proxy);
        return new Reply(outcome, head?.Status, head?.Reason, schemes);
    }

    private static async Task SendAsync(Socket socket, byte[] input, int step)
    {
        try
        {
            foreach (byte[] piece in input.Chunk(Math.Max(1, step))) await socket.SendAsync(piece);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The reader had enough.
        }
    }

    private sealed record Reply(ReplyOutcome Outcome, int? Status, string? Reason, string Schemes);
}
