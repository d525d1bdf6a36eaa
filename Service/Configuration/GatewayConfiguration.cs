using OmsGateway.Configuration.Certificates;
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
}
