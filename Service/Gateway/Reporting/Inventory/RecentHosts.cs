using System.Runtime.CompilerServices;

namespace OmsGateway.Gateway.Reporting.Inventory;

/// <summary>The hosts that a client used last, the latest first, without an object of their own.</summary>
[InlineArray(Count)]
internal struct RecentHosts
{
    /// <summary>How many there can be.</summary>
    public const int Count = 8;

    private string? _first;

    /// <summary>Puts a host in front, and pushes out the one that was used longest ago.</summary>
    public void Add(string host)
    {
        Span<string?> hosts = this;
        int place = 0;
        while (place < Count - 1 && hosts[place] is { } other && other != host) place++;
        hosts[..place].CopyTo(hosts[1..]);
        hosts[0] = host;
    }

    /// <summary>The hosts.</summary>
    public readonly string[] Read()
    {
        ReadOnlySpan<string?> hosts = this;
        int count = hosts.IndexOf((string?)null);
        return hosts[..(count < 0 ? Count : count)].ToArray()!;
    }
}
