using System.Text;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Requests;

namespace OmsGateway.Gateway.Tests.Requests;

/// <summary>Where a head begins and ends in what a client has sent so far (RFC 9112 §2.2, §3).</summary>
public class ConnectRequestReaderTests
{
    private const string Request = "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Up_to_four_empty_lines_may_come_first_and_all_of_it_in_single_bytes(int lines)
    {
        byte[] received = Bytes(EmptyLines(lines) + Request);
        for (int length = 1; length < received.Length; length++)
            Assert.False(ConnectRequestReader.TryParse(received.AsSpan(0, length), length - 1, out _), $"{length} bytes decide.");

        Assert.True(ConnectRequestReader.TryParse(received, received.Length - 1, out ConnectRequestResult result));
        Assert.Equal((TunnelOutcome.Open, 443, 0), (result.Outcome, result.Request!.Port, result.EarlyData.Length));
    }

    [Fact]
    public void A_fifth_empty_line_is_refused_before_the_request_comes()
    {
        Assert.True(ConnectRequestReader.TryParse(Bytes(EmptyLines(5)), 0, out ConnectRequestResult result));
        Assert.Equal(TunnelOutcome.MalformedRequest, result.Outcome);
        Assert.Contains("empty lines", result.Detail, StringComparison.Ordinal);
    }

    // Such bytes would be refused in a head, and a second empty line would end it later.
    [Fact]
    public void What_follows_the_head_is_the_tunnel_s_and_not_judged()
    {
        byte[] early = [0x16, 0x03, 0, (byte)'\n', (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n', 0x7f];
        Assert.True(ConnectRequestReader.TryParse([.. Bytes(Request), .. early], 0, out ConnectRequestResult result));
        Assert.Equal(TunnelOutcome.Open, result.Outcome);
        Assert.Equal(early, result.EarlyData.ToArray());
    }

    [Fact]
    public void A_head_of_32_KB_is_read_and_one_that_has_not_ended_by_then_is_refused()
    {
        byte[] longest = Bytes(Request[..^2] + "X: ".PadRight(ConnectRequestReader.MaximumHeadBytes - Request.Length - 2, 'x') + "\r\n\r\n");
        Assert.Equal(32 * 1024, longest.Length);
        Assert.True(ConnectRequestReader.TryParse(longest, 0, out ConnectRequestResult whole));
        Assert.Equal(TunnelOutcome.Open, whole.Outcome);

        longest[^1] = (byte)'\r';
        longest[^2] = longest[^3] = longest[^4] = (byte)'x';
        Assert.False(ConnectRequestReader.TryParse(longest.AsSpan(0, longest.Length - 1), 0, out _));
        Assert.True(ConnectRequestReader.TryParse(longest, 0, out ConnectRequestResult endless));
        Assert.Equal(TunnelOutcome.RequestTooLarge, endless.Outcome);
    }

    private static string EmptyLines(int count) => string.Concat(Enumerable.Repeat("\r\n", count));

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
