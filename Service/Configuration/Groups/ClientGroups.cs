using System.Net;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Groups;

/// <summary>The groups of clients; immutable, safe for any number of readers.</summary>
public sealed class ClientGroups
{
    private readonly NetworkSet _networks;
    private readonly Dictionary<IpNetwork, ClientGroup> _groups;

    /// <summary>Takes groups that have no network in common.</summary>
    public ClientGroups(IReadOnlyList<ClientGroup> groups)
    {
        All = groups;
        _networks = new NetworkSet([.. groups.SelectMany(group => group.Clients)]);
        _groups = groups.SelectMany(group => group.Clients, (group, network) => (network, group)).ToDictionary(g => g.network, g => g.group);
    }

    /// <summary>No group.</summary>
    public static ClientGroups Empty { get; } = new([]);

    /// <summary>The groups in the order of the settings file.</summary>
    public IReadOnlyList<ClientGroup> All { get; }

    /// <summary>
    /// The group of a client, or null when it is in none. Of several networks that it lies in the most specific decides, in whatever order
    /// they stand.
    /// </summary>
    /// <param name="client">An IPv4-mapped IPv6 address is taken for the IPv4 address that it stands for.</param>
    public ClientGroup? Find(IPAddress client) => _networks.Find(client) is { } network ? _groups[network] : null;

    internal ClientGroups WithSettings(Func<GatewaySettings, GatewaySettings> change) => All.Count == 0
        ? this
        : new ClientGroups([.. All.Select(group => group with { Configuration = group.Configuration.WithSettings(change) })]);
}
