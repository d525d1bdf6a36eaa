using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Settings;

/// <summary>The targets that are dialled directly although there is a relay proxy; immutable.</summary>
public sealed class ProxyBypass
{
    private readonly HostAllowList _hosts;
    private readonly NetworkSet _networks;

    /// <summary>Takes hosts and networks, none of them twice.</summary>
    public ProxyBypass(IReadOnlyList<HostPattern> hosts, IReadOnlyList<IpNetwork> networks)
    {
        _hosts = new HostAllowList(hosts.Select(host => new AllowedHost(host, nameof(GatewaySettings.RelayProxyBypass))));
        _networks = new NetworkSet(networks);
        Entries = [.. hosts.Select(host => host.ToString()), .. networks.Select(network => network.ToString())];
    }

    /// <summary>Nothing.</summary>
    public static ProxyBypass None { get; } = new([], []);

    /// <summary>The hosts and after them the networks, as the settings file spells them.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>
    /// Whether a target is dialled directly. A network concerns targets that are asked for by their address, as in curl's NO_PROXY: where
    /// there is a relay proxy, names are its to resolve.
    /// </summary>
    /// <param name="host">The target.</param>
    public bool Contains(HostName host) => _hosts.Find(host) is not null || (host.Address is { } address && _networks.Find(address) is not null);
}
