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
    public void AClientIsWrittenOnceInAPeriod_AndThenWithItsNumber()
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
    public void TheAddressesOfOneIPv6NetworkAreOneClient()
    {
        Add("2001:db8::1");
        Add("2001:db8::2");
        Assert.Single(Written);
    }

    [Fact]
    public void AScanOfManyAddressesFillsNoLog_AndHidesNobodyForLong()
    {
        for (int i = 0; i < 10_000; i++) Add($"10.0.{i / 250}.{i % 250}");
        Assert.Equal(RefusedClients.Capacity + 1, Written.Length);
        Assert.StartsWith($"More than {RefusedClients.Capacity} clients", Written[^1]);

        _time.Advance(RefusedClients.Period);
        Add("192.0.2.1");

        Assert.StartsWith("Client 192.0.2.1:50000 is forbidden.", Written[^1]);
    }
}
