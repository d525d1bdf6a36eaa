using System.Globalization;
using System.Text.Json;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Host.Logging;
using OmsGateway.Host.Logging.Syslog;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Logging.Syslog;

/// <summary>The access log at a real syslog server, which says what it has understood.</summary>
[Trait("Native", "yes")]
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
    public async Task Lines_go_where_the_setting_says_without_a_restart_and_to_nobody_else()
    {
        await _rsyslog.StartAsync();
        int port = await _program.AllowAsync(_target.Port);
        await _program.DoAsync("config", "set", "AccessLog", "File");
        using RunningGateway gateway = _program.Start("env", $"SSL_CERT_FILE={_rsyslog.AuthorityPath}");
        await gateway.WaitForAsync("[101]");

        string file = Path.Combine(_program.Directory, "state", "access", "access.jsonl");
        // localhost is ::1 first, where nobody listens.
        await ChangeAsync(gateway, $"syslog+udp://127.0.0.1:{_rsyslog.UdpPort}");
        await VisitAsync(port, "udp");
        await ChangeAsync(gateway, $"syslog+tcp://localhost:{_rsyslog.TcpPort}");
        await VisitAsync(port, "tcp");
        // RFC 5425 §5.2: the certificate is for localhost.
        await ChangeAsync(gateway, $"syslog+tls://127.0.0.1:{_rsyslog.TlsPort}");
        await _target.VisitAsync(port);
        Assert.True(SpinWait.SpinUntil(() => File.ReadAllLines(file).Length == 6, Patience.Limit));
        string refused = await gateway.WaitForAsync($"The access log cannot be sent to syslog+tls://127.0.0.1:{_rsyslog.TlsPort}: ");
        await ChangeAsync(gateway, $"syslog+tls://localhost:{_rsyslog.TlsPort}");
        await VisitAsync(port, "tls");
        await ChangeAsync(gateway, "");
        await _target.VisitAsync(port);
        gateway.Signal("INT");
        Assert.Equal(0, await gateway.ExitCodeAsync());

        Assert.Contains("[400]", refused, StringComparison.Ordinal);
        Assert.Contains("RemoteCertificateNameMismatch", refused, StringComparison.Ordinal);
        string[] written = File.ReadAllLines(file);
        Assert.Equal(10, written.Length);
        Assert.Equal(written[6..8].Order(StringComparer.Ordinal), _rsyslog.GuideLines.Order(StringComparer.Ordinal));
        Assert.Equal(
            written[..4].Concat(written[6..8]).Order(StringComparer.Ordinal), _rsyslog.Received.Select(r => r.Message).Order(StringComparer.Ordinal));
        Assert.All(_rsyslog.Received, received => IsRight(received, gateway.Id));
    }

    /// <summary>RFC 5425 §5.1. The gateway has no say in whom its computer trusts, and nobody trusts this authority here.</summary>
    [ToolFact(Tool)]
    public async Task A_server_of_an_unknown_authority_is_given_nothing()
    {
        await _rsyslog.StartAsync();
        var log = new RecordingLogger();
        LogLines one = TestLines.Of("{}");
        using var tls = new SyslogSink(new SyslogDestination(SyslogTransport.Tls, "localhost", _rsyslog.TlsPort), log, new ManualTimeProvider());
        using var tcp = new SyslogSink(new SyslogDestination(SyslogTransport.Tcp, "localhost", _rsyslog.TcpPort), log, new ManualTimeProvider());

        Assert.Equal(1, tls.Write(one));
        Assert.Equal(0, tcp.Write(one));
        await _rsyslog.WaitForAsync(received => received.Any(r => r.Input == "tcp"));

        Assert.Contains("errors in the certificate chain", Assert.Single(log.Events).Message, StringComparison.Ordinal);
        Assert.Single(_rsyslog.Received);
    }

    [ToolFact(Tool)]
    public async Task After_an_outage_lines_flow_again_and_the_loss_is_said()
    {
        await _rsyslog.StartAsync();
        var log = new RecordingLogger();
        var sink = new SyslogSink(new SyslogDestination(SyslogTransport.Tcp, "127.0.0.1", _rsyslog.TcpPort), log, TimeProvider.System);
        await using var queue = new LineQueue(sink, TimeProvider.System);
        queue.Add("""{"first":1}""");
        await _rsyslog.WaitForAsync(received => received.Count == 1);

        _rsyslog.Stop();
        LoggedEvent told = await AddUntilAsync(log.WaitForAsync(EventIds.Error));
        await _rsyslog.StartAsync();
        IReadOnlyList<SyslogReceived> received = await AddUntilAsync(
            _rsyslog.WaitForAsync(all => all.Any(r => r.Message.Contains("\"lost\"", StringComparison.Ordinal))));

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
                queue.Add("""{"again":1}""");
                await Task.WhenAny(end, Task.Delay(20));
            }

            return await end;
        }
    }

    [ToolFact(Tool)]
    public async Task A_burst_arrives_whole_and_in_order()
    {
        await _rsyslog.StartAsync();
        string[] lines = [.. Enumerable.Range(0, 2_000).Select(i => $$"""{"n":{{i}},"x":"{{new string('x', i % 500)}}"}""")];
        var sink = new SyslogSink(new SyslogDestination(SyslogTransport.Tcp, "127.0.0.1", _rsyslog.TcpPort), new RecordingLogger(), TimeProvider.System);
        await using var queue = new LineQueue(sink, TimeProvider.System);
        foreach (string line in lines) queue.Add(line);

        IReadOnlyList<SyslogReceived> received = await _rsyslog.WaitForAsync(all => all.Count >= lines.Length);
        Assert.Equal(lines, received.Select(r => r.Message));
        Assert.Equal(0, queue.Lost);
    }

    private static void IsRight(SyslogReceived received, int processId)
    {
        JsonElement line = JsonDocument.Parse(received.Message).RootElement;
        // RFC 5424 §6.2.1: local0 is 16, informational 6, error 3.
        Assert.Equal(line.GetProperty("outcome").GetString() == "ForbiddenHost" ? "131" : "134", received.Priority);
        Assert.Equal(
            ("1", "OMSGateway", $"{processId}", "ACCESS", "-"), (received.Version, received.AppName, received.ProcId, received.MsgId, received.Structured));
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
