using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Status;
using OmsGateway.Gateway.RelayProxy.Health;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Requests;

namespace OmsGateway.Gateway.RelayProxy.SignIn;

/// <summary>The state of each relay proxy in use. Other settings are another proxy: with them everything begins anew.</summary>
internal sealed class RelayProxyStates(TimeProvider time, ILogger logger)
{
    // Twice as many as there can be at once: tunnels that are still being set up when the settings change use the old ones.
    private const int Kept = 16;

    private readonly Lock _lock = new();
    private readonly List<(Key Key, RelayProxyState State)> _states = [];
    private volatile Known? _last;
    private FailureEvents _outages = new(time);
    // Those whose last failure was logged, so that their return must be logged too.
    private readonly HashSet<RelayProxyState> _told = [];
    private bool _isAllDown;
    private volatile bool _isStopped;
    private volatile ConnectRequest? _target;

    /// <summary>
    /// What the relay proxies may be asked for to find out whether they give tunnels, or null: a host that a client was allowed to ask for, at
    /// best one that was reached. It is forgotten with each change of the configuration, which may allow it no longer.
    /// </summary>
    public ConnectRequest? Target => _target;

    /// <summary>Takes note of what a tunnel asks for.</summary>
    public void Asked(ConnectRequest request) => _target ??= request;

    /// <summary>Takes note of what a tunnel has reached.</summary>
    public void Reached(ConnectRequest request) => _target = request;

    /// <summary>The settings' relay proxies in their order; empty when the gateway connects directly.</summary>
    public IReadOnlyList<RelayProxyState> Of(GatewaySettings settings)
    {
        // Nearly always the same settings, so that a tunnel neither compares nor waits.
        if (_last is { } known && ReferenceEquals(known.Settings, settings)) return known.States;
        lock (_lock)
        {
            RelayProxyState[] states = [.. settings.ListRelayProxies().Select(relay => Find(new Key(relay, settings.RelayProxyAuthentication)))];
            _last = new Known(settings, states);
            return states;
        }
    }

    /// <summary>Forgets what is known of the proxies whose settings have changed, even if they are those of a while ago again.</summary>
    public void OnChanged(GatewaySettings from, GatewaySettings to)
    {
        lock (_lock)
        {
            (_last, _target) = (null, null);
            Key[] old = [.. Keys(from)], now = [.. Keys(to)];
            foreach (Key key in now.Except(old)) _states.RemoveAll(s => s.Key == key);
            if (old.SequenceEqual(now)) return;
            _isAllDown = false;
            _outages = new FailureEvents(time);
            // The log must not end with a failure of a proxy that is no longer used.
            if (_told.RemoveWhere(told => !_states.Exists(s => s.State == told && now.Contains(s.Key))) > 0) logger.RelayProxiesChanged();
            // The log says that a refusal lasts until the proxies' settings change.
            foreach ((_, RelayProxyState state) in _states) state.Shared?.Clear();
        }
    }

    /// <summary>How the settings' relay proxies do; safe to read at any time.</summary>
    public IReadOnlyList<RelayProxyStatus> Read(GatewaySettings settings) => settings.HasRelayProxy ? [.. Of(settings).Select(Describe)] : [];

    /// <summary>Whether there are relay proxies, and all of them are down.</summary>
    public bool AreAllDown(GatewaySettings settings) => settings.HasRelayProxy && Of(settings).All(relay => relay.Health.IsDown);

    /// <summary>The gateway stops: a tunnel that it breaks off says nothing of a proxy.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>A proxy has begun to fail. Of one that is alone each tunnel's own event tells as much.</summary>
    public void WentDown(IReadOnlyList<RelayProxyState> relays, RelayProxyState relay)
    {
        if (relays.Count < 2 || _isStopped) return;
        lock (_lock)
        {
            if (!relays.All(r => r.Health.IsDown))
            {
                if (relay.Failures.Add() is { } times)
                {
                    logger.RelayProxyDown(relay.Address, relay.Health.Trouble?.Problem ?? "", times);
                    _told.Add(relay);
                }
            }
            else if (!_isAllDown)
            {
                _isAllDown = true;
                if (_outages.Add() is not { } times) return;
                logger.RelayProxiesDown(string.Join(" ", relays.Select(r => r.Health.Trouble?.Problem)), times);
                _told.UnionWith(relays);
            }
        }
    }

    /// <summary>A proxy works again.</summary>
    public void CameBack(IReadOnlyList<RelayProxyState> relays, RelayProxyState relay)
    {
        if (relays.Count < 2) return;
        lock (_lock)
        {
            _isAllDown = false;
            if (_told.Remove(relay)) logger.RelayProxyBack(relay.Address);
        }
    }

    private static IEnumerable<Key> Keys(GatewaySettings settings) =>
        settings.ListRelayProxies().Select(relay => new Key(relay, settings.RelayProxyAuthentication));

    private static RelayProxyStatus Describe(RelayProxyState state) => state.Health.Trouble is { } trouble
        ? new RelayProxyStatus(state.Address, trouble.Since, trouble.LastTried, trouble.Problem)
        : new RelayProxyStatus(state.Address, null, null, null);

    private RelayProxyState Find(Key key)
    {
        int index = _states.FindIndex(s => s.Key == key);
        if (index >= 0) return _states[index].State;
        if (_states.Count == Kept) _states.RemoveAt(0);
        RelayProxySettings relay = key.Settings;
        SharedCredentials? shared = relay.UserName is null
            ? null
            : _states.Select(s => s.State).FirstOrDefault(s => s.Settings.UserName == relay.UserName && s.Settings.Password == relay.Password)?.Shared
                ?? new(time);
        var state = new RelayProxyState(relay, time, shared: shared);
        _states.Add((key, state));
        return state;
    }

    private sealed record Known(GatewaySettings Settings, RelayProxyState[] States);

    private readonly record struct Key(RelayProxySettings Settings, RelayProxySchemes Schemes);
}
