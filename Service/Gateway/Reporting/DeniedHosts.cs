using System.Net;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Gateway.Reporting;

/// <summary>The hosts off the allow list that were asked for last, so that an administrator can list what is missing.</summary>
internal sealed class DeniedHosts(TimeProvider time)
{
    // A screenful or two; a client that invents names pushes out the oldest and costs no more memory.
    private const int Capacity = 50;

    private readonly Dictionary<string, DeniedHost> _hosts = new(StringComparer.Ordinal);

    /// <summary>Takes note of a host.</summary>
    public void Add(string host, IPAddress client)
    {
        lock (_hosts)
        {
            long count = _hosts.TryGetValue(host, out DeniedHost? known) ? known.Count : 0;
            if (known is null && _hosts.Count == Capacity) _hosts.Remove(_hosts.Values.MinBy(h => h.Last)!.Host);
            _hosts[host] = new DeniedHost(host, client.ToString(), count + 1, time.GetUtcNow());
        }
    }

    /// <summary>The hosts, the latest first.</summary>
    public IReadOnlyList<DeniedHost> Read()
    {
        lock (_hosts) return [.. _hosts.Values.OrderByDescending(h => h.Last)];
    }
}
