using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Groups;

/// <summary>Clients that have lists of their own.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Clients">The networks of its clients.</param>
/// <param name="Configuration">What is in force for them.</param>
public sealed record ClientGroup(string Name, NetworkSet Clients, GatewayConfiguration Configuration);
