using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.PowerShell.Groups;

/// <summary>A group of clients; its property names let it be piped into Set- and Remove-OMSGatewayGroup.</summary>
public sealed class GatewayGroup
{
    internal GatewayGroup(ClientGroupSettings group)
    {
        Group = group.Name;
        Clients = [.. group.Clients.Select(network => network.ToString())];
        HostPolicy = group.HostPolicy?.ToString() ?? GroupAdministration.CommonPolicy;
    }

    /// <summary>Its name.</summary>
    public string Group { get; }

    /// <summary>The networks of its clients.</summary>
    public string[] Clients { get; }

    /// <summary>What becomes of hosts off its list; Common: what the setting HostPolicy says.</summary>
    public string HostPolicy { get; }

    /// <inheritdoc/>
    public override string ToString() => Group;
}
