using System.Net;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Groups;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration;

/// <summary>Everything a tunnel is decided by, read and validated together; immutable.</summary>
public sealed record GatewayConfiguration
{
    /// <summary>The settings file.</summary>
    public GatewaySettings Settings { get; init; } = new();

    /// <summary>Local and discovered hosts, merged.</summary>
    public HostAllowList Hosts { get; init; } = HostAllowList.Empty;

    /// <summary>Local and discovered client certificate subjects, merged.</summary>
    public ClientCertificateAllowList ClientCertificates { get; init; } = ClientCertificateAllowList.Empty;

    /// <summary>The workspaces of the agent on this machine; empty when no agent is installed.</summary>
    public IReadOnlyList<Workspace> Workspaces { get; init; } = [];

    /// <summary>The groups of clients that have lists of their own; none in what is in force for a group.</summary>
    public ClientGroups Groups { get; init; } = ClientGroups.Empty;

    /// <summary>Name of the group of clients that this is in force for; null for the clients in no group.</summary>
    public string? Group { get; init; }

    /// <summary>Whether every host is refused, for the clients in no group or those of the group.</summary>
    public bool AllowsNothing => Hosts.Count == 0 && Settings.HostPolicy == HostPolicyMode.Enforce;

    /// <summary>What is in force for a client.</summary>
    /// <param name="client">Its address.</param>
    public GatewayConfiguration For(IPAddress client) => Groups.Find(client)?.Configuration ?? this;

    /// <summary>The same with other settings, for the clients of groups as well.</summary>
    public GatewayConfiguration WithSettings(Func<GatewaySettings, GatewaySettings> change) =>
        this with { Settings = change(Settings), Groups = Groups.WithSettings(change) };
}
