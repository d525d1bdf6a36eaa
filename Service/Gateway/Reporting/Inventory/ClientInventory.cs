using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Reporting.Repetition;

namespace OmsGateway.Gateway.Reporting.Inventory;

/// <summary>
/// Who uses the gateway and for what, kept for months. Memory is bounded, and only a verified TLS session gets a client or a host a place:
/// a scan from a million addresses takes a few places that are there for that. To a tunnel of a known client it is two look-ups.
/// </summary>
internal sealed class ClientInventory
{
    /// <summary>Clients that had a TLS session verified.</summary>
    public const int MaximumClients = 20_000;

    /// <summary>Clients that were refused only.</summary>
    public const int MaximumRefusedClients = 1_000;

    /// <summary>Hosts, each for a group of clients.</summary>
    public const int MaximumHosts = 5_000;

    /// <summary>
    /// Addresses of one IPv6 network of 64 bits that are told apart, since a single computer has all of them (RFC 8981); of further ones only
    /// the network is known.
    /// </summary>
    public const int MaximumAddressesOfNetwork = 1_000;

    // What is counted in days and hours needs no finer interval.
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // A client or host seen within a day is worth its place as much as a new one.
    private static readonly TimeSpan Idle = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly InventoryTable<IPAddress, ClientEntry> _clients;
    private readonly InventoryTable<IPAddress, ClientEntry> _refusedClients;
    private readonly InventoryTable<(string Host, string? Group), HostEntry> _hosts;
    private readonly SilentClients _silent;
    private volatile GatewaySettings _settings;
    private long _looked;

    // How many addresses of IPv6 networks have places.
    private readonly Dictionary<ClientKey, int> _networks = [];

    /// <summary>Begins an inventory, or goes on with one.</summary>
    /// <param name="settings">Say how long a client or host is kept, and who is reported as silent.</param>
    /// <param name="logger">Takes the events about clients that have fallen silent.</param>
    /// <param name="time">The clock.</param>
    /// <param name="kept">What was kept of it, or null.</param>
    public ClientInventory(GatewaySettings settings, ILogger logger, TimeProvider time, GatewayInventory? kept = null)
    {
        _settings = settings;
        _time = time;
        _looked = time.GetTimestamp();
        DateTimeOffset now = time.GetUtcNow();
        _clients = new(MaximumClients, Idle, kept?.ClientsSince ?? now);
        // Clients that were only refused make room for new ones immediately.
        _refusedClients = new(MaximumRefusedClients, TimeSpan.Zero, now);
        _hosts = new(MaximumHosts, Idle, kept?.HostsSince ?? now);
        _silent = new SilentClients(logger, now);
        if (kept is not null) Restore(kept, now.UtcTicks);
    }

    /// <summary>Goes by other settings from now on.</summary>
    public void Apply(GatewaySettings settings) => _settings = settings;

    /// <summary>A TLS session was verified.</summary>
    public void Verified(TunnelRecord record)
    {
        long now = Now;
        string host = record.Request!.Host.Value;
        if (!_hosts.TryFind((host, record.Group), out HostEntry? used)) used = Add(host, record.Group, now);
        used?.Verified(now);
        IPAddress address = AddressOf(record);
        if (!_clients.TryFind(address, out ClientEntry? client)) client = Add(address, now);
        client?.Verified(now, record.Group, used?.Name, record.TlsVersion);
        (record.InventoryClient, record.InventoryHost) = (client, used);
    }

    /// <summary>A connection is over.</summary>
    /// <param name="record">The connection.</param>
    /// <param name="isRefusal">Whether it was refused, or has failed.</param>
    public void Closed(TunnelRecord record, bool isRefusal)
    {
        if (record.IsVerified || isRefusal) Closed(record, isRefusal, Now);
    }

    /// <summary>What is known now. Clients and hosts are read while they are gone through.</summary>
    public GatewayInventory Read()
    {
        long now = Now;
        return new GatewayInventory
        {
            Written = Time(now), ClientsSince = Time(_clients.CompleteSince), HostsSince = Time(_hosts.CompleteSince),
            Hosts = _hosts.Entries.Select(host => host.Read(now)),
            // One that is just being moved may be in both.
            Clients = _clients.Entries.Concat(_refusedClients.Entries.Where(c => !_clients.TryFind(c.Address, out _))).Select(client => client.Read(now)),
        };
    }

    /// <summary>Forgets, once an hour, what was not seen for long, and reports who has fallen silent. To be called about once a minute.</summary>
    public void Tick()
    {
        if (_time.GetElapsedTime(_looked) < Interval) return;
        _looked = _time.GetTimestamp();
        GatewaySettings settings = _settings;
        long now = Now, before = now - TimeSpan.FromDays(settings.InventoryDays).Ticks;
        _clients.Forget(before);
        _refusedClients.Forget(before);
        _hosts.Forget(before);
        CountNetworks();
        if (settings.SilentClientHours > 0) _silent.Look(_clients.Entries, TimeSpan.FromHours(settings.SilentClientHours), now);
    }

    private long Now => _time.GetUtcNow().UtcTicks;

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    // A load balancer may name its client as an IPv4-mapped address.
    private static IPAddress AddressOf(TunnelRecord record) =>
        record.Client.Address is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : record.Client.Address;

    private void Closed(TunnelRecord record, bool isRefusal, long now)
    {
        record.InventoryHost?.Closed(now, record.BytesSent, record.BytesReceived);
        record.InventoryClient?.Closed(now, record.BytesSent, record.BytesReceived);
        if (!isRefusal) return;
        IPAddress address = AddressOf(record);
        if (!_clients.TryFind(address, out ClientEntry? client) && !_refusedClients.TryFind(address, out client)) client = AddRefused(address, now);
        client?.Refused(now, record.Group, record.Outcome, record.Request?.Host.Value);
    }

    // Each is a method of its own, so that no delegate is made where a known one is found.
    private HostEntry? Add(string host, string? group, long now) => _hosts.FindOrAdd((host, group), now, () => new HostEntry(host, group, now));

    private ClientEntry? AddRefused(IPAddress address, long now) =>
        _refusedClients.FindOrAdd(address, now, () => new ClientEntry(address, isNetwork: false, now));

    private ClientEntry? Add(IPAddress address, long now)
    {
        lock (_networks)
        {
            ClientKey network = ClientKey.Of(address);
            bool isCounted = address.AddressFamily == AddressFamily.InterNetworkV6, isCrowded = false;
            int count = isCounted ? _networks.GetValueOrDefault(network) : 0;
            if (count >= MaximumAddressesOfNetwork) (address, isCounted, isCrowded) = (FirstOf(address), false, true);
            return _clients.FindOrAdd(address, now, () =>
            {
                if (isCounted) _networks[network] = count + 1;
                return _refusedClients.Take(address) ?? new ClientEntry(address, isCrowded, now);
            });
        }
    }

    // No client has this address of its network (RFC 4291, section 2.6.1).
    private static IPAddress FirstOf(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes, address.ScopeId);
    }

    private void CountNetworks()
    {
        lock (_networks)
        {
            _networks.Clear();
            foreach (IPAddress address in _clients.Entries.Select(c => c.Address).Where(a => a.AddressFamily == AddressFamily.InterNetworkV6))
                _networks[ClientKey.Of(address)] = _networks.GetValueOrDefault(ClientKey.Of(address)) + 1;
        }
    }

    private void Restore(GatewayInventory kept, long now)
    {
        foreach (UsedHost host in kept.Hosts) _hosts.FindOrAdd((host.Host, host.Group), now, () => HostEntry.From(host));
        foreach (KnownClient client in kept.Clients)
        {
            var entry = ClientEntry.From(client);
            (client.Tunnels > 0 ? _clients : _refusedClients).FindOrAdd(entry.Address, now, () => entry);
        }

        CountNetworks();
    }
}
