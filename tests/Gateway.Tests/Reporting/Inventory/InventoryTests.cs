using System.Net;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Reporting.Inventory;
using OmsGateway.Gateway.Tests.Reporting.Repetition;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Reporting.Inventory;

public class InventoryTests
{
    private static readonly IPAddress Agent = IPAddress.Parse("192.0.2.1");

    [Fact]
    public void Of_a_client_times_tunnels_bytes_hosts_versions_and_the_last_refusal_are_known()
    {
        var trial = new InventoryTrial();
        DateTimeOffset first = trial.Now;
        trial.Send("192.0.2.1", "a.test.com", "pos", sent: 10, received: 200, TlsVersion.Tls12);
        trial.Time.Advance(TimeSpan.FromMinutes(5));
        trial.Send("192.0.2.1", "b.test.com", "pos", sent: 1, received: 2);
        trial.Send("192.0.2.2", "a.test.com");
        trial.Time.Advance(TimeSpan.FromMinutes(5));
        trial.Refuse(Agent, "www.fabrikam.com", group: "pos");

        KnownClient client = trial.Client("192.0.2.1");
        Assert.Equal(("pos", first, trial.Now), (client.Group, client.FirstSeen, client.LastSeen));
        Assert.Equal((2, 11, 202), (client.Tunnels, client.BytesSent, client.BytesReceived));
        Assert.Equal(["b.test.com", "a.test.com"], client.Hosts);
        Assert.Equal(["1.2", "1.3"], client.TlsVersions.Names());
        Assert.Equal(new ClientRefusal(trial.Now, "ForbiddenHost", "www.fabrikam.com"), client.LastRefusal);

        UsedHost host = Assert.Single(trial.Hosts, h => h is { Host: "a.test.com", Group: "pos" });
        Assert.Equal((first, first, 1, 10, 200), (host.FirstUsed, host.LastUsed, host.Tunnels, host.BytesSent, host.BytesReceived));
        Assert.Equal(3, trial.Hosts.Length);
    }

    [Fact]
    public void Through_the_reporter_tunnels_and_refusals_are_known_and_what_ends_without_either_is_not()
    {
        using var trial = new ReporterTrial();
        trial.Reporter.Inventory = new ClientInventory(new GatewaySettings(), trial.Log, trial.Time);
        trial.Send("192.0.2.1", "a.test.com", bytes: 7);
        trial.Refuse("192.0.2.2", "b.test.com", TunnelOutcome.ServerNameMismatch);
        trial.Refuse("192.0.2.3", "c.test.com", TunnelOutcome.HealthCheck);
        KnownClient[] clients = [.. trial.Reporter.Inventory.Read().Clients];
        Assert.Equal([("192.0.2.1", 1, 7, null), ("192.0.2.2", 0, 0, "ServerNameMismatch")],
            clients.OrderBy(c => c.Address, StringComparer.Ordinal).Select(c => (c.Address, c.Tunnels, c.BytesSent, c.LastRefusal?.Reason)));
    }

    [Fact]
    public void Of_each_client_the_last_eight_hosts_are_known_the_latest_first()
    {
        var trial = new InventoryTrial();
        for (int i = 0; i < 10; i++) trial.Send("192.0.2.1", $"{i}.test.com");
        trial.Send("192.0.2.1", "5.test.com");
        Assert.Equal(["5", "9", "8", "7", "6", "4", "3", "2"], trial.Client("192.0.2.1").Hosts.Select(h => h.Split('.')[0]));
    }

    [Fact]
    public void While_a_tunnel_is_open_its_client_and_host_are_seen_and_not_forgotten()
    {
        var trial = new InventoryTrial(new GatewaySettings { InventoryDays = 10 });
        TunnelRecord tunnel = trial.Open(Agent, "a.test.com");
        trial.Pass(TimeSpan.FromDays(30));
        Assert.Equal(trial.Now, trial.Client("192.0.2.1").LastSeen);
        Assert.Equal(trial.Now, Assert.Single(trial.Hosts).LastUsed);
        trial.Close(tunnel, 5, 6);
        Assert.Equal((1, 5, 6), (trial.Client("192.0.2.1").Tunnels, trial.Hosts[0].BytesSent, trial.Hosts[0].BytesReceived));
    }

    [Fact]
    public void What_is_not_seen_for_InventoryDays_is_forgotten_and_the_inventory_says_so()
    {
        var trial = new InventoryTrial(new GatewaySettings { InventoryDays = 10 });
        DateTimeOffset begun = trial.Now;
        trial.Send("192.0.2.1", "a.test.com");
        trial.Refuse(IPAddress.Parse("192.0.2.2"), "b.test.com");
        trial.Pass(TimeSpan.FromDays(9));
        trial.Send("192.0.2.3", "c.test.com");
        Assert.Equal((3, 2, begun), (trial.Clients.Length, trial.Hosts.Length, trial.Inventory.Read().HostsSince));
        trial.Pass(TimeSpan.FromDays(2));
        Assert.Equal("192.0.2.3", Assert.Single(trial.Clients).Address);
        Assert.Equal("c.test.com", Assert.Single(trial.Hosts).Host);

        trial.Pass(TimeSpan.FromDays(20));
        Assert.Empty(trial.Clients);
        // The last one forgotten was seen then.
        Assert.Equal(begun.AddDays(9), trial.Inventory.Read().HostsSince);
    }

    [Fact]
    public void A_client_that_was_refused_moves_up_with_its_past()
    {
        var trial = new InventoryTrial();
        DateTimeOffset first = trial.Now;
        trial.Refuse(Agent, "b.test.com");
        trial.Time.Advance(TimeSpan.FromHours(1));
        trial.Send("192.0.2.1", "a.test.com");
        KnownClient client = trial.Client("192.0.2.1");
        Assert.Equal((first, "b.test.com", 1), (client.FirstSeen, client.LastRefusal?.Host, client.Tunnels));
    }

    /// <summary>RFC 8981: a computer may have as many addresses of its network as it likes.</summary>
    [Fact]
    public void Of_an_IPv6_network_a_thousand_addresses_are_told_apart_and_the_rest_is_the_network()
    {
        var trial = new InventoryTrial();
        for (int i = 1; i <= ClientInventory.MaximumAddressesOfNetwork + 500; i++) trial.Send($"2001:db8::{i:x}", "a.test.com", sent: 1);
        trial.Send("2001:db8:0:1::1", "a.test.com");
        Assert.Equal(ClientInventory.MaximumAddressesOfNetwork + 2, trial.Clients.Length);
        Assert.Equal((500, 500), (trial.Client("2001:db8::/64").Tunnels, trial.Client("2001:db8::/64").BytesSent));
        trial.Send("2001:db8::1", "a.test.com");
        Assert.Equal(2, trial.Client("2001:db8::1").Tunnels);

        trial.Restart(trial.Inventory.Read());
        trial.Send("2001:db8::ffff", "a.test.com");
        Assert.Equal(501, trial.Client("2001:db8::/64").Tunnels);
        trial.Send("::ffff:192.0.2.1", "a.test.com");
        Assert.Equal(1, trial.Client("192.0.2.1").Tunnels);
    }

    [Fact]
    public void Without_a_place_left_only_what_was_not_seen_for_a_day_gives_way_and_the_inventory_says_so()
    {
        var trial = new InventoryTrial();
        for (int i = 0; i < ClientInventory.MaximumClients; i++) trial.Close(trial.Open(Address(i), "a.test.com"));
        trial.Time.Advance(TimeSpan.FromHours(1));
        trial.Send("192.0.2.1", "a.test.com");
        Assert.DoesNotContain(trial.Clients, c => c.Address == "192.0.2.1");
        Assert.Equal(trial.Now, trial.Inventory.Read().ClientsSince);

        trial.Time.Advance(TimeSpan.FromDays(2));
        trial.Close(trial.Open(Address(7), "a.test.com"));
        trial.Send("192.0.2.1", "a.test.com");
        Assert.Equal(1, trial.Client("192.0.2.1").Tunnels);
        Assert.Equal(2, trial.Client(Address(7).ToString()).Tunnels);
        Assert.InRange(trial.Clients.Length, ClientInventory.MaximumClients * 9 / 10, ClientInventory.MaximumClients);
    }

    [Fact]
    public void A_restart_loses_nothing()
    {
        var trial = new InventoryTrial();
        trial.Send("192.0.2.1", "a.test.com", "pos", 1, 2, TlsVersion.Tls12);
        trial.Send("192.0.2.1", "b.test.com", "pos", 3, 4);
        trial.Refuse(Agent, "c.test.com", group: "pos");
        trial.Refuse(IPAddress.Parse("fe80::1%3"), "c.test.com");
        using var folder = new TemporaryFolder();
        GatewayInventory before = trial.Inventory.Read();
        string expected = Text(before);
        before.Write(folder["state/inventory"]);
        trial.Time.Advance(TimeSpan.FromHours(1));
        trial.Restart(GatewayInventory.Read(folder["state/inventory"])!);
        Assert.Equal(expected, Text(trial.Inventory.Read()));
        Assert.Equal(before.Written, GatewayInventory.Read(folder["state/inventory"])!.Written);

        trial.Send("192.0.2.1", "a.test.com", "pos");
        Assert.Equal((3, "a.test.com"), (trial.Client("192.0.2.1").Tunnels, trial.Client("192.0.2.1").Hosts[0]));
    }

    private static IPAddress Address(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

    private static string Text(GatewayInventory inventory) => string.Join('\n',
        inventory.Clients.OrderBy(c => c.Address, StringComparer.Ordinal).Select(c => $"{c with { Hosts = [] }} {string.Join(' ', c.Hosts)}")
            .Concat(inventory.Hosts.OrderBy(h => h.Host, StringComparer.Ordinal).Select(h => $"{h}"))
            .Append($"{inventory.ClientsSince} {inventory.HostsSince}"));
}
