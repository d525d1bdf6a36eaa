using System.Net;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Reporting.Inventory;

namespace OmsGateway.Gateway.Tests.Reporting.Inventory;

/// <summary>What the inventory takes. Memory is the whole process's, so that nothing else may run beside it.</summary>
[Collection(nameof(InventoryMemoryTests))]
[CollectionDefinition(nameof(InventoryMemoryTests), DisableParallelization = true)]
public class InventoryMemoryTests
{
    /// <summary>Agents of 50 workspaces with eight hosts each, and for each a refusal of a host of its own.</summary>
    [Fact]
    public void Ten_thousand_clients_take_less_than_ten_megabytes()
    {
        var trial = new InventoryTrial();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 10_000; i++)
        {
            IPAddress client = Address(10, i);
            for (int host = 0; host < RecentHosts.Count; host++)
                trial.Close(trial.Open(client, $"{i % 50:d8}-2222-3333-4444-{host:d12}.ods.opinsights.azure.com"));
            trial.Refuse(client, $"{i}.telemetry.blob.core.windows.net");
        }

        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(10_000, trial.Clients.Length);
        Assert.InRange(grown, 1 << 20, 10_000_000);
    }

    [Fact]
    public void A_million_addresses_that_scan_drive_out_no_agent_and_grow_no_memory()
    {
        var trial = new InventoryTrial();
        for (int i = 0; i < 1_000; i++) trial.Close(trial.Open(Address(192, i), "a.test.com"));
        trial.Refuse(Address(192, 7), "b.test.com");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 1_000_000; i++) trial.Refuse(Address(10, i), "www.fabrikam.com");
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        KnownClient[] clients = trial.Clients;
        Assert.Equal(1_000, clients.Count(c => c is { Tunnels: 1, Hosts: ["a.test.com"] }));
        Assert.Equal("b.test.com", trial.Client("192.0.0.7").LastRefusal?.Host);
        Assert.InRange(clients.Length, 1_001, 1_000 + ClientInventory.MaximumRefusedClients);
        Assert.InRange(grown, long.MinValue, 1 << 20);
    }

    [Fact]
    public void A_tunnel_of_a_known_client_allocates_nothing()
    {
        var trial = new InventoryTrial();
        TunnelRecord a = trial.Open(Address(192, 1), "a.test.com"), b = trial.Open(Address(192, 1), "b.test.com");
        TunnelRecord refused = trial.Record(Address(192, 1), "c.test.com");
        Run(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(4002, trial.Client("192.0.0.1").Tunnels);

        void Run(int times)
        {
            for (int i = 0; i < times; i++)
            {
                foreach (TunnelRecord record in (ReadOnlySpan<TunnelRecord>)[a, b])
                {
                    trial.Inventory.Verified(record);
                    trial.Inventory.Closed(record, isRefusal: false);
                }

                trial.Inventory.Closed(refused, isRefusal: true);
            }
        }
    }

    private static IPAddress Address(byte first, int number) => new([first, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
