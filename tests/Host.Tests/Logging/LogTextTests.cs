using Microsoft.Extensions.Logging;
using OmsGateway.Host.Logging;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Logging;

public sealed class LogTextTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("a\r\n2026-01-01 ERROR [105] forged", "a??2026-01-01 ERROR [105] forged")]
    [InlineData("\u001b[2Jcleared", "?[2Jcleared")]
    [InlineData("a\u202Eb\u2028c\u0085d\0", "a?b?c?d?")]
    [InlineData("Grüße 世界 😀", "Grüße 世界 😀")]
    public void What_steers_a_terminal_is_replaced(string message, string expected) => Assert.Equal(expected, LogText.Clean(message));

    // Not a theory's data: the test runner's own reports cannot hold such a string.
    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("half ? a pair", LogText.Clean("half \uD83D a pair"));

    [Fact]
    public void What_is_too_long_is_cut() => Assert.Equal(8001, LogText.Clean(new string('a', 100_000)).Length);

    [Fact]
    public void An_exception_stays_on_one_line()
    {
        var sink = new StringWriter();
        using var console = new ConsoleSink(sink, new ManualTimeProvider());
        string text = LogText.Clean(LogText.WithException("It broke.", new InvalidOperationException("first\nsecond")));
        console.Write([new LogEntry(DateTimeOffset.UnixEpoch, LogLevel.Error, 400, text)]);
        Assert.Equal("It broke. | System.InvalidOperationException: first | second", text);
        Assert.Single(sink.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
