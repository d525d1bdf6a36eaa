namespace OmsGateway.PowerShell.Diagnostics;

/// <summary>A host that was refused lately; it can be piped into Add-OMSGatewayAllowedHost.</summary>
public sealed class DeniedHostSummary
{
    internal DeniedHostSummary(string host, long count, DateTimeOffset last, string? client, string? group)
    {
        Host = host;
        Count = count;
        Last = last.LocalDateTime;
        Client = client;
        Group = group;
    }

    /// <summary>The host.</summary>
    public string Host { get; }

    /// <summary>How often it was asked for.</summary>
    public long Count { get; }

    /// <summary>When it was asked for last.</summary>
    public DateTime Last { get; }

    /// <summary>Address of the client that asked last, where it is known.</summary>
    public string? Client { get; }

    /// <summary>The group that the client is in, or null; Add-OMSGatewayAllowedHost adds the host to that group's list.</summary>
    public string? Group { get; }

    /// <inheritdoc/>
    public override string ToString() => Host;
}
