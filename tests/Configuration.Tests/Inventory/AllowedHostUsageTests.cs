using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Inventory;

namespace OmsGateway.Configuration.Tests.Inventory;

public sealed class AllowedHostUsageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

    private static readonly GatewayInventory Inventory = new()
    {
        Written = Now,
        HostsSince = Now.AddDays(-100),
        Hosts =
        [
            Used("a.ods.opinsights.azure.com", null, 95), Used("b.ods.opinsights.azure.com", null, 10), Used("old.contoso.com", null, 91),
            Used("pos.contoso.com", "pos", 1),
        ],
    };

    [Fact]
    public void A_pattern_is_used_when_a_host_that_it_stands_for_is()
    {
        AllowedHostUsage usage = Of(null, "*.ods.opinsights.azure.com")[0];
        Assert.Equal(["b.ods.opinsights.azure.com", "a.ods.opinsights.azure.com"], usage.Hosts.Select(h => h.Host));
        Assert.Equal((Now.AddDays(-10), Now.AddDays(-96)), (usage.LastUsed, usage.FirstUsed));
        Assert.Equal((2, 20, 40), (usage.Tunnels, usage.BytesSent, usage.BytesReceived));
    }

    [Fact]
    public void Unused_is_what_was_last_used_before_those_days_or_never()
    {
        var usages = Of(null, "*.ods.opinsights.azure.com", "a.ods.opinsights.azure.com", "old.contoso.com", "pos.contoso.com", "never.contoso.com");
        Assert.Equal(["a.ods.opinsights.azure.com", "old.contoso.com", "pos.contoso.com", "never.contoso.com"],
            usages.Where(u => u.IsUnused(Inventory, 90)).Select(u => u.Entry.Pattern.ToString()));
    }

    [Fact]
    public void A_group_s_list_is_used_by_its_clients_alone()
    {
        Assert.NotNull(Of("POS", "*.contoso.com")[0].LastUsed);
        Assert.Null(Of("POS", "*.ods.opinsights.azure.com")[0].LastUsed);
        Assert.Equal("old.contoso.com", Assert.Single(Of("", "*.contoso.com")[0].Hosts).Host);
    }

    [Fact]
    public void Nothing_is_called_unused_for_longer_than_is_known()
    {
        Assert.Null(AllowedHostUsage.FindDoubt(Inventory, 100));
        Assert.StartsWith("Which entries were not used for 101 days cannot be said yet: ", AllowedHostUsage.FindDoubt(Inventory, 101));
    }

    private static IReadOnlyList<AllowedHostUsage> Of(string? group, params string[] list) =>
        AllowedHostUsage.Of(Inventory, [.. list.Select(entry => new AllowedHost(HostPattern.Parse(entry), "list"))], group);

    private static UsedHost Used(string host, string? group, int daysAgo) => new(host, group)
    {
        FirstUsed = Now.AddDays(-daysAgo - 1), LastUsed = Now.AddDays(-daysAgo), Tunnels = 1, BytesSent = 10, BytesReceived = 20,
    };
}
