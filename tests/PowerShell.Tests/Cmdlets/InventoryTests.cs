using OmsGateway.Configuration.Inventory;
using OmsGateway.PowerShell.AllowedHosts;
using OmsGateway.PowerShell.Inventory;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

public sealed class InventoryTests : CmdletTrial
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    private void Keep(int days = 100) => new GatewayInventory
    {
        Written = Now, ClientsSince = Now.AddDays(-days), HostsSince = Now.AddDays(-days),
        Hosts =
        [
            new UsedHost("a.ods.opinsights.azure.com", null) { FirstUsed = Now.AddDays(-50), LastUsed = Now, Tunnels = 3, BytesSent = 5, BytesReceived = 7 },
            new UsedHost("pos.contoso.com", "pos") { FirstUsed = Now, LastUsed = Now },
        ],
        Clients =
        [
            new KnownClient { Address = "10.0.0.1", FirstSeen = Now.AddDays(-50), LastSeen = Now.AddDays(-10) },
            new KnownClient
            {
                Address = "10.0.0.2", Group = "pos", FirstSeen = Now.AddDays(-1), LastSeen = Now, Tunnels = 3, BytesSent = 5, BytesReceived = 7,
                TlsVersions = TlsVersionSet.Tls12, Hosts = ["pos.contoso.com"], LastRefusal = new ClientRefusal(Now, "ForbiddenHost", "www.fabrikam.com"),
            },
        ],
    }.Write(Store.InventoryPath);

    private GatewayClient[] Clients(GetClientCommand command, params string[] given) => [.. Do(command, null, given).Output.Cast<GatewayClient>()];

    [Fact]
    public void Clients_are_shown_the_latest_first()
    {
        Keep();
        GatewayClient[] clients = Clients(new GetClientCommand());
        Assert.Equal(["10.0.0.2", "10.0.0.1"], clients.Select(c => c.ToString()));
        GatewayClient last = clients[0];
        Assert.Equal(("pos", Now.LocalDateTime, 3, 5, 7), (last.Group, last.LastSeen, last.Tunnels, last.BytesSent, last.BytesReceived));
        Assert.Equal(["1.2"], last.TlsVersions);
        Assert.Equal(["pos.contoso.com"], last.Hosts);
        Assert.Equal((Now.LocalDateTime, "ForbiddenHost", "www.fabrikam.com"), (last.LastRefused, last.LastRefusalReason, last.LastRefusalHost));
        Assert.Null(last.Name);
    }

    [Fact]
    public void They_are_found_by_group_and_by_silence()
    {
        Keep();
        Assert.Equal("10.0.0.1", Assert.Single(Clients(new GetClientCommand { NotSeenSince = DateTime.Now.AddDays(-7) })).Address);
        // As '2026-11-01' is bound.
        Assert.Equal(
            2, Clients(new GetClientCommand { NotSeenSince = DateTime.SpecifyKind(Now.LocalDateTime.AddSeconds(1), DateTimeKind.Unspecified) }).Length);
        Assert.Equal("10.0.0.2", Assert.Single(Clients(new GetClientCommand { Group = "POS" })).Address);
    }

    [Fact]
    public void Names_are_asked_for_on_request()
    {
        Keep();
        var names = new ClientNames(_ => Task.FromResult("worker1.contoso.com"), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
        Assert.All(Clients(new GetClientCommand { Names = names }, "ResolveName"), c => Assert.Equal("worker1.contoso.com", c.Name));
        Assert.All(Clients(new GetClientCommand { Names = names }), c => Assert.Null(c.Name));
    }

    [Fact]
    public void Entries_that_nobody_uses_are_shown_and_can_be_taken_off_the_list()
    {
        Keep();
        Administration.Hosts.Add("*.ods.opinsights.azure.com");
        Administration.Hosts.Add("old.contoso.com");
        GatewayHostUsage[] all = [.. Do(new GetHostUsageCommand()).Output.Cast<GatewayHostUsage>()];
        GatewayHostUsage used = Assert.Single(all, u => u.LastUsed is not null);
        Assert.Equal(("*.ods.opinsights.azure.com", Now.LocalDateTime, 3, 5, 7), (used.Host, used.LastUsed, used.Tunnels, used.BytesSent, used.BytesReceived));
        Assert.Equal(["a.ods.opinsights.azure.com"], used.UsedHosts);

        var unused = (GatewayHostUsage)Assert.Single(Do(new GetHostUsageCommand { UnusedFor = 90 }).Output);
        Assert.Equal(("old.contoso.com", Now.AddDays(-100).LocalDateTime), (unused.Host, unused.KnownSince));
        Do(new RemoveAllowedHostCommand { Host = [unused.Host] }, null, "Force");
        Assert.Equal(["*.ods.opinsights.azure.com"], Hosts);
    }

    [Fact]
    public void Nothing_is_called_unused_for_longer_than_is_known()
    {
        Keep(days: 10);
        Administration.Hosts.Add("old.contoso.com");
        FakeEngine engine = Run(new GetHostUsageCommand { UnusedFor = 90 });
        Assert.Empty(engine.Output);
        Assert.Contains("cannot be said yet", Assert.Single(engine.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Single(Do(new GetHostUsageCommand { UnusedFor = 9 }).Output);
    }

    [Fact]
    public void Without_an_inventory_it_is_said_why()
    {
        Assert.Contains("No gateway runs", Assert.Single(Run(new GetClientCommand()).Errors).Exception.Message, StringComparison.Ordinal);
        Administration.Settings.Set("InventoryDays", "0");
        Assert.Contains("InventoryDays is 0", Assert.Single(Run(new GetHostUsageCommand()).Errors).Exception.Message, StringComparison.Ordinal);
        System.IO.Directory.CreateDirectory(Store.StateDirectory);
        File.WriteAllText(Store.InventoryPath, "no inventory");
        Assert.Contains("is damaged: line 1", Assert.Single(Run(new GetClientCommand()).Errors).Exception.Message, StringComparison.Ordinal);
    }
}
