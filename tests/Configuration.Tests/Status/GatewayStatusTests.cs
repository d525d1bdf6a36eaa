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
            ConnectedClients = 2, Errors = 3, Rejections = 4, TotalTunnels = 5, BytesFromClients = long.MaxValue, BytesFromServers = 7,
        };
        status.Write(_store.Store.StatusPath);
        GatewayStatus read = GatewayStatus.TryRead(_store.Store.StatusPath)!;
        Assert.Equal(status.ListenEndpoints, read.ListenEndpoints);
        Assert.Equal(status with { ConfigurationProblem = "x(2): ListenPort = '?<'" }, read with { ListenEndpoints = status.ListenEndpoints });
    }

    [Theory]
    [InlineData("")]
    [InlineData("<OMSGatewayStatus/>")]
    [InlineData("<OMSGatewayStatus><Started>yesterday</Started></OMSGatewayStatus>")]
    [InlineData("<Other/>")]
    [InlineData("<OMSGatewayStatus><Proces")]
    public void What_cannot_be_understood_is_no_status(string content)
    {
        File.WriteAllText(_store.Store.StatusPath, content);
        Assert.Null(GatewayStatus.TryRead(_store.Store.StatusPath));
    }

    [Fact]
    public void A_service_that_never_ran_has_no_status() => Assert.Null(GatewayStatus.TryRead(_store.Store.StatusPath));
}
