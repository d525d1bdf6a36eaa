using System.Security.Cryptography;
using System.Text;
using OmsGateway.Configuration.History;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Report;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Tests.Report;

public sealed class ReportPageTests : IDisposable
{
    private readonly SampleReport _sample = new();

    public void Dispose() => _sample.Dispose();

    // W3C, Content Security Policy Level 3, §2.3.1: the base64 of the digest of what stands in the element.
    [Fact]
    public void The_policy_names_the_style_that_is_there()
    {
        string expected = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReportPage.ReadStyle())));
        Assert.True(expected == ReportPage.StyleHash, $"After a change of Report.css ReportPage.StyleHash has to be {expected}.");
    }

    [Fact]
    public void The_page_is_ASCII_and_holds_nothing_that_runs_or_is_fetched()
    {
        string page = ReportPage.Write(_sample.Running());
        Assert.DoesNotContain(page, c => c is > '~' or (< ' ' and not '\n'));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(?i)<[^>]*(\\ssrc=|\\sstyle=|\\son\\w+=|href=\"[^#])", page);
    }

    [Theory]
    [InlineData(false, null, "sudo oms-gateway hosts add eastus.handler.control.monitor.azure.com")]
    [InlineData(true, null, "Add-OMSGatewayAllowedHost eastus.handler.control.monitor.azure.com")]
    [InlineData(false, "/srv/it's mine", @"sudo oms-gateway hosts add eastus.handler.control.monitor.azure.com --config-dir '/srv/it'\''s mine'")]
    [InlineData(true, @"D:\it's mine", @"Add-OMSGatewayAllowedHost eastus.handler.control.monitor.azure.com -ConfigurationDirectory 'D:\it''s mine'")]
    public void A_refused_host_has_the_command_that_would_allow_it(bool isWindows, string? directory, string expected) =>
        Assert.Equal(expected, Commands(_sample.Running(isWindows: isWindows) with { Commands = new ReportCommands(isWindows, directory) })[0]);

    [Theory]
    [InlineData(false, "sudo oms-gateway hosts add dc.services.visualstudio.com --group pos")]
    [InlineData(true, "Add-OMSGatewayAllowedHost dc.services.visualstudio.com -Group pos")]
    public void A_group_s_client_needs_the_host_on_the_group_s_list(bool isWindows, string expected) =>
        Assert.Equal(expected, Commands(_sample.Running(isWindows: isWindows))[1]);

    [Fact]
    public void A_group_that_is_no_more_has_left_its_clients_to_the_common_list()
    {
        _sample.Store.Administration.Groups.Remove("pos");
        Assert.Equal("sudo oms-gateway hosts add dc.services.visualstudio.com", Commands(_sample.Running())[1]);
    }

    [Fact]
    public void What_no_entry_can_allow_has_no_command_but_the_reason_and_what_is_allowed_by_now_is_not_shown()
    {
        ReportData data = _sample.Running(
        [
            new DeniedHost("127.0.0.1", "10.1.7.3", 1, SampleReport.Now), new DeniedHost("169.254.169.254", "10.1.7.3", 1, SampleReport.Now),
            new DeniedHost("login.microsoftonline.com", "10.1.7.3", 1, SampleReport.Now), new DeniedHost("a b; rm -rf /", "10.1.7.3", 1, SampleReport.Now),
        ]);
        string page = ReportPage.Write(data), refused = Section(page, "refused");
        Assert.Empty(Commands(data));
        Assert.Contains("127.0.0.1 is a loopback address, which the gateway never connects to", refused, StringComparison.Ordinal);
        Assert.Contains("169.254.169.254 is a link-local address", refused, StringComparison.Ordinal);
        Assert.Contains("It is no host that can be listed.", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("login.microsoftonline.com", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_stays_text_wherever_it_comes_from()
    {
        const string Evil = "<img src=x onerror=alert(1)>\"'&\u202e\u0007";
        const string Shown = "&#60;img src=x onerror=alert(1)&#62;&#34;&#39;&#38;??";
        GatewayInventory inventory = new()
        {
            Written = SampleReport.Now,
            Clients =
            [
                new KnownClient
                {
                    Address = Evil, Group = Evil, LastSeen = SampleReport.Now, Hosts = [Evil], LastRefusal = new ClientRefusal(SampleReport.Now, Evil, Evil),
                },
            ],
        };
        ReportData data = _sample.Running([new DeniedHost(Evil, Evil, 1, SampleReport.Now) { Group = Evil }], inventory);
        data = data with { Computer = Evil, Directory = Evil, Gateway = data.Gateway with { Explanation = Evil } };
        string page = ReportPage.Write(data);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        foreach (string section in new[] { "clients", "refused", "state", "configuration" })
            Assert.Contains(Shown, Section(page, section), StringComparison.Ordinal);
        Assert.Contains($"<h1>OMS Gateway on {Shown}</h1>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 1, "<p class=\"note\">Totals as of 2026-11-30 14:21 UTC</p>")]
    [InlineData(1, 4, "<p class=\"note\">Totals as of 2026-11-30 14:21 UTC</p>")]
    [InlineData(90, 1, "<p class=\"warning old\">! Totals as of 2026-11-30 12:55 UTC, 90 minutes before this report: what came later is missing.</p>")]
    [InlineData(1, 2 * 24 * 60, "<p class=\"warning old\">! Totals as of 2026-11-28 14:25 UTC, 2 days before this report")]
    [InlineData(-60, -60, "<p class=\"note\">Totals as of 2026-11-30 15:25 UTC</p>")]
    public void The_totals_say_as_of_when_they_are_and_when_that_is_long_ago(int historyMinutes, int inventoryMinutes, string expected)
    {
        ReportData data = _sample.Running() with { HistoryWritten = SampleReport.Now.AddMinutes(-historyMinutes) };
        data = data with { Inventory = data.Inventory! with { Written = SampleReport.Now.AddMinutes(-inventoryMinutes) } };

        Assert.Contains(expected, ReportPage.Write(data), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_totals_there_is_no_time_of_theirs() => Assert.DoesNotContain("as of", ReportPage.Write(_sample.Never()), StringComparison.Ordinal);

    [Fact]
    public void The_time_of_the_totals_is_that_of_the_files()
    {
        new TrafficHistory().Write(_sample.Store.Store.HistoryPath);
        File.SetLastWriteTimeUtc(_sample.Store.Store.HistoryPath, SampleReport.Now.AddDays(-3).UtcDateTime);

        Assert.Equal(SampleReport.Now.AddDays(-3), ReportData.Collect(_sample.Store.Store, SampleReport.Now).TotalsAsOf);
    }

    [Fact]
    public void A_password_is_never_in_it()
    {
        _sample.Store.Administration.RelayProxy.Set("proxy1.contoso.com:8080", "gateway-user", "s3cret-pass");
        foreach (ReportData data in new[] { _sample.Running(), _sample.Never() })
        {
            string page = ReportPage.Write(data);
            Assert.DoesNotContain("s3cret-pass", page, StringComparison.Ordinal);
            Assert.DoesNotContain("gateway-user", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Where_nothing_is_known_it_is_said_why_and_what_to_do()
    {
        string page = ReportPage.Write(_sample.Never());
        Assert.Contains("No gateway runs on /etc/oms-gateway.", Section(page, "state"), StringComparison.Ordinal);
        Assert.Contains("No history yet. A gateway that runs writes its history every minute", Section(page, "day"), StringComparison.Ordinal);
        Assert.Contains("No inventory yet.", Section(page, "clients"), StringComparison.Ordinal);
        Assert.Contains("Its log has event 105 for each.", Section(page, "refused"), StringComparison.Ordinal);
        Assert.Contains("The settings name http://proxy1.contoso.com:8080", Section(page, "relays"), StringComparison.Ordinal);
        Assert.Contains("old.contoso.com", Section(page, "hosts"), StringComparison.Ordinal);
        Assert.Contains(">No gateway runs.<", Section(page, "attention"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gateway_in_good_order_needs_no_attention()
    {
        _sample.Store.Administration.Settings.Set("MinimumTlsVersion", "1.2");
        ReportData data = _sample.Running([], new GatewayInventory { Written = SampleReport.Now });
        data = data with { Gateway = data.Gateway with { Status = data.Gateway.Status! with { RelayProxies = [] } } };
        Assert.Contains("<p>Nothing.</p>", Section(ReportPage.Write(data), "attention"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(">1 of 2 relay proxies gives no tunnels.<")]
    [InlineData(">3 hosts off the list were asked for.<")]
    [InlineData(">2 clients have fallen silent.<")]
    [InlineData(">1 client uses TLS 1.0 or 1.1.<")]
    public void What_is_wrong_stands_at_the_top(string expected) =>
        Assert.Contains(expected, Section(ReportPage.Write(_sample.Running()), "attention"), StringComparison.Ordinal);

    [Fact]
    public void What_is_wrong_in_the_files_is_shown_as_validate_says_it()
    {
        _sample.Store.Settings = _sample.Store.Settings.Replace("</OMSGateway>", "  <ListenPort>none</ListenPort>\n</OMSGateway>", StringComparison.Ordinal);
        ReportData data = _sample.Never();
        string page = ReportPage.Write(data);
        Assert.Contains(
            new HtmlWriter().Text(data.Configuration.Problems.Single().ToString()).ToString(), Section(page, "configuration"), StringComparison.Ordinal);
        Assert.Contains("The configuration files have 1 error.", Section(page, "attention"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_Group_Policy_sets_is_said_with_the_values_in_force()
    {
        Assert.DoesNotContain("Group Policy", HtmlReport.Make(_sample.Store.Store), StringComparison.Ordinal);
        _sample.Store.Policy.Set("MaximumTunnels", 4321);
        _sample.Store.Policy.Set("1", "policy.contoso.com", PolicyLists.AllowedHosts);
        string page = HtmlReport.Make(_sample.Store.Store), configuration = Section(page, "configuration");
        Assert.Contains("Set by Group Policy: MaximumTunnels, AllowedHosts (1).", configuration, StringComparison.Ordinal);
        Assert.Matches(@">MaximumTunnels<\D*>4321<", configuration);
        Assert.Matches(@"(?s)>policy\.contoso\.com<.*>Group Policy<", Section(page, "hosts"));
    }

    [Fact]
    public void Long_lists_are_cut_and_the_command_for_all_is_named()
    {
        string clients = Section(ReportPage.Write(_sample.Running()), "clients");
        Assert.Contains("And 12 more: <code class=\"command\">sudo oms-gateway clients</code>", clients, StringComparison.Ordinal);
        Assert.Contains(">10.1.4.49<", clients, StringComparison.Ordinal);
        Assert.DoesNotContain(">10.1.4.50<", clients, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_inventory_makes_a_page_that_can_be_mailed()
    {
        KnownClient[] clients = [.. Enumerable.Range(0, 20_000).Select(i => new KnownClient
        {
            Address = $"10.{i >> 8}.{i & 255}.1", LastSeen = SampleReport.Now.AddMinutes(-i), Tunnels = 1, TlsVersions = TlsVersionSet.Tls10,
            Hosts = [.. Enumerable.Repeat(new string('a', 63) + ".contoso.com", 8)],
        })];
        Assert.InRange(
            ReportPage.Write(_sample.Running(inventory: new GatewayInventory { Written = SampleReport.Now, Clients = clients })).Length, 50_000, 400_000);
    }

    [Fact]
    public void A_plot_says_in_words_what_its_bars_show()
    {
        var history = new TrafficHistory();
        history.Add(SampleReport.Now.AddHours(-2), new TrafficFigures { Tunnels = 1_200, BytesSent = 2_500_000 });
        history.Add(SampleReport.Now, new TrafficFigures { Tunnels = 34, BytesSent = 1_000 });
        string day = Section(ReportPage.Write(_sample.Never() with { History = history }), "day");
        Assert.Contains("1,234 in 24 hours; the most, 1,200, from 12:20 to 12:30 UTC.", day, StringComparison.Ordinal);
        Assert.Contains("2.5 MB in 24 hours; the most, 2.5 MB, from 12:20 to 12:30 UTC.", day, StringComparison.Ordinal);
        Assert.Contains("<title>34 from 14:20 to 14:30 UTC</title>", day, StringComparison.Ordinal);
        // Before, and between the two.
        Assert.Equal(2, Section(day, "", "<figure>", "</figure>").Split("class=\"gap\"").Length - 1);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    [InlineData(5, 6)]
    [InlineData(7, 8)]
    [InlineData(10, 10)]
    [InlineData(11, 20)]
    [InlineData(20, 20)]
    [InlineData(21, 40)]
    [InlineData(999, 1000)]
    [InlineData(1001, 2000)]
    public void An_axis_ends_with_a_round_number(double largest, double expected) => Assert.Equal(expected, PlotScale.Top(largest));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 kB")]
    [InlineData(1234, "1.23 kB")]
    [InlineData(12_345, "12.3 kB")]
    [InlineData(999_999, "1 MB")]
    [InlineData(812_345_678_901, "812 GB")]
    [InlineData(double.MaxValue, null)]
    public void Bytes_have_units_of_the_SI(double bytes, string? expected)
    {
        if (expected is null) Assert.EndsWith(" EB", ReportText.Bytes(bytes), StringComparison.Ordinal);
        else Assert.Equal(expected, ReportText.Bytes(bytes));
    }

    private static string[] Commands(ReportData data) =>
        [.. Section(ReportPage.Write(data), "refused").Split("<code class=\"command\">").Skip(1)
            .Select(part => System.Net.WebUtility.HtmlDecode(part[..part.IndexOf('<', StringComparison.Ordinal)]))];

    private static string Section(string page, string id) => Section(page, id, $"<section id=\"{id}\"", "</section>");

    private static string Section(string page, string id, string begin, string end)
    {
        int start = page.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no {begin} {id}.");
        return page[start..page.IndexOf(end, start, StringComparison.Ordinal)];
    }
}
