using System.Globalization;
using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Inventory;

/// <summary>An entry of a list of allowed hosts and what was used of it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Group">The group of clients whose list it is of, or null.</param>
/// <param name="Hosts">The hosts that the entry stands for and that clients of the list used, the latest first; empty when none was.</param>
public sealed record AllowedHostUsage(AllowedHost Entry, string? Group, IReadOnlyList<UsedHost> Hosts)
{
    /// <summary>When it was last used, UTC; null for never, as far as is known.</summary>
    public DateTimeOffset? LastUsed => Hosts.Count == 0 ? null : Hosts[0].LastUsed;

    /// <summary>When it was first used, UTC; null for never, as far as is known.</summary>
    public DateTimeOffset? FirstUsed => Hosts.Count == 0 ? null : Hosts.Min(host => host.FirstUsed);

    /// <summary>Tunnels whose TLS session was verified.</summary>
    public long Tunnels => Hosts.Sum(host => host.Tunnels);

    /// <summary>Bytes from clients, of tunnels that are closed.</summary>
    public long BytesSent => Hosts.Sum(host => host.BytesSent);

    /// <summary>Bytes to clients, of tunnels that are closed.</summary>
    public long BytesReceived => Hosts.Sum(host => host.BytesReceived);

    /// <summary>The usage of each entry of a list. A host counts for every entry that stands for it.</summary>
    /// <param name="inventory">What was used.</param>
    /// <param name="list">The list.</param>
    /// <param name="group">The group of clients whose list it is, in any case; null or empty for the clients in none.</param>
    public static IReadOnlyList<AllowedHostUsage> Of(GatewayInventory inventory, IReadOnlyList<AllowedHost> list, string? group)
    {
        string name = group?.Trim() ?? "";
        (HostName Name, UsedHost Used)[] used =
        [
            .. inventory.Hosts.Where(host => name.Equals(host.Group ?? "", StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(host => host.LastUsed).Select(host => (HostName.Parse(host.Host), host)),
        ];
        return [.. list.Select(entry => new AllowedHostUsage(
            entry, name.Length == 0 ? null : name, [.. used.Where(host => entry.Pattern.Matches(host.Name)).Select(host => host.Used)]))];
    }

    /// <summary>Whether the entry was not used for days up to when the inventory was written.</summary>
    public bool IsUnused(GatewayInventory inventory, int days) => LastUsed is not { } last || last < inventory.Written.AddDays(-days);

    /// <summary>Why it cannot be said of any entry that it was not used for so many days: the figures do not go back so far. Null when it can.</summary>
    public static string? FindDoubt(GatewayInventory inventory, int days) => inventory.HostsSince <= inventory.Written.AddDays(-days)
        ? null
        : string.Format(CultureInfo.InvariantCulture,
            "Which entries were not used for {0} days cannot be said yet: what was used is known since {1:yyyy-MM-dd HH:mm:ss} only. Ask for fewer days, "
            + "or later. Setting InventoryDays says for how long it is kept.", days, inventory.HostsSince.ToLocalTime());
}
