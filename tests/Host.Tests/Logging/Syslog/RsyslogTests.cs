using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway;
using OmsGateway.Host.Logging;
using OmsGateway.Host.Logging.Syslog;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Logging.Syslog;

/// <summary>The access log at a real syslog server, which says what it has understood.</summary>
public sealed class RsyslogTests : IDisposable
{
    private const string Tool = "rsyslogd";

    private readonly TestAuthority _authority = new();
    private readonly RsyslogServer _rsyslog;
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public RsyslogTests() => _rsyslog = new RsyslogServer(_authority);

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
        _rsyslog.Dispose();
        _authority.Dispose();
    }

    [ToolFact(Tool)]
    public async Task LinesGoWhereTheSettingSays_WithoutARestart()
    {
        await _rsyslog.StartAsync();
        int port = await _program.AllowAsync(_target.Port);
        await _program.DoAsync("config", "set", "AccessLog", "File");
        using RunningGateway gateway = _program.Start("env", $"SSL_CERT_FILE={_rsyslog.AuthorityPath}");
        await gateway.WaitForAsync("[101]");

        // localhost is ::1 first, where nobody listens.
        await ChangeAsync(gateway, $"syslog+udp://127.0.0.1:{_rsyslog.UdpPort}");
        await VisitAsync(port, "udp");
        await ChangeAsync(gateway, $"syslog+tcp://localhost:{_rsyslog.TcpPort}");
        await VisitAsync(port, "tcp");
        await ChangeAsync(gateway, $"syslog+tls://localhost:{_rsyslog.TlsPort}");
        await VisitAsync(port, "tls");
        await ChangeAsync(gateway, "");
        await _target.VisitAsync(port);
        gateway.Signal("INT");
        Assert.Equal(0, await gateway.ExitCodeAsync());

        string[] written = File.ReadAllLines(Path.Combine(_program.Directory, "state", "access", "access.jsonl"));
        Assert.Equal(8, written.Length);
        Assert.Equal(written[..6].Order(StringComparer.Ordinal), _rsyslog.Received.Select(r => r.Message).Order(StringComparer.Ordinal));
        Assert.Equal(written[4..6].Order(StringComparer.Ordinal), _rsyslog.GuideLines.Order(StringComparer.Ordinal));
        Assert.All(_rsyslog.Received, received => IsRight(received, gateway.Id));
    }

    /// <summary>RFC 5425 §5.2: the server must be who it should be, or nothing is sent.</summary>
    [ToolTheory(Tool)]
    [InlineData("127.0.0.1", true, "RemoteCertificateNameMismatch")]
    [InlineData("localhost", false, "errors in the certificate chain")]
    public async Task ALineIsGivenToNobodyElse(string host, bool isTrusted, string reason)
    {
        await _rsyslog.StartAsync();
        using var folder = new TemporaryFolder();
        using var another = new TestAuthority();
        string trusted = isTrusted ? _rsyslog.AuthorityPath : folder.Write("another.pem", another.Certificate);
        int port = await _program.AllowAsync(_target.Port);
        await _program.DoAsync("config", "set", "AccessLogSyslog", $"syslog+tls://{host}:{_rsyslog.TlsPort}");
        using RunningGateway gateway = _program.Start("env", $"SSL_CERT_FILE={trusted}");
        await gateway.WaitForAsync("[101]");

        await _target.VisitAsync(port);
        string said = await gateway.WaitForAsync("[400]");
        await ChangeAsync(gateway, $"syslog+tcp://127.0.0.1:{_rsyslog.TcpPort}");
        await VisitAsync(port, "tcp");

        Assert.Contains($"The access log cannot be sent to syslog+tls://{host}:{_rsyslog.TlsPort}: ", said, StringComparison.Ordinal);
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.DoesNotContain(_rsyslog.Received, r => r.Input == "tls");
    }

    [ToolFact(Tool)]
    public async Task AfterAnOutageLinesFlowAgain_AndTheLossIsSaid()
    {
        await _rsyslog.StartAsync();
        var log = new RecordingLogger();
        var sink = new SyslogSink(new SyslogDestination(SyslogTransport.Tcp, "127.0.0.1", _rsyslog.TcpPort), log, TimeProvider.System);
        await using var queue = new LogQueue(sink, TimeProvider.System, lossReport: AccessLogLine.Loss);
        queue.Add(Entry("""{"first":1}"""));
        await _rsyslog.WaitForAsync(received => received.Count == 1);

        _rsyslog.Stop();
        LoggedEvent told = await AddUntilAsync(log.WaitForAsync(EventIds.Error));
        await _rsyslog.StartAsync();
        IReadOnlyList<SyslogReceived> received = await AddUntilAsync(_rsyslog.WaitForAsync(all => all.Any(r => r.Message.Contains("\"lost\"", StringComparison.Ordinal))));

        Assert.StartsWith($"The access log cannot be sent to syslog+tcp://127.0.0.1:{_rsyslog.TcpPort}: ", told.Message, StringComparison.Ordinal);
        Assert.Single(log.Events);
        SyslogReceived loss = received.First(r => r.Message.Contains("\"lost\"", StringComparison.Ordinal));
        Assert.Equal("132", loss.Priority);
        Assert.True(JsonDocument.Parse(loss.Message).RootElement.GetProperty("lost").GetInt64() > 0);
        Assert.Contains(received, r => r.Message == """{"again":1}""");

        async Task<T> AddUntilAsync<T>(Task<T> end)
        {
            while (!end.IsCompleted)
            {
                queue.Add(Entry("""{"again":1}"""));
                await Task.WhenAny(end, Task.Delay(20));
            }

            return await end;
        }
    }

    private static LogEntry Entry(string line) => new(DateTimeOffset.UtcNow, LogLevel.Information, EventIds.Debug, line);

    private static void IsRight(SyslogReceived received, int processId)
    {
        JsonElement line = JsonDocument.Parse(received.Message).RootElement;
        // RFC 5424 §6.2.1: local0 is 16, informational 6, error 3.
        Assert.Equal(line.GetProperty("outcome").GetString() == "ForbiddenHost" ? "131" : "134", received.Priority);
        Assert.Equal(("1", "OMSGateway", $"{processId}", "ACCESS", "-"), (received.Version, received.AppName, received.ProcId, received.MsgId, received.Structured));
        Assert.StartsWith(Environment.MachineName, received.HostName, StringComparison.OrdinalIgnoreCase);
        DateTimeOffset written = DateTimeOffset.Parse(received.Timestamp, CultureInfo.InvariantCulture);
        Assert.InRange(written - line.GetProperty("time").GetDateTimeOffset(), TimeSpan.FromMilliseconds(-1), Patience.Limit);
    }

    private async Task ChangeAsync(RunningGateway gateway, string destination)
    {
        if (destination.Length > 0) await _program.DoAsync("config", "set", "AccessLogSyslog", destination);
        else await _program.DoAsync("config", "reset", "AccessLogSyslog");
        await gateway.WaitForAsync($"-> {(destination.Length > 0 ? destination : "(none)")}");
    }

    private async Task VisitAsync(int port, string input)
    {
        await _target.VisitAsync(port);
        await _rsyslog.WaitForAsync(all => all.Count(r => r.Input == input) == 2);
    }
}
