using OmsGateway.Configuration.Status;

namespace OmsGateway.PowerShell.Diagnostics;

/// <summary>Whether the gateway runs, and what it last said about itself; null for what is not known because it has said nothing.</summary>
public sealed class ServiceStatus
{
    internal ServiceStatus(GatewayReport report)
    {
        IsRunning = report.State == GatewayRunState.Running;
        Explanation = report.Explanation;
        if (report.Status is not { } status) return;
        ProcessId = status.ProcessId;
        Version = status.Version;
        Started = status.Started.LocalDateTime;
        LastSeen = status.Written.LocalDateTime;
        ListenEndpoints = [.. status.ListenEndpoints];
        ConfigurationProblem = status.ConfigurationProblem;
        DrainingSince = status.DrainingSince?.LocalDateTime;
        MaximumTunnels = status.MaximumTunnels > 0 ? status.MaximumTunnels : null;
        TunnelLimitReason = status.TunnelLimitReason;
        ActiveClientConnections = status.ActiveClientConnections;
        ConnectedClients = status.ConnectedClients;
        Errors = status.Errors;
        Rejections = status.Rejections;
        ClosedConnections = status.ClosedConnections;
        TransferredBytes = status.TransferredBytes;
        RelayProxies = [.. status.RelayProxies.Select(proxy => new RelayProxyState(proxy))];
    }

    /// <summary>Whether it runs.</summary>
    public bool IsRunning { get; }

    /// <summary>A sentence: that it runs, or how it was found not to.</summary>
    public string Explanation { get; }

    /// <summary>Id of its process.</summary>
    public int? ProcessId { get; }

    /// <summary>Its version.</summary>
    public string? Version { get; }

    /// <summary>When it started.</summary>
    public DateTime? Started { get; }

    /// <summary>When it last said so.</summary>
    public DateTime? LastSeen { get; }

    /// <summary>Where it listens.</summary>
    public string[] ListenEndpoints { get; } = [];

    /// <summary>Why the files on disk are not in force, or null when they are.</summary>
    public string? ConfigurationProblem { get; }

    /// <summary>Since when an administrator drains it; null when nobody does.</summary>
    public DateTime? DrainingSince { get; }

    /// <summary>Tunnels that may be open at once.</summary>
    public int? MaximumTunnels { get; }

    /// <summary>What makes that fewer than the settings say, such as the limit of open files; null when nothing does.</summary>
    public string? TunnelLimitReason { get; }

    /// <summary>Counter "Active Client Connection".</summary>
    public long? ActiveClientConnections { get; }

    /// <summary>Counter "Connected Client".</summary>
    public long? ConnectedClients { get; }

    /// <summary>Counter "Error Count".</summary>
    public long? Errors { get; }

    /// <summary>Counter "Rejection Count".</summary>
    public long? Rejections { get; }

    /// <summary>Connections closed since the start.</summary>
    public long? ClosedConnections { get; }

    /// <summary>Bytes transferred in both directions by closed connections.</summary>
    public long? TransferredBytes { get; }

    /// <summary>The relay proxies in the order in which they are tried; empty when the gateway connects directly.</summary>
    public RelayProxyState[] RelayProxies { get; } = [];
}
