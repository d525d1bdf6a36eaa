using System.Net;
using OmsGateway.Configuration.Status;
using OmsGateway.Gateway.Reporting;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Reporting;

public class DeniedHostsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly DeniedHosts _hosts;

    public DeniedHostsTests() => _hosts = new DeniedHosts(_time);

    private void Add(string host, string client = "192.0.2.1")
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        _hosts.Add(host, IPAddress.Parse(client), null);
    }

    [Fact]
    public void The_latest_is_first_with_its_count_and_last_client()
    {
        Add("a.example.com");
        Add("b.example.com");
        Add("a.example.com", "2001:db8::1");
        Assert.Equal(
            [
                new DeniedHost("a.example.com", "2001:db8::1", 2, _time.GetUtcNow()),
                new DeniedHost("b.example.com", "192.0.2.1", 1, _time.GetUtcNow() - TimeSpan.FromSeconds(1)),
            ],
            _hosts.Read());
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_push_out_the_latest()
    {
        var clock = new ManualTimeProvider();
        var hosts = new DeniedHosts(clock);
        for (int i = 0; i < 50; i++) hosts.Add($"{i}.example.com", IPAddress.Loopback, null);
        clock.DateShift = TimeSpan.FromDays(-1);
        hosts.Add("new.example.com", IPAddress.Loopback, null);
        hosts.Add("newer.example.com", IPAddress.Loopback, null);
        Assert.Equal(["newer.example.com", "new.example.com"], hosts.Read().Take(2).Select(h => h.Host));
    }

    [Fact]
    public void Only_the_last_fifty_are_kept()
    {
        for (int i = 0; i < 51; i++) Add($"{i}.example.com");
        Add("1.example.com");
        Add("new.example.com");
        IReadOnlyList<DeniedHost> hosts = _hosts.Read();
        Assert.Equal(50, hosts.Count);
        Assert.DoesNotContain(hosts, h => h.Host is "0.example.com" or "2.example.com");
        Assert.Equal(2, hosts.Single(h => h.Host == "1.example.com").Count);
    }
}
