using System.Net;
using System.Text;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Tests.Settings;

public sealed class SettingsFileTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Missing_files_mean_the_defaults()
    {
        ConfigurationResult result = _store.Store.Load();
        Assert.Empty(result.Problems);
        Assert.Equal(8080, result.Configuration!.Settings.ListenPort);
        Assert.Equal(0, result.Configuration.Hosts.Count);
    }

    [Fact]
    public void Every_setting_is_read()
    {
        ConfigurationResult result = _store.LoadSettings(
            """
            <ListenPort>3128</ListenPort> <ListenAddress>::1</ListenAddress> <LogLevel>WARN</LogLevel> <HostPolicy>reportonly</HostPolicy>
            <AllowedPorts>443, 8443
            9443</AllowedPorts> <AllowedClients>10.0.0.0/8, ::1 10.0.0.0/8</AllowedClients> <AllowedNetworks>127.0.0.0/8,::1</AllowedNetworks> <RelayProxyUserName>CONTOSO\gw</RelayProxyUserName>
            <RelayProxyAddress>proxy.contoso.com:3128</RelayProxyAddress> <MinimumTlsVersion>1.2</MinimumTlsVersion>
            <RequireServerName>False</RequireServerName> <ClientCertificates>Required</ClientCertificates>
            <RequestTimeoutSeconds>1</RequestTimeoutSeconds> <ConnectTimeoutSeconds>2</ConnectTimeoutSeconds>
            <HandshakeTimeoutSeconds>3</HandshakeTimeoutSeconds> <IdleTimeoutSeconds>86400</IdleTimeoutSeconds>
            <DrainTimeoutSeconds>0</DrainTimeoutSeconds> <MaximumTunnels>7</MaximumTunnels>
            <MaximumTunnelsPerClient>6</MaximumTunnelsPerClient> <OtlpEndpoint>https://otlp.contoso.com/v1</OtlpEndpoint>
            <LogRepetition>each</LogRepetition> <AccessLog>file</AccessLog> <AccessLogMegabytes>10</AccessLogMegabytes> <AccessLogDays>1</AccessLogDays>
            <AccessLogSyslog>SYSLOG+TCP://Siem.contoso.com/</AccessLogSyslog>
            <HealthPort>9180</HealthPort> <HealthAddress>::</HealthAddress>
            """);
        Assert.Empty(result.Problems);
        GatewaySettings s = result.Configuration!.Settings;
        Assert.Equal(3128, s.ListenPort);
        Assert.Equal(IPAddress.IPv6Loopback, s.ListenAddress);
        Assert.Equal(EventLevel.Warning, s.LogLevel);
        Assert.Equal(HostPolicyMode.ReportOnly, s.HostPolicy);
        Assert.Equal((LogRepetitionMode.Each, AccessLogMode.File, 10, 1), (s.LogRepetition, s.AccessLog, s.AccessLogMegabytes, s.AccessLogDays));
        Assert.Equal(new SyslogDestination(SyslogTransport.Tcp, "siem.contoso.com", 601), s.AccessLogSyslog);
        Assert.Equal((9180, IPAddress.IPv6Any), (s.HealthPort, s.HealthAddress));
        Assert.Equal([443, 8443, 9443], s.AllowedPorts);
        Assert.Equal([IpNetwork.Parse("127.0.0.0/8"), IpNetwork.Parse("::1/128")], s.AllowedNetworks);
        Assert.Equal([IpNetwork.Parse("10.0.0.0/8"), IpNetwork.Parse("::1/128")], s.AllowedClients);
        Assert.Equal(new RelayProxySettings { Host = "proxy.contoso.com", Port = 3128, UserName = "CONTOSO\\gw" }, s.RelayProxy);
        Assert.Equal(TlsVersion.Tls12, s.MinimumTlsVersion);
        Assert.False(s.RequireServerName);
        Assert.Equal(ClientCertificateMode.Required, s.ClientCertificates);
        Assert.Equal([1, 2, 3, 86400, 0], new[] { s.RequestTimeout, s.ConnectTimeout, s.HandshakeTimeout, s.IdleTimeout, s.DrainTimeout }
            .Select(t => (int)t.TotalSeconds));
        Assert.Equal((7, 6), (s.MaximumTunnels, s.MaximumTunnelsPerClient));
        Assert.Equal("https://otlp.contoso.com/v1", s.OtlpEndpoint!.OriginalString);
    }

    [Fact]
    public void A_problem_tells_file_line_key_value_and_remedy()
    {
        ConfigurationProblem problem = Assert.Single(_store.LoadSettings("<listenPort>text</listenPort>").Problems);
        Assert.Equal(2, problem.Line);
        Assert.Equal(
            $"{_store.Store.SettingsPath}(2): ListenPort = 'text': it is not a whole number; write a TCP port from 1 to 65535 (default: 8080)",
            problem.ToString());
    }

    [Theory]
    [InlineData("ListenPort", "65536", "it is out of range; write a TCP port from 1 to 65535")]
    [InlineData("RelayProxyPauseMinutes", "1.5", "it is not a whole number; write a whole number of minutes from 1 to 1440")]
    [InlineData("MaximumTunnels", "0", "it is out of range; write a whole number of tunnels from 1 to 100000")]
    [InlineData("IdleTimeoutSeconds", "ten", "it is not a whole number; write a whole number of seconds from 10 to 86400")]
    public void A_number_that_is_none_is_refused_in_words_of_its_unit(string key, string value, string message) =>
        Assert.StartsWith(message, Assert.Single(_store.LoadSettings($"<{key}>{value}</{key}>").Problems).Message);

    [Theory]
    [InlineData("ListenPort", "0")]
    [InlineData("ListenPort", "65536")]
    [InlineData("ListenPort", "-1")]
    [InlineData("ListenPort", "8080.0")]
    [InlineData("ListenPort", "8 080")]
    [InlineData("ListenPort", "０８０")]
    [InlineData("ListenPort", "99999999999999999999")]
    [InlineData("ListenPort", "")]
    [InlineData("ListenAddress", "127.1")]
    [InlineData("ListenAddress", "gateway.contoso.com")]
    [InlineData("LogLevel", "Verbose")]
    [InlineData("LogLevel", "1")]
    [InlineData("HostPolicy", "Enforce, ReportOnly")]
    [InlineData("AllowedPorts", "")]
    [InlineData("AllowedPorts", "443;8443")]
    [InlineData("AllowedPorts", "443 0")]
    [InlineData("AllowedPorts", "0443")]
    [InlineData("AllowedNetworks", "10.0.0.1/8")]
    [InlineData("AllowedNetworks", "localhost")]
    [InlineData("AllowedClients", "10.0.0.1/8")]
    [InlineData("AllowedClients", "LocalSubnet")]
    [InlineData("MinimumTlsVersion", "3.0")]
    [InlineData("MinimumTlsVersion", "TLS12")]
    [InlineData("RequireServerName", "yes")]
    [InlineData("ClientCertificates", "Always")]
    [InlineData("RequestTimeoutSeconds", "0")]
    [InlineData("RequestTimeoutSeconds", "00:00:15")]
    [InlineData("DrainTimeoutSeconds", "26")]
    [InlineData("OtlpEndpoint", "collector:4317")]
    [InlineData("OtlpEndpoint", "ftp://collector")]
    [InlineData("OtlpEndpoint", "/v1/metrics")]
    [InlineData("OtlpEndpoint", "http://user:hunter2@collector")]
    [InlineData("RelayProxyUserName", "a:b")]
    [InlineData("AccessLogSyslog", "syslog+tls://user:hunter2@siem")]
    public void A_wrong_value_is_a_problem_with_its_key(string key, string value)
    {
        ConfigurationResult result = _store.LoadSettings($"<{key}>{value}</{key}>");
        Assert.Null(result.Configuration);
        ConfigurationProblem problem = result.Problems[0];
        Assert.Equal((key, 2), (problem.Key, problem.Line));
        Assert.DoesNotContain("hunter2", problem.ToString());
    }

    [Fact]
    public void All_problems_of_all_files_are_reported_at_once()
    {
        _store.Hosts = "good.contoso.com\nbad host\n";
        _store.Clients = "CN=good\nCN=\n";
        ConfigurationResult result = _store.LoadSettings("<ListenPort>x</ListenPort>\n<MaximumTunnels>0</MaximumTunnels>\n<Nonsense/>");
        Assert.Null(result.Configuration);
        Assert.Equal([4, 2, 3, 2, 2], result.Problems.Select(p => p.Line));
    }

    [Fact]
    public void An_unknown_setting_suggests_the_nearest()
    {
        Assert.Contains("did you mean ListenPort?", Assert.Single(_store.LoadSettings("<LisenPort>1</LisenPort>").Problems).Message);
        Assert.DoesNotContain("did you mean", Assert.Single(_store.LoadSettings("<Qwertz>1</Qwertz>").Problems).Message);
    }

    [Fact]
    public void A_setting_given_twice_is_refused_and_names_the_first_line()
    {
        ConfigurationProblem problem = Assert.Single(_store.LoadSettings("<ListenPort>1</ListenPort>\n<listenport>2</listenport>").Problems);
        Assert.Equal(3, problem.Line);
        Assert.Contains("line 2", problem.Message);
    }

    [Theory]
    [InlineData("<ListenPort value=\"1\"/>")]
    [InlineData("<ListenPort><Value>1</Value></ListenPort>")]
    [InlineData("ListenPort=1")]
    [InlineData("<ListenPort xmlns=\"urn:x\">1</ListenPort>")]
    public void Other_ways_to_write_a_setting_are_refused(string xml) => Assert.NotEmpty(_store.LoadSettings(xml).Problems);

    [Theory]
    [InlineData("", 1)]
    [InlineData("ListenPort=8080", 1)]
    [InlineData("<OMSGateway>\n<ListenPort>8080</OMSGateway>", 2)]
    [InlineData("<configuration/>", 1)]
    [InlineData("<OMSGateway xmlns='urn:x'/>", 1)]
    [InlineData("<!DOCTYPE OMSGateway [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><OMSGateway><ListenPort>&a;</ListenPort></OMSGateway>", 1)]
    [InlineData("<!DOCTYPE OMSGateway [<!ENTITY a '99'>]><OMSGateway><ListenPort>&a;</ListenPort></OMSGateway>", 1)]
    [InlineData("<?xml version='1.0' encoding='no-such'?><OMSGateway/>", 1)]
    public void A_file_that_is_no_settings_file_is_a_problem_with_its_line(string content, int line)
    {
        _store.Settings = content;
        ConfigurationProblem problem = Assert.Single(_store.Store.Load().Problems);
        Assert.Equal(line, problem.Line);
    }

    [Fact]
    public void A_huge_or_deep_or_random_file_is_a_problem_and_no_crash()
    {
        _store.Settings = "<OMSGateway>" + new string(' ', 2_000_000) + "</OMSGateway>";
        Assert.Contains("larger", Assert.Single(_store.Store.Load().Problems).Message);
        _store.Settings = "<OMSGateway>" + string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000))
            + "</OMSGateway>";
        Assert.NotEmpty(_store.Store.Load().Problems);
        _store.Settings = "<OMSGateway>" + string.Concat(Enumerable.Repeat("<a/>", 100_000)) + "</OMSGateway>";
        Assert.Equal(51, _store.Store.Load().Problems.Count);
        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?><OMSGateway><ListenPort>8080</ListenPort></OMSGateway>");
            for (int j = 0; j < 3; j++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(_store.Store.SettingsPath, bytes);
            _store.Store.Load();
        }
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Encodings_with_a_byte_order_mark_are_read(string name)
    {
        File.WriteAllText(_store.Store.SettingsPath, "<OMSGateway>\r\n<ListenPort> 99 </ListenPort>\r\n</OMSGateway>", Encoding.GetEncoding(name));
        Assert.Equal(99, _store.Store.Load().Configuration!.Settings.ListenPort);
    }

    [Fact]
    public void A_limit_that_never_takes_effect_is_a_warning_only()
    {
        ConfigurationResult result = _store.LoadSettings(
            "<MinimumTlsVersion>1.2</MinimumTlsVersion><MaximumTunnels>10</MaximumTunnels><MaximumTunnelsPerClient>20</MaximumTunnelsPerClient>");
        Assert.NotNull(result.Configuration);
        Assert.Equal("MaximumTunnelsPerClient", Assert.Single(result.Warnings).Key);
    }

    /// <summary>RFC 8996 has deprecated TLS 1.0 and 1.1; the default takes them for the sake of old agents.</summary>
    [Theory]
    [InlineData("", 0)]
    [InlineData("<MinimumTlsVersion>1.0</MinimumTlsVersion>", 2)]
    [InlineData("<MinimumTlsVersion>1.1</MinimumTlsVersion>", 2)]
    [InlineData("<MinimumTlsVersion>1.2</MinimumTlsVersion>", null)]
    [InlineData("<MinimumTlsVersion>1.3</MinimumTlsVersion>", null)]
    public void A_TLS_version_before_1_2_is_a_warning(string settings, int? line)
    {
        ConfigurationProblem? warning = _store.LoadSettings(settings).Warnings.SingleOrDefault();
        Assert.Equal(line, warning?.Line);
        if (warning is null) return;
        Assert.Equal("MinimumTlsVersion", warning.Key);
        Assert.Contains("set 1.2", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_TLS_version_that_cannot_be_read_is_reported_once()
    {
        ConfigurationResult result = _store.LoadSettings("<MinimumTlsVersion>SSL3</MinimumTlsVersion>");
        Assert.Single(result.Problems);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_problem_stays_on_one_line_whatever_the_value_holds()
    {
        string text = Assert.Single(_store.LoadSettings($"<ListenPort>1&#10;2&#x202E;{new string('x', 5000)}</ListenPort>").Problems).ToString();
        Assert.DoesNotContain('\n', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.True(text.Length < 600);
    }
}
