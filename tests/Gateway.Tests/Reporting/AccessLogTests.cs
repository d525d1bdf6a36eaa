using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Tests.Reporting.Repetition;
using OmsGateway.Gateway.Requests;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Reporting;

public class AccessLogTests
{
    // The field or fields that say what a property of the record says.
    private static readonly Dictionary<string, string[]> FieldsOf = new()
    {
        [nameof(TunnelRecord.Id)] = ["id"], [nameof(TunnelRecord.Client)] = ["client", "clientPort"], [nameof(TunnelRecord.Group)] = ["group"],
        [nameof(TunnelRecord.Started)] = ["started", "seconds"], [nameof(TunnelRecord.Request)] = ["host", "port"],
        [nameof(TunnelRecord.Remote)] = ["remote", "remotePort"], [nameof(TunnelRecord.TlsVersion)] = ["tls"],
        [nameof(TunnelRecord.ClientCertificate)] = ["certificate"], [nameof(TunnelRecord.IsVerified)] = ["verified"],
        [nameof(TunnelRecord.Outcome)] = ["outcome"], [nameof(TunnelRecord.Detail)] = ["detail"],
        [nameof(TunnelRecord.BytesSent)] = ["sent"], [nameof(TunnelRecord.BytesReceived)] = ["received"],
        // For other reports only.
        [nameof(TunnelRecord.IsNews)] = [], [nameof(TunnelRecord.InventoryClient)] = [], [nameof(TunnelRecord.InventoryHost)] = [],
    };

    private readonly ReporterTrial _trial = new();

    private string Line(Action<TunnelRecord> change)
    {
        TunnelRecord record = _trial.Record("192.0.2.1", "a.test.com", "pos");
        change(record);
        return Encoding.ASCII.GetString(AccessLogLine.Of(record, DateTimeOffset.UnixEpoch.AddSeconds(100), TimeSpan.FromMilliseconds(12_345.6)));
    }

    [Fact]
    public void A_line_has_every_field_of_the_record()
    {
        string line = Line(r => (r.Remote, r.IsVerified, r.Outcome, r.BytesSent, r.BytesReceived) =
            (new IPEndPoint(IPAddress.Parse("2001:db8::1"), 443), true, TunnelOutcome.Completed, 12, 34));
        Assert.Equal(
            """{"schema":1,"time":"1970-01-01T00:01:40.000Z","started":"1970-01-01T00:01:27.654Z","seconds":12.346,"id":1,"client":"192.0.2.1","clientPort":50000"""
            + ""","group":"pos","host":"a.test.com","port":443,"remote":"2001:db8::1","remotePort":443,"tls":"1.3","certificate":null,"verified":true"""
            + ""","outcome":"Completed","detail":null,"sent":12,"received":34}""",
            line);
        Assert.Equal(
            typeof(TunnelRecord).GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(p => p.Name).Order(),
            FieldsOf.Keys.Order());
        Assert.Equal(FieldsOf.Values.SelectMany(f => f).Concat(["schema", "time"]).Order(), Fields(line).Order());
    }

    [Fact]
    public void The_guide_has_the_schema()
    {
        string guide = ProjectFiles.Read("docs/administrators-guide.md");
        string chapter = guide[guide.IndexOf("\n## Access log", StringComparison.Ordinal)..];
        chapter = chapter[..chapter.IndexOf("\n## ", 5, StringComparison.Ordinal)];
        Assert.Contains($"schema {AccessLogLine.Schema}", chapter, StringComparison.Ordinal);
        string[] documented = [.. Regex.Matches(chapter, @"^\| `(\w+)`(?:, `(\w+)`)? \|", RegexOptions.Multiline)
            .SelectMany(m => m.Groups.Values.Skip(1)).Where(g => g.Success).Select(g => g.Value)];
        Assert.Equal(Fields(Line(_ => { })).Append("lost").Order(), documented.Order());
    }

    [Theory]
    [InlineData("CN=a\\\"}\\,{\\\"schema\\\":9")]
    [InlineData("CN=a\\\\")]
    [InlineData("CN=b\u202e\u00e9\ud83d\ude00")]
    public void What_a_client_has_chosen_stays_within_its_field(string subject)
    {
        CertificateSubject certificate = Certificate(subject);
        string line = Line(r => (r.ClientCertificate, r.Detail) = (certificate, "a\r\nb\0\ud800"));
        Assert.All(line, c => Assert.InRange(c, ' ', '~'));
        using JsonDocument read = JsonDocument.Parse(line);
        Assert.Equal(certificate.ToString(), read.RootElement.GetProperty("certificate").GetString());
        Assert.Equal(1, read.RootElement.GetProperty("schema").GetInt32());
    }

    [Fact]
    public void A_line_has_nothing_of_another_that_the_thread_made()
    {
        string first = Line(_ => { });
        Line(r => r.Detail = new string('x', 5_000));
        Assert.Equal(first.Replace("\"id\":1,", "\"id\":3,", StringComparison.Ordinal), Line(_ => { }));
    }

    /// <summary>Every field as long as it can be: addresses with a scope, counters of 64 bits, RFC 1035's longest name, characters of six bytes.</summary>
    [Fact]
    public void A_short_line_is_whole_but_for_what_is_long()
    {
        var host = HostName.Parse(string.Join('.', new string('a', 63), new string('b', 63), new string('c', 63), new string('d', 61)));
        string line = Line(r => (r.Request, r.Group, r.Remote, r.ClientCertificate, r.Detail, r.Outcome, r.BytesSent, r.BytesReceived) = (
            new ConnectRequest(host, 65535), new string('g', 32), new IPEndPoint(IPAddress.Parse("fe80:1111:1111:1111:1111:1111:1111:1111%4294967295"), 65535),
            Certificate("CN=" + new string('é', 2000)), new string('"', 2000), TunnelOutcome.RelayProxyAuthenticationFailed, long.MaxValue, long.MaxValue));

        string shortened = Encoding.ASCII.GetString(AccessLogLine.Shorten(Encoding.ASCII.GetBytes(line)));

        Assert.InRange(shortened.Length, 1000, 1600);
        using JsonDocument whole = JsonDocument.Parse(line), read = JsonDocument.Parse(shortened);
        Assert.Equal(Fields(line), Fields(shortened));
        Assert.Equal("CN=" + new string('é', 61) + "…", read.RootElement.GetProperty("certificate").GetString());
        Assert.Equal(new string('"', 64) + "…", read.RootElement.GetProperty("detail").GetString());
        Assert.All(Fields(line).Except(["certificate", "detail"]),
            field => Assert.Equal($"{whole.RootElement.GetProperty(field)}", $"{read.RootElement.GetProperty(field)}"));
    }

    [Fact]
    public async Task Each_connection_has_its_line_but_a_probe()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        var lines = new List<(LogLevel Level, string Line)>();
        gateway.Server.AccessLog = (_, level, line) =>
        {
            string text = Encoding.ASCII.GetString(line);
            lock (lines) lines.Add((level, text));
        };
        using (GatewayClient client = await gateway.OpenTunnelAsync(origin.Port))
        {
            client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await client.ReadToEndAsync();
        }

        using (GatewayClient refused = await gateway.ConnectAsync())
        {
            await refused.SendAsync("CONNECT other.test:443 HTTP/1.1\r\n\r\n");
            await refused.ReadAnswerAsync();
        }

        using (GatewayClient probe = await gateway.ConnectAsync()) probe.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Both);
        await gateway.Log.WaitForAsync(e => e.Message.Contains("Closed: Probe", StringComparison.Ordinal));
        await gateway.WhenIdleAsync();
        gateway.Server.AccessLog = null;

        Assert.Equal(2, lines.Count);
        // They are written as the connections end, the first of which may take longer to.
        JsonElement[] read =
            [.. lines.Select(l => JsonDocument.Parse(l.Line).RootElement).OrderBy(l => l.GetProperty("host").GetString(), StringComparer.Ordinal)];
        Assert.All(lines, l => Assert.Equal(l.Line.Contains("Completed", StringComparison.Ordinal) ? LogLevel.Information : LogLevel.Error, l.Level));
        Assert.Equal(["Completed", "ForbiddenPort"], read.Select(l => l.GetProperty("outcome").GetString()));
        Assert.Equal(["origin.test", "other.test"], read.Select(l => l.GetProperty("host").GetString()));
        Assert.Equal((long)ServerHelloBuilder.Tls13Record.Length, read[0].GetProperty("received").GetInt64());
        Assert.Equal(gateway.Server.State.Counters.TransferredBytes, read.Sum(l => l.GetProperty("sent").GetInt64() + l.GetProperty("received").GetInt64()));
    }

    private static CertificateSubject Certificate(string subject) =>
        CertificateSubject.TryParse(subject, out CertificateSubject? parsed, out string? error) ? parsed! : throw new FormatException(error);

    private static string[] Fields(string line)
    {
        using JsonDocument read = JsonDocument.Parse(line);
        return [.. read.RootElement.EnumerateObject().Select(p => p.Name)];
    }
}
