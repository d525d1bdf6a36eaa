using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Gateway.Reporting;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Reporting;

public class RefusedClientsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger _log = new(LogLevel.Debug);
    private readonly RefusedClients _clients;

    public RefusedClientsTests() => _clients = new RefusedClients(_log, _time);

    private string[] Written => [.. _log.Events.Select(e => e.Message)];

    private void Add(string address) => _clients.Add(new IPEndPoint(IPAddress.Parse(address), 50000));

    [Fact]
    public void A_client_is_written_once_in_a_period_and_then_with_its_number()
    {
        for (int i = 0; i < 100; i++) Add("192.0.2.1");
        Add("192.0.2.2");
        Assert.Collection(Written,
            m => Assert.StartsWith("Client 192.0.2.1:50000 is forbidden.", m),
            m => Assert.StartsWith("Client 192.0.2.2:50000 is forbidden.", m));

        _time.Advance(RefusedClients.Period);
        Add("192.0.2.1");

        Assert.Equal(3, Written.Length);
        Assert.Contains("; 100 of its connections were closed in the last 30 minutes.", Written[2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_addresses_of_one_IPv6_network_are_one_client()
    {
        Add("2001:db8::1");
        Add("2001:db8::2");
        Assert.Single(Written);
    }

    [Fact]
    public void A_scan_of_many_addresses_fills_no_log_and_hides_nobody_for_long()
    {
        for (int i = 0; i < 10_000; i++) Add($"10.0.{i / 250}.{i % 250}");
        Assert.Equal(RefusedClients.Capacity + 1, Written.Length);
        Assert.StartsWith($"More than {RefusedClients.Capacity} clients", Written[^1]);

        _time.Advance(RefusedClients.Period);
        Add("192.0.2.1");

        Assert.StartsWith("Client 192.0.2.1:50000 is forbidden.", Written[^1]);
    }
}
