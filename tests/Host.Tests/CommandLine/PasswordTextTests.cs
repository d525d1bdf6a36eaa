using System.Text;
using OmsGateway.Configuration;
using OmsGateway.Host.CommandLine;

namespace OmsGateway.Host.Tests.CommandLine;

public sealed class PasswordTextTests
{
    private const string Password = "pässwörd-€";

    public static TheoryData<byte[]> Readable => new()
    {
        Encoding.UTF8.GetBytes(Password + "\n"),
        Encoding.UTF8.GetBytes(Password + "\r\nsecond line"),
        Encoding.UTF8.GetBytes(Password),
        (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Password + "\r\n")],
        (byte[])[.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Password + "\r\n")],
        (byte[])[.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Password + "\r\n")],
        Encoding.Unicode.GetBytes(Password + "\r\n"),
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void Unicode_is_read_with_and_without_a_mark(byte[] input) => Assert.Equal(Password, PasswordText.Decode(input));

    public static TheoryData<byte[]> Unreadable => new()
    {
        // "pässword" in the code pages 850 and 1252.
        (byte[])[0x70, 0x84, .. "ssword\r\n"u8],
        (byte[])[0x70, 0xE4, .. "ssword\r\n"u8],
        // Cut off within a character.
        (byte[])[0xFF, 0xFE, 0x70],
        (byte[])[.. "pass\0word"u8],
        (byte[])[.. "pass\tword"u8],
        // Two characters that are "baba" in UTF-8, in UTF-16 without a mark.
        Encoding.Unicode.GetBytes("慢慢\r\n"),
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_cannot_be_told_with_certainty_is_refused_and_not_shown(byte[] input)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => PasswordText.Decode(input));
        Assert.Contains("UTF-8", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("word", refusal.Message.Replace("password", "", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_an_empty_password() => Assert.Equal("", PasswordText.Decode([]));
}
