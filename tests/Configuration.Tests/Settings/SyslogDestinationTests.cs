namespace OmsGateway.Configuration.Tests.Settings;

public sealed class SyslogDestinationTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    // IANA, Service Name and Transport Protocol Port Number Registry: syslog 514/udp, syslog-conn 601/tcp, syslog-tls 6514/tcp.
    [Theory]
    [InlineData("syslog+udp://siem", "syslog+udp://siem:514")]
    [InlineData("syslog+tcp://siem", "syslog+tcp://siem:601")]
    [InlineData("syslog+tls://siem", "syslog+tls://siem:6514")]
    [InlineData("Syslog+TLS://SIEM.contoso.com:1514/", "syslog+tls://siem.contoso.com:1514")]
    [InlineData("syslog+udp://[2001:db8::0:10]", "syslog+udp://[2001:db8::10]:514")]
    [InlineData("syslog+tcp://192.0.2.1:514", "syslog+tcp://192.0.2.1:514")]
    public void A_server_is_shown_in_one_way(string given, string shown)
    {
        Assert.True(_store.Administration.Settings.Set("AccessLogSyslog", given));
        Assert.Equal(shown, _store.Administration.Settings.Get("AccessLogSyslog").Value);
    }

    [Theory]
    [InlineData("siem:514", "it does not say how messages get to which server; write syslog+udp://host:port, ")]
    [InlineData("syslog://siem", "it does not say how")]
    [InlineData("https://siem", "it does not say how")]
    [InlineData("syslog+tls://", "'' is not a host")]
    [InlineData("syslog+tls://siem:0", "'0' is not a port")]
    [InlineData("syslog+tls://siem:65536", "'65536' is not a port")]
    [InlineData("syslog+tls://2001:db8::10", "goes in brackets, as in [2001:db8::10]:6514")]
    [InlineData("syslog+tls://siem/log", "has no path")]
    [InlineData("syslog+tls://a, syslog+tls://b", "has no path")]
    [InlineData("syslog+tls://a b", "is not a host")]
    [InlineData("syslog+tls://me@siem", "takes no user name or password")]
    public void What_is_no_server_is_said(string given, string expected)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => _store.Administration.Settings.Set("AccessLogSyslog", given));
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }
}
