using System.Net;
using System.Numerics;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Gateway.Reporting.Inventory;

/// <summary>What is known of a client. It is its own lock, which only tunnels of the one client share.</summary>
/// <param name="address">Its address, or the first one of its network.</param>
/// <param name="isNetwork">Whether it stands for the IPv6 network of 64 bits.</param>
/// <param name="firstSeen">When it was first seen, in ticks, UTC.</param>
internal sealed class ClientEntry(IPAddress address, bool isNetwork, long firstSeen) : IInventoryEntry
{
    /// <summary>Days out of the last seven on which a client was seen that is regular: servers every day, workstations but for the weekend.</summary>
    public const int RegularDays = 5;

    private const int AllDays = (1 << KnownClient.RecentDayCount) - 1;

    private readonly long _firstSeen = firstSeen;
    private string? _group;
    private long _lastSeen = firstSeen;
    private long _tunnels;
    private long _sent;
    private long _received;
    private long _refusedAt;
    private string? _refusedHost;
    private RecentHosts _hosts;
    private int _open;
    private int _recentDays = 1;
    private TunnelOutcome _refusal;
    private TlsVersionSet _versions;

    /// <inheritdoc/>
    public long LastSeen => Interlocked.Read(ref _lastSeen);

    /// <inheritdoc/>
    public bool IsInUse => Volatile.Read(ref _open) > 0;

    /// <summary>Its address.</summary>
    public IPAddress Address => address;

    /// <summary>The entry of one that was kept, with its address as the key.</summary>
    public static ClientEntry From(KnownClient client)
    {
        bool isNetwork = client.Address.EndsWith(KnownClient.NetworkEnding, StringComparison.Ordinal);
        string text = isNetwork ? client.Address[..^KnownClient.NetworkEnding.Length] : client.Address;
        if (!IpLiteral.TryParseWithZone(text, out IPAddress? address)) throw new FormatException($"'{client.Address}' is not a client's address.");
        var entry = new ClientEntry(address!, isNetwork, client.FirstSeen.UtcTicks)
        {
            _group = client.Group, _lastSeen = client.LastSeen.UtcTicks, _recentDays = client.RecentDays, _tunnels = client.Tunnels,
            _sent = client.BytesSent, _received = client.BytesReceived, _versions = client.TlsVersions,
        };
        foreach (string host in client.Hosts.Reverse()) entry._hosts.Add(host);
        // Another version may have reasons of its own.
        if (client.LastRefusal is { } refusal && Enum.TryParse(refusal.Reason, out TunnelOutcome reason))
            (entry._refusedAt, entry._refusal, entry._refusedHost) = (refusal.Time.UtcTicks, reason, refusal.Host);
        return entry;
    }

    /// <summary>A TLS session of it was verified.</summary>
    /// <param name="now">The time in ticks, UTC.</param>
    /// <param name="group">The group that it is in now, or null.</param>
    /// <param name="host">The host, as the inventory's one copy of its name; null when the inventory has no place for it.</param>
    /// <param name="version">The session's version.</param>
    public void Verified(long now, string? group, string? host, TlsVersion version)
    {
        lock (this)
        {
            See(now);
            _group = group;
            _versions |= TlsVersionSets.Of(version);
            _tunnels++;
            _open++;
            if (host is not null) _hosts.Add(host);
        }
    }

    /// <summary>A tunnel whose session was verified is over.</summary>
    public void Closed(long now, long sent, long received)
    {
        lock (this)
        {
            See(now);
            _sent += sent;
            _received += received;
            _open--;
        }
    }

    /// <summary>A connection of it was refused, or has failed.</summary>
    public void Refused(long now, string? group, TunnelOutcome reason, string? host)
    {
        lock (this)
        {
            See(now);
            _group = group;
            (_refusedAt, _refusal, _refusedHost) = (now, reason, host);
        }
    }

    /// <summary>Whether it was regular and was not seen after a time, in ticks (UTC); says so once, until it is regular again.</summary>
    public bool FallsSilent(long since, long now)
    {
        lock (this)
        {
            if (_open > 0) See(now);
            if (_lastSeen > since || BitOperations.PopCount((uint)_recentDays) < RegularDays) return false;
            _recentDays = 0;
            return true;
        }
    }

    /// <summary>What is known of it; one that has tunnels open is seen now.</summary>
    public KnownClient Read(long now)
    {
        lock (this)
        {
            if (_open > 0) See(now);
            return new KnownClient
            {
                Address = isNetwork ? address + KnownClient.NetworkEnding : address.ToString(), Group = _group, FirstSeen = Time(_firstSeen),
                LastSeen = Time(_lastSeen), RecentDays = _recentDays, Tunnels = _tunnels, BytesSent = _sent, BytesReceived = _received,
                TlsVersions = _versions, Hosts = _hosts.Read(),
                LastRefusal = _refusal == TunnelOutcome.Open ? null : new ClientRefusal(Time(_refusedAt), _refusal.ToString(), _refusedHost),
            };
        }
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private void See(long now)
    {
        long days = (now / TimeSpan.TicksPerDay) - (_lastSeen / TimeSpan.TicksPerDay);
        // Days ahead, because the clock was set back, do not count.
        _recentDays = days is >= 0 and < KnownClient.RecentDayCount ? ((_recentDays << (int)days) & AllDays) | 1 : 1;
        _lastSeen = now;
    }
}
