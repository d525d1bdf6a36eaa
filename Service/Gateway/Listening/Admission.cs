using System.Net;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Gateway.Listening;

/// <summary>
/// Counts connections in all and per client, and holds them to the settings' limits. A connection that is refused takes no tunnel's
/// place while its client reads why, but one of a few others, so that a client that is refused over and over locks nobody out.
/// </summary>
/// <param name="time">Clock for the connected clients.</param>
/// <param name="refusals">Refused connections that may be open at once.</param>
internal sealed class Admission(TimeProvider time, int refusals)
{
    // An agent reports at least once a minute; one that has been silent for five is not connected.
    internal static readonly TimeSpan ConnectedFor = TimeSpan.FromMinutes(5);

    /// <summary>Refused connections that one client may have open at once; past them they are closed at once.</summary>
    internal const int RefusalsPerClient = 16;

    // Bounds the memory that connections from ever new addresses can take: about 100 bytes each.
    private const int MaximumClients = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Client> _clients = [];
    private readonly Dictionary<IPAddress, Quota> _quotas = [];
    private int _tunnels;
    private int _refused;
    private long? _refusesAllFrom;

    /// <summary>Open connections.</summary>
    public int Active => Volatile.Read(ref _tunnels) + Volatile.Read(ref _refused);

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

    /// <summary>Whether every further connection is refused.</summary>
    public bool RefusesAll
    {
        get
        {
            lock (_lock) return HasRefusalBegun;
        }
    }

    /// <summary>Refuses every further connection, however many there are, once a time is over; null lets them in again.</summary>
    public void RefuseAll(TimeSpan? after)
    {
        lock (_lock) _refusesAllFrom = after is { } grace ? time.GetTimestamp() + (long)(grace.TotalSeconds * time.TimestampFrequency) : null;
    }

    /// <summary>Counts a connection in; unless the result is null, it must be left again.</summary>
    /// <param name="address">Its client's.</param>
    /// <param name="settings">The limits.</param>
    /// <param name="isLate">Whether it has found no place before, and is only to be told so.</param>
    /// <returns>
    /// Open, or which limit it is over, or Draining, in which cases it counts as refused; null when it cannot even be told so and is not counted.
    /// </returns>
    public TunnelOutcome? Enter(IPAddress address, GatewaySettings settings, bool isLate = false)
    {
        lock (_lock)
        {
            IPAddress network = ClientNetwork.Of(address);
            Quota quota = _quotas.GetValueOrDefault(network) ?? new Quota();
            TunnelOutcome outcome = HasRefusalBegun ? TunnelOutcome.Draining
                : isLate || _tunnels >= settings.MaximumTunnels ? TunnelOutcome.TooManyTunnels
                : quota.Tunnels >= settings.MaximumTunnelsPerClient ? TunnelOutcome.TooManyTunnelsOfClient
                : TunnelOutcome.Open;
            if (outcome == TunnelOutcome.Open)
            {
                _tunnels++;
                quota.Tunnels++;
            }
            else if (!HasRoomForRefusal(quota))
            {
                return null;
            }
            else
            {
                _refused++;
                quota.Refused++;
            }

            // Only now, so that a connection that is not counted leaves nothing in memory.
            _quotas.TryAdd(network, quota);
            if (!_clients.TryGetValue(address, out Client? client))
            {
                // Forgets all that are not connected right now: the counter is then too low for a while, but memory stays bounded.
                if (_clients.Count >= MaximumClients) RemoveSilent(all: true);
                _clients.Add(address, client = new Client());
            }

            client.Active++;
            client.LastSeen = time.GetTimestamp();
            return outcome;
        }
    }

    /// <summary>Counts a connection in whose client a load balancer is yet to name: it takes a tunnel's place, and no client's.</summary>
    /// <returns>Whether there is a place.</returns>
    public bool EnterUnnamed(GatewaySettings settings)
    {
        lock (_lock)
        {
            if (_tunnels >= settings.MaximumTunnels) return false;
            _tunnels++;
            return true;
        }
    }

    /// <summary>Counts such a connection out.</summary>
    public void LeaveUnnamed()
    {
        lock (_lock) _tunnels--;
    }

    /// <summary>Counts such a connection as its client's from now on, by the rules and with the result of <see cref="Enter"/>.</summary>
    public TunnelOutcome? Name(IPAddress address, GatewaySettings settings)
    {
        lock (_lock)
        {
            // Under one lock, so that no other connection takes the place in between.
            LeaveUnnamed();
            return Enter(address, settings);
        }
    }

    /// <summary>Gives up a tunnel's place, since the connection is only to be told why there will be none.</summary>
    /// <returns>Whether there is time for its client to read the answer; otherwise it must be closed at once.</returns>
    public bool Refuse(IPAddress address)
    {
        lock (_lock)
        {
            Quota quota = _quotas[ClientNetwork.Of(address)];
            // Counted as refused even without room, since its end will be subtracted from those.
            bool hasRoom = HasRoomForRefusal(quota);
            _tunnels--;
            _refused++;
            quota.Tunnels--;
            quota.Refused++;
            return hasRoom;
        }
    }

    /// <summary>Counts a connection out.</summary>
    /// <param name="address">Its client's.</param>
    /// <param name="isRefused">Whether it counts as refused.</param>
    public void Leave(IPAddress address, bool isRefused)
    {
        lock (_lock)
        {
            IPAddress network = ClientNetwork.Of(address);
            Quota quota = _quotas[network];
            if (isRefused)
            {
                _refused--;
                quota.Refused--;
            }
            else
            {
                _tunnels--;
                quota.Tunnels--;
            }

            if (quota is { Tunnels: 0, Refused: 0 }) _quotas.Remove(network);
            Client client = _clients[address];
            client.Active--;
            client.LastSeen = time.GetTimestamp();
        }
    }

    private bool HasRefusalBegun => _refusesAllFrom is { } from && time.GetTimestamp() >= from;

    private bool HasRoomForRefusal(Quota quota) => _refused < refusals && quota.Refused < RefusalsPerClient;

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

    private sealed class Quota
    {
        public int Tunnels;
        public int Refused;
    }
}
