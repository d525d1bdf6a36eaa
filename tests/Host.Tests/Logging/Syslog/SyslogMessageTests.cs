using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;
using OmsGateway.Host.Logging;
using OmsGateway.Host.Logging.Syslog;

namespace OmsGateway.Host.Tests.Logging.Syslog;

/// <summary>RFC 5424 §6 and the framing of RFC 6587 §3.4.1. What a real server makes of them is in <see cref="RsyslogTests"/>.</summary>
public sealed class SyslogMessageTests
{
    private const string Line = """{"schema":1}""";

    private static readonly DateTimeOffset Time = new(2026, 11, 29, 1, 2, 3, 4, TimeSpan.FromHours(1));

    private static string Message(SyslogTransport transport, string line = Line, LogLevel level = LogLevel.Information, string host = "gw.contoso.com")
    {
        byte[] message = new byte[SyslogMessage.Room];
        int length = new SyslogMessage(transport, host).Write(new LogLine(Time, level, Encoding.ASCII.GetBytes(line)), message);
        return Encoding.ASCII.GetString(message, 0, length);
    }

    [Theory]
    [InlineData(LogLevel.Information, 134)]
    [InlineData(LogLevel.Warning, 132)]
    [InlineData(LogLevel.Error, 131)]
    public void A_message_has_the_header_of_the_standard(LogLevel level, int priority) => Assert.Equal(
        $"<{priority}>1 2026-11-29T00:02:03.004Z gw.contoso.com OMSGateway {Environment.ProcessId} ACCESS - {Line}", Message(SyslogTransport.Udp, Line, level));

    [Theory]
    [InlineData(SyslogTransport.Tcp)]
    [InlineData(SyslogTransport.Tls)]
    public void A_stream_has_the_length_before_each(SyslogTransport transport)
    {
        string bare = Message(SyslogTransport.Udp);
        Assert.Equal($"{bare.Length} {bare}", Message(transport));
    }

    [Theory]
    [InlineData(SyslogTransport.Udp, 2048)]
    [InlineData(SyslogTransport.Tls, 8192)]
    public void A_long_line_is_shortened_and_stays_JSON(SyslogTransport transport, int most)
    {
        // RFC 5424 §6: a HOSTNAME has up to 255 characters; each é takes six bytes in the line.
        string host = new('h', 255), target = new('t', 253);
        string Long(int length) => Message(
            transport,
            JsonSerializer.Serialize(new { host = target, certificate = new string('é', length), outcome = "Completed", detail = new string('"', length) }),
            host: host);

        string shortened = Long(4000);
        Assert.InRange(Regex.Replace(shortened, "^\\d+ ", "").Length, 1, most);
        JsonElement line = JsonDocument.Parse(shortened[shortened.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
        Assert.Equal(new string('é', 64) + "…", line.GetProperty("certificate").GetString());
        Assert.Equal(new string('"', 64) + "…", line.GetProperty("detail").GetString());
        Assert.Equal((target, "Completed"), (line.GetProperty("host").GetString(), line.GetProperty("outcome").GetString()));

        string whole = Long(100);
        Assert.InRange(Regex.Replace(whole, "^\\d+ ", "").Length, 1, most);
        Assert.DoesNotContain("\\u2026", whole, StringComparison.Ordinal);
    }

    [Fact]
    public void This_computer_has_a_name() => Assert.StartsWith(Environment.MachineName, SyslogMessage.ThisHost(), StringComparison.OrdinalIgnoreCase);
}
