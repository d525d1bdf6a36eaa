using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Listening;

public class AllowedClientsTests
{
    private static readonly IPAddress Inside = IPAddress.Parse("127.1.0.1");
    private static readonly IPAddress Outside = IPAddress.Parse("127.2.0.1");

    private static GatewaySettings Limit(GatewaySettings settings) =>
        settings with { AllowedClients = new NetworkSet([IpNetwork.Parse("127.1.0.0/16")]) };

    [UnixFact]
    public async Task A_client_from_elsewhere_is_closed_without_an_answer()
    {
        await using Origin origin = Origin.AfterHello(_ => Task.CompletedTask);
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, Limit);

        // It has sent nothing yet, and is not waited for.
        using (GatewayClient refused = await ConnectAsync(gateway, Outside)) Assert.Empty(await refused.ReadToEndAsync());
        using (GatewayClient served = await ConnectAsync(gateway, Inside)) await served.OpenAsync("origin.test", origin.Port);

        LoggedEvent logged = await gateway.Log.WaitForAsync(e => e.Id == 105);
        Assert.Equal(LogLevel.Warning, logged.Level);
        Assert.Matches(@"^Client 127\.2\.0\.1:\d+ is forbidden\. .*AllowedClients", logged.Message);
        Assert.Equal(1, origin.Connections);
        // It has no place among the tunnels, nor among those that are told why.
        Assert.Equal(1, (await gateway.WhenIdleAsync()).ConnectedClients);
    }

    [UnixFact]
    public async Task The_networks_change_while_it_runs()
    {
        await using Origin origin = Origin.AfterHello(_ => Task.CompletedTask);
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient open = await ConnectAsync(gateway, Outside);
        await open.OpenAsync("origin.test", origin.Port);

        await gateway.ApplyAsync(Limit);

        using (GatewayClient refused = await ConnectAsync(gateway, Outside)) Assert.Empty(await refused.ReadToEndAsync());
        await gateway.ApplyAsync(s => s);
        using GatewayClient again = await ConnectAsync(gateway, Outside);
        await again.OpenAsync("origin.test", origin.Port);
    }

    private static Task<GatewayClient> ConnectAsync(TestGateway gateway, IPAddress from) =>
        GatewayClient.ConnectAsync(gateway.Server.State.ListenEndPoints[0], from);
}
