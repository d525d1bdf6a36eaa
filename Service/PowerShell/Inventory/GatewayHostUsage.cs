using OmsGateway.Configuration.Inventory;

namespace OmsGateway.PowerShell.Inventory;

/// <summary>An entry of the list of allowed hosts and what was used of it; its property names let it be piped into the cmdlets that take a host.</summary>
public sealed class GatewayHostUsage
{
    internal GatewayHostUsage(AllowedHostUsage usage, DateTimeOffset knownSince)
    {
        Host = usage.Entry.Pattern.ToString();
        Group = usage.Group;
        FirstUsed = usage.FirstUsed?.LocalDateTime;
        LastUsed = usage.LastUsed?.LocalDateTime;
        Tunnels = usage.Tunnels;
        BytesSent = usage.BytesSent;
        BytesReceived = usage.BytesReceived;
        UsedHosts = [.. usage.Hosts.Select(host => host.Host)];
        KnownSince = knownSince.LocalDateTime;
    }

    /// <summary>The entry: a host, or a pattern.</summary>
    public string Host { get; }

    /// <summary>The group of clients whose list it is, or null.</summary>
    public string? Group { get; }

    /// <summary>When it was first used; null for never.</summary>
    public DateTime? FirstUsed { get; }

    /// <summary>When it was last used; null for never.</summary>
    public DateTime? LastUsed { get; }

    /// <summary>Tunnels whose TLS session was verified.</summary>
    public long Tunnels { get; }

    /// <summary>Bytes from clients, of tunnels that are closed.</summary>
    public long BytesSent { get; }

    /// <summary>Bytes to clients, of tunnels that are closed.</summary>
    public long BytesReceived { get; }

    /// <summary>The hosts that the entry stands for and that were used, the latest first.</summary>
    public string[] UsedHosts { get; }

    /// <summary>Since when the gateway knows what is used: before that the entry may have been.</summary>
    public DateTime KnownSince { get; }

    /// <inheritdoc/>
    public override string ToString() => Host;
}
