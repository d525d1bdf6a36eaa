using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Inventory;

namespace OmsGateway.Gateway.Reporting.Inventory;

/// <summary>Reports clients that were regular and have not been seen for a time, once until they are regular again.</summary>
/// <param name="logger">Takes the events.</param>
/// <param name="started">Since when the gateway runs: nobody could be seen before.</param>
internal sealed class SilentClients(ILogger logger, DateTimeOffset started)
{
    /// <summary>Clients that are reported one by one at a time; of further ones only the number is, since then it is the network that is silent.</summary>
    public const int Capacity = 20;

    /// <summary>Looks who has fallen silent.</summary>
    /// <param name="clients">All clients.</param>
    /// <param name="silence">How long they must not have been seen.</param>
    /// <param name="now">The time in ticks, UTC.</param>
    public void Look(IEnumerable<ClientEntry> clients, TimeSpan silence, long now)
    {
        long since = now - silence.Ticks;
        if (since < started.UtcTicks) return;
        int count = 0;
        foreach (ClientEntry client in clients.Where(client => client.FallsSilent(since, now)))
        {
            if (++count > Capacity) continue;
            KnownClient seen = client.Read(now);
            string ofGroup = seen.Group is { } group ? $" of group {group}" : "";
            logger.ClientSilent(seen.Address, ofGroup, seen.LastSeen, (now - seen.LastSeen.UtcTicks) / TimeSpan.TicksPerHour, ClientEntry.RegularDays);
        }

        if (count <= Capacity) return;
        int hours = (int)silence.TotalHours;
        logger.MoreClientsSilent(
            count - Capacity, SystemCommand.Of($"Get-OMSGatewayClient -NotSeenSince (Get-Date).AddHours(-{hours})", $"clients --not-seen-since {hours}h"));
    }
}
