using System.Net;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Gateway.Reporting;

/// <summary>The hosts off the allow list that were asked for last, so that an administrator can list what is missing.</summary>
internal sealed class DeniedHosts(TimeProvider time)
{
    // A screenful or two; a client that invents names pushes out the oldest and costs no more memory.
    private const int Capacity = 50;

    // With a number that grows, because the clock of the entries may be set back.
    private readonly Dictionary<(string Host, string? Group), (DeniedHost Host, long Order)> _hosts = [];
    private long _order;

    /// <summary>Takes note of a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="client">Address of the client that asked for it.</param>
    /// <param name="group">The group that the client is in, or null.</param>
    public void Add(string host, IPAddress client, string? group)
    {
        lock (_hosts)
        {
            bool isKnown = _hosts.TryGetValue((host, group), out (DeniedHost Host, long Order) known);
            if (!isKnown && _hosts.Count == Capacity) _hosts.Remove(_hosts.MinBy(h => h.Value.Order).Key);
            long count = isKnown ? known.Host.Count : 0;
            _hosts[(host, group)] = (new DeniedHost(host, client.ToString(), count + 1, time.GetUtcNow()) { Group = group }, ++_order);
        }
    }

    /// <summary>The hosts, the latest first.</summary>
    public IReadOnlyList<DeniedHost> Read()
    {
        lock (_hosts) return [.. _hosts.Values.OrderByDescending(h => h.Order).Select(h => h.Host)];
    }
}
