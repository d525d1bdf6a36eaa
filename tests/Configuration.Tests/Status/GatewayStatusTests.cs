using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Tests.Status;

public sealed class GatewayStatusTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void What_the_service_writes_is_read()
    {
        var status = new GatewayStatus
        {
            ProcessId = 42, Version = "2.0.0", Started = DateTimeOffset.UnixEpoch, Written = DateTimeOffset.UnixEpoch.AddDays(1),
            ListenEndpoints = ["0.0.0.0:8080", "[::]:8080"], ConfigurationProblem = "x(2): ListenPort = '\u0001<'", ActiveClientConnections = 1,
            DrainingSince = DateTimeOffset.UnixEpoch.AddHours(3), RefusesNewTunnels = true, MaximumTunnels = 7650,
            TunnelLimitReason = "the 16384 dynamic ports of this computer",
            ConnectedClients = 2, Errors = 3, Rejections = 4, ClosedConnections = 5, TransferredBytes = long.MaxValue, BytesSent = 6, BytesReceived = 7,
            RelayProxies = [new RelayProxyStatus("http://a:3128", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), "It is \"gone\" <since>."),
                new RelayProxyStatus("http://b:80", null, null, null)],
            DeniedHosts = [new DeniedHost("b.example.com", "192.0.2.1", 2, DateTimeOffset.UnixEpoch),
                new DeniedHost("a.example.com", "::1", 1, DateTimeOffset.UnixEpoch)],
        };
        status.Write(_store.Store.StatusPath);
        GatewayStatus read = GatewayStatus.TryRead(_store.Store.StatusPath)!;
        Assert.Equal(status.ListenEndpoints, read.ListenEndpoints);
        Assert.Equal(status.DeniedHosts, read.DeniedHosts);
        Assert.Equal(status.RelayProxies, read.RelayProxies);
        Assert.Equal(status with { ConfigurationProblem = "x(2): ListenPort = '?<'" },
            read with { ListenEndpoints = status.ListenEndpoints, RelayProxies = status.RelayProxies, DeniedHosts = status.DeniedHosts });
    }

    [Theory]
    [InlineData("")]
    [InlineData("<OMSGatewayStatus/>")]
    [InlineData("<OMSGatewayStatus><Started>yesterday</Started></OMSGatewayStatus>")]
    [InlineData("<OMSGatewayStatus><Started>2026-01-01T00:00:00Z</Started><Written>2026-01-01T00:00:00Z</Written><DeniedHosts><Host>a</Host></DeniedHosts>"
        + "</OMSGatewayStatus>")]
    [InlineData("<Other/>")]
    [InlineData("<OMSGatewayStatus><Proces")]
    public void What_cannot_be_understood_is_no_status(string content)
    {
        Directory.CreateDirectory(_store.Store.StateDirectory);
        File.WriteAllText(_store.Store.StatusPath, content);
        Assert.Null(GatewayStatus.TryRead(_store.Store.StatusPath));
    }

    [Fact]
    public void A_service_that_never_ran_has_no_status() => Assert.Null(GatewayStatus.TryRead(_store.Store.StatusPath));
}
