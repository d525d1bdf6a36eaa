using OmsGateway.Configuration.Status;
using OmsGateway.Host.CommandLine.Watching;

namespace OmsGateway.Host.Tests.CommandLine.Watching;

public sealed class WatchViewTests
{
    private static readonly GatewayStatus Status = new()
    {
        ProcessId = 7, Version = "2.0.0", Started = DateTimeOffset.UnixEpoch, Written = DateTimeOffset.UnixEpoch.AddDays(3), ListenEndpoints = ["[::]:8080"],
        MaximumTunnels = 5000, ActiveClientConnections = 30, ConnectedClients = 12, ClosedConnections = 1_000_000, BytesSent = 5_000_000_000,
        BytesReceived = 999, Errors = 9, Rejections = 2,
    };

    [Fact]
    public void Rates_are_those_of_the_time_between_two_statuses()
    {
        GatewayStatus next = Status with
        {
            Written = Status.Written.AddSeconds(5), ActiveClientConnections = 20, ClosedConnections = 1_000_060, BytesSent = 5_006_000_000,
            BytesReceived = 1999, Errors = 10,
        };
        string[] lines = Render(next, StatusRates.Between(Status, next), 80);
        Assert.Contains("Connections             10.0     1000080", lines);
        Assert.Contains("Sent to hosts         1.2 MB      5.0 GB", lines);
        Assert.Contains("Received               200 B      2.0 kB", lines);
        Assert.Contains("Errors                   0.2          10", lines);
        Assert.Contains("Rejections               0.0           2", lines);
        Assert.Contains("Open                      20        5000", lines);
        Assert.Contains("Clients                   12", lines);
    }

    [Fact]
    public void Another_run_of_the_gateway_has_no_rates_yet()
    {
        Assert.Null(StatusRates.Between(Status, Status with { Started = Status.Started.AddDays(1), Written = Status.Written.AddSeconds(5) }));
        Assert.Null(StatusRates.Between(Status, Status));
        Assert.Contains("Connections                -     1000030", Render(Status, null, 80));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(200)]
    public void No_line_is_longer_than_the_screen_is_wide_and_no_word_is_lost(int width)
    {
        GatewayStatus status = Status with
        {
            ConfigurationProblem = "OMSGateway.config(3): ListenPort is 'many', which is no number.",
            RelayProxies = [new RelayProxyStatus("http://a.example.com:3128", Status.Started, Status.Started, "It is gone."),
                new RelayProxyStatus("http://b.example.com:80", null, null, null)],
        };
        string[] lines = Render(status, null, width);
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        string text = string.Concat(lines).Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("NOTinforce:OMSGateway.config(3):ListenPortis'many',whichisnonumber.", text, StringComparison.Ordinal);
        Assert.Contains("Itisgone.", text, StringComparison.Ordinal);
        Assert.EndsWith("uphttp://b.example.com:80", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_stands_out()
    {
        GatewayStatus status =
            Status with { RelayProxies = [new RelayProxyStatus("http://a:1", Status.Started, Status.Started, "It is gone.")], DrainingSince = Status.Started };
        IReadOnlyList<WatchLine> lines = WatchView.Render(new GatewayReport(GatewayRunState.Running, status, ""), null, "", 80);
        Assert.Contains(lines, line => line is { Style: WatchStyle.Problem, Text: "NO relay proxy gives tunnels:" });
        Assert.Contains(lines, line => line.Style == WatchStyle.Notice && line.Text.StartsWith("Drains since", StringComparison.Ordinal));
    }

    [Fact]
    public void A_low_screen_shows_what_is_wrong_and_says_how_much_of_the_rest_is_missing()
    {
        GatewayStatus status = Status with
        {
            ConfigurationProblem = "ListenPort is 'many'.", DrainingSince = Status.Started, TunnelLimitReason = "open files", ListenEndpoints = [],
            RelayProxies =
                [new RelayProxyStatus("http://up:1", null, null, null), new RelayProxyStatus("http://down:1", Status.Started, Status.Started, "It is gone.")],
            DeniedHosts = [new DeniedHost("www.fabrikam.com", "10.1.2.3", 2, Status.Written)],
        };
        IReadOnlyList<WatchLine> all = WatchView.Render(new GatewayReport(GatewayRunState.Running, status, ""), null, "", 120);

        string[] shown = [.. WatchTerminal.Fit(all, 8).Select(line => line.Text)];

        Assert.Collection(shown, line => Assert.StartsWith("OMS Gateway", line), line => Assert.Equal("Listens nowhere", line),
            line => Assert.Equal("The files on disk are NOT in force: ListenPort is 'many'.", line),
            line => Assert.StartsWith("down http://down:1 since ", line),
            line => Assert.StartsWith("Drains since ", line), line => Assert.Equal("Fewer tunnels than set, because of open files", line),
            line => Assert.StartsWith("Hosts off the list were asked for, last www.fabrikam.com at ", line),
            line => Assert.Equal($"... {all.Count - 7} more lines", line));
    }

    [Theory]
    [InlineData(5, "1 2 3 4")]
    [InlineData(4, "1 2 3 4")]
    [InlineData(3, "1 2 ... 2 more lines")]
    [InlineData(1, "... 4 more lines")]
    [InlineData(0, "")]
    public void What_does_not_fit_is_counted(int rows, string expected) =>
        Assert.Equal(expected, string.Join(' ', WatchTerminal.Fit([new("1"), new("2"), new("3"), new("4")], rows).Select(line => line.Text)));

    /// <summary>U+009B begins a control sequence as ESC [ does (ECMA-48 §5.4), and XML can hold it.</summary>
    [Fact]
    public void Nothing_in_the_status_commands_the_terminal() =>
        Assert.All(Render(Status with { ConfigurationProblem = "x\u009b31m\u001b[2J" }, null, 80), line => Assert.DoesNotContain(line, char.IsControl));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(999.6, "1.0 kB")]
    [InlineData(99_949, "99.9 kB")]
    [InlineData(99_960, "100 kB")]
    [InlineData(999_600, "1.0 MB")]
    public void Bytes_have_a_unit_in_which_they_are_short(double bytes, string text) => Assert.Equal(text, WatchView.Bytes(bytes));

    [Fact]
    public void What_policy_sets_is_named_and_nothing_where_it_sets_nothing()
    {
        Assert.Contains("Set by policy: ListenPort, AllowedHosts (2)", Render(Status, null, 80, "ListenPort, AllowedHosts (2)"));
        Assert.DoesNotContain(Render(Status, null, 80), line => line.Contains("policy", StringComparison.Ordinal));
    }

    private static string[] Render(GatewayStatus status, StatusRates? rates, int width, string setByPolicy = "") =>
        [.. WatchView.Render(new GatewayReport(GatewayRunState.Running, status, ""), rates, setByPolicy, width).Select(line => line.Text)];
}
