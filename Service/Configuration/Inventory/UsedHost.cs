namespace OmsGateway.Configuration.Inventory;

/// <summary>A host that TLS sessions were verified for.</summary>
/// <param name="Host">The host, as <see cref="Hosts.HostName"/> normalises it.</param>
/// <param name="Group">The group of the clients that used it, or null for clients in none.</param>
public sealed record UsedHost(string Host, string? Group)
{
    /// <summary>When it was first used, UTC.</summary>
    public DateTimeOffset FirstUsed { get; init; }

    /// <summary>When it was last used, UTC.</summary>
    public DateTimeOffset LastUsed { get; init; }

    /// <summary>Tunnels whose TLS session was verified.</summary>
    public long Tunnels { get; init; }

    /// <summary>Bytes from clients to it, of tunnels that are closed.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bytes from it to clients, of tunnels that are closed.</summary>
    public long BytesReceived { get; init; }
}
