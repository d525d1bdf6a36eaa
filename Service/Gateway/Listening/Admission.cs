using System.Net;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Reporting;

namespace OmsGateway.Gateway.Listening;

/// <summary>Counts connections in all and per client address, and holds them to the settings' limits.</summary>
internal sealed class Admission(TimeProvider time)
{
    // An agent reports at least once a minute; one that has been silent for five is not connected.
    internal static readonly TimeSpan ConnectedFor = TimeSpan.FromMinutes(5);

    // Bounds the memory that connections from ever new addresses can take: about 100 bytes each.
    private const int MaximumClients = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Client> _clients = [];
    private int _active;

    /// <summary>Open connections.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>Client addresses connected now or within the last minutes.</summary>
    public int ConnectedClients
    {
        get
        {
            lock (_lock)
            {
                RemoveSilent();
                return _clients.Count;
            }
        }
    }

    /// <summary>Counts a connection in. It must be left again even when it is over a limit.</summary>
    /// <returns>Open, or which limit it is over.</returns>
    public TunnelOutcome Enter(IPAddress address, GatewaySettings settings)
    {
        lock (_lock)
        {
            _active++;
            if (!_clients.TryGetValue(address, out Client? client))
            {
                if (_clients.Count >= MaximumClients) RemoveSilent(all: true);
                _clients.Add(address, client = new Client());
            }

            client.Active++;
            client.LastSeen = time.GetTimestamp();
            if (_active > settings.MaximumTunnels) return TunnelOutcome.TooManyTunnels;
            return client.Active > settings.MaximumTunnelsPerClient ? TunnelOutcome.TooManyTunnelsOfClient : TunnelOutcome.Open;
        }
    }

    /// <summary>Counts a connection out.</summary>
    public void Leave(IPAddress address)
    {
        lock (_lock)
        {
            _active--;
            Client client = _clients[address];
            client.Active--;
            client.LastSeen = time.GetTimestamp();
        }
    }

    private void RemoveSilent(bool all = false)
    {
        long now = time.GetTimestamp();
        foreach ((IPAddress address, Client client) in _clients)
        {
            if (client.Active == 0 && (all || time.GetElapsedTime(client.LastSeen, now) >= ConnectedFor)) _clients.Remove(address);
        }
    }

    private sealed class Client
    {
        public int Active;
        public long LastSeen;
    }
}
