using Microsoft.Extensions.Logging;
using OmsGateway.Host.Logging;

namespace OmsGateway.Host.Tests.Logging;

public sealed class JournalSinkTests
{
    [Theory]
    [InlineData(LogLevel.Debug, "<7>[107] opened\n")]
    [InlineData(LogLevel.Information, "<6>[107] opened\n")]
    [InlineData(LogLevel.Warning, "<4>[107] opened\n")]
    [InlineData(LogLevel.Error, "<3>[107] opened\n")]
    [InlineData(LogLevel.Critical, "<3>[107] opened\n")]
    public void A_line_begins_with_its_priority(LogLevel level, string expected)
    {
        using var output = new StringWriter();
        using var sink = new JournalSink(output);
        sink.Write([new LogEntry(DateTimeOffset.UnixEpoch, level, 107, "opened")]);
        Assert.Equal(expected, output.ToString());
    }
}
