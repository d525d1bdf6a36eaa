using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.RelayProxy.SignIn;

/// <summary>The state of each relay proxy in use. Other settings are another proxy: with them everything begins anew.</summary>
internal sealed class RelayProxyStates(TimeProvider time)
{
    // Tunnels that are still being set up when the settings change go by the old ones.
    private const int Kept = 4;

    private readonly Lock _lock = new();
    private readonly List<(Key Key, RelayProxyState State)> _states = [];

    /// <summary>The state of the settings' relay proxy.</summary>
    public RelayProxyState Of(GatewaySettings settings)
    {
        Key key = Key.Of(settings);
        lock (_lock)
        {
            int index = _states.FindIndex(s => s.Key == key);
            if (index >= 0) return _states[index].State;
            if (_states.Count == Kept) _states.RemoveAt(0);
            var state = new RelayProxyState(key.Settings!, time);
            _states.Add((key, state));
            return state;
        }
    }

    /// <summary>Forgets what is known of a proxy whose settings have changed, even if they are those of a while ago again.</summary>
    public void OnChanged(GatewaySettings from, GatewaySettings to)
    {
        Key key = Key.Of(to);
        if (key == Key.Of(from)) return;
        lock (_lock) _states.RemoveAll(s => s.Key == key);
    }

    private readonly record struct Key(RelayProxySettings? Settings, RelayProxySchemes Schemes)
    {
        public static Key Of(GatewaySettings settings) => new(settings.RelayProxy, settings.RelayProxyAuthentication);
    }
}
