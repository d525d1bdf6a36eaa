using System.Net;
using System.Text;
using OmsGateway.Gateway.ProxyProtocol;

namespace OmsGateway.Gateway.Tests.ProxyProtocol;

/// <summary>Headers as HAProxy's proxy-protocol.txt has them: §2.1 for version 1, §2.2 for version 2. tests/Host.Tests has HAProxy itself write them.</summary>
public class ProxyHeaderTests
{
    private const string Signature = "0D 0A 0D 0A 00 0D 0A 51 55 49 54 0A ";

    /// <summary>The longest ones are the examples of §2.1.</summary>
    [Theory]
    [InlineData("PROXY TCP4 192.0.2.7 192.0.2.1 56324 443", "192.0.2.7:56324")]
    [InlineData("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535", "255.255.255.255:65535")]
    [InlineData("PROXY TCP6 2001:db8::7 2001:db8::1 0 443", "[2001:db8::7]:0")]
    [InlineData("PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535",
        "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535")]
    [InlineData("PROXY TCP6 ::ffff:192.0.2.7 ::ffff:192.0.2.1 1 2", "192.0.2.7:1")]
    [InlineData("PROXY UNKNOWN", null)]
    [InlineData("PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535", null)]
    public void A_line_names_the_client(string line, string? client) => AssertHeader(Encoding.ASCII.GetBytes(line + "\r\n"), client);

    [Theory]
    [InlineData("21 11 00 0C  C0 00 02 07  C0 00 02 01  DC 04 01 BB", "192.0.2.7:56324")]
    // AWS's load balancers add the id of the endpoint (PP2_TYPE_AWS, 0xEA).
    [InlineData("21 11 00 11  C0 00 02 07  C0 00 02 01  DC 04 01 BB  EA 00 02 01 61", "192.0.2.7:56324")]
    [InlineData("21 21 00 24  20 01 0D B8 00 00 00 00 00 00 00 00 00 00 00 07  20 01 0D B8 00 00 00 00 00 00 00 00 00 00 00 01  DC 04 01 BB",
        "[2001:db8::7]:56324")]
    [InlineData("21 21 00 24  00 00 00 00 00 00 00 00 00 00 FF FF C0 00 02 07  00 00 00 00 00 00 00 00 00 00 FF FF C0 00 02 01  DC 04 01 BB",
        "192.0.2.7:56324")]
    [InlineData("21 00 00 00", null)]
    [InlineData("20 00 00 00", null)]
    [InlineData("20 11 00 0C  C0 00 02 07  C0 00 02 01  DC 04 01 BB", null)]
    [InlineData("20 FF 00 03  01 02 03", null)]
    public void A_binary_header_names_the_client(string rest, string? client) => AssertHeader(Bytes(Signature + rest), client);

    [Fact]
    public void The_header_of_a_Unix_socket_names_nobody() => AssertHeader([.. Bytes(Signature + "21 31 00 D8"), .. new byte[216]], null);

    [Fact]
    public void A_header_of_4096_bytes_is_read() => AssertHeader([.. Bytes(Signature + "20 00 0F F0"), .. new byte[4080]], null);

    [Theory]
    [InlineData("CONNECT a.example:443 HTTP/1.1\r\n\r\n")]
    [InlineData("\r\nCONNECT a.example:443 HTTP/1.1\r\n\r\n")]
    [InlineData("PROXYCONNECT")]
    [InlineData("proxy TCP4 192.0.2.7 192.0.2.1 1 2\r\n")]
    [InlineData("\r\n\r\n\0\r\nQUIT\r")]
    public void Other_bytes_begin_none(string bytes)
    {
        Assert.True(ProxyHeader.TryParse(Encoding.Latin1.GetBytes(bytes), out ProxyHeader header, out string? error));
        Assert.Equal((0, null, null), (header.Length, header.Client, error));
    }

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.7 192.0.2.1 56324\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 192.0.2.1 56324 443 \r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 there 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 2001:db8::1 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 192.0.2.1 56324 65536\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 192.0.2.1  443\r\n")]
    [InlineData("PROXY  TCP4 192.0.2.7 192.0.2.1 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.07 192.0.2.1 56324 443\r\n")]
    [InlineData("PROXY TCP4 3221225991 192.0.2.1 56324 443\r\n")]
    [InlineData("PROXY TCP4 2001:db8::7 2001:db8::1 56324 443\r\n")]
    [InlineData("PROXY TCP6 192.0.2.7 192.0.2.1 56324 443\r\n")]
    [InlineData("PROXY TCP6 fe80::1%eth0 2001:db8::1 56324 443\r\n")]
    [InlineData("PROXY TCP6 [2001:db8::7] 2001:db8::1 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 192.0.2.1 65536 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 192.0.2.1 +1 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 192.0.2.1 01 443\r\n")]
    [InlineData("PROXY UDP4 192.0.2.7 192.0.2.1 1 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 192.0.2.1 1 443\n\r\n")]
    public void A_malformed_line_is_refused(string line) =>
        AssertRefused(Encoding.ASCII.GetBytes(line), "not of the form PROXY TCP4 or TCP6, two addresses and two ports");

    [Theory]
    [InlineData(107)]
    [InlineData(200)]
    public void A_line_without_an_end_is_refused(int length) =>
        AssertRefused(Encoding.ASCII.GetBytes("PROXY UNKNOWN ".PadRight(length, 'x')), "longer than 107 bytes");

    [Theory]
    [InlineData("11 11 00 0C", "another version than 2, or an unknown command")]
    [InlineData("22 11 00 0C", "another version than 2, or an unknown command")]
    [InlineData("21 11 00 0B", "too short for its addresses")]
    [InlineData("21 21 00 23", "too short for its addresses")]
    [InlineData("21 12 00 0C", "not for a TCP connection")]
    [InlineData("21 32 00 D8", "not for a TCP connection")]
    [InlineData("21 11 FF FF", "longer than 4096 bytes")]
    [InlineData("20 00 0F F1", "longer than 4096 bytes")]
    public void A_malformed_binary_header_is_refused_before_the_rest_of_it_comes(string rest, string says) => AssertRefused(Bytes(Signature + rest), says);

    private static void AssertHeader(byte[] header, string? client)
    {
        for (int length = 0; length < header.Length; length++)
            Assert.False(ProxyHeader.TryParse(header.AsSpan(0, length), out _, out _), $"{length} of {header.Length} bytes decide.");
        Assert.True(ProxyHeader.TryParse([.. header, .. "CONNECT"u8], out ProxyHeader read, out string? error));
        Assert.Null(error);
        Assert.Equal(header.Length, read.Length);
        Assert.Equal(client is null ? null : IPEndPoint.Parse(client), read.Client);
    }

    private static void AssertRefused(byte[] header, string says)
    {
        Assert.True(ProxyHeader.TryParse(header, out ProxyHeader read, out string? error));
        Assert.Equal(default, read);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
