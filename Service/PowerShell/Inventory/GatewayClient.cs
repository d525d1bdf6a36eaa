using OmsGateway.Configuration.Inventory;

namespace OmsGateway.PowerShell.Inventory;

/// <summary>A client that the gateway has seen.</summary>
public sealed class GatewayClient
{
    internal GatewayClient(KnownClient client, string? name)
    {
        Address = client.Address;
        Name = name;
        Group = client.Group;
        FirstSeen = client.FirstSeen.LocalDateTime;
        LastSeen = client.LastSeen.LocalDateTime;
        Tunnels = client.Tunnels;
        BytesSent = client.BytesSent;
        BytesReceived = client.BytesReceived;
        TlsVersions = [.. client.TlsVersions.Names()];
        Hosts = [.. client.Hosts];
        LastRefused = client.LastRefusal?.Time.LocalDateTime;
        LastRefusalReason = client.LastRefusal?.Reason;
        LastRefusalHost = client.LastRefusal?.Host;
    }

    /// <summary>Its address; of an IPv6 network with more addresses than are told apart, the network.</summary>
    public string Address { get; }

    /// <summary>Its name in DNS, where that was asked for and is known.</summary>
    public string? Name { get; }

    /// <summary>The group that it is in, or null.</summary>
    public string? Group { get; }

    /// <summary>When it first asked for anything.</summary>
    public DateTime FirstSeen { get; }

    /// <summary>When it last asked for anything, or had a tunnel open.</summary>
    public DateTime LastSeen { get; }

    /// <summary>Tunnels whose TLS session was verified.</summary>
    public long Tunnels { get; }

    /// <summary>Bytes from the client, of tunnels that are closed.</summary>
    public long BytesSent { get; }

    /// <summary>Bytes to the client, of tunnels that are closed.</summary>
    public long BytesReceived { get; }

    /// <summary>The TLS versions of its sessions.</summary>
    public string[] TlsVersions { get; }

    /// <summary>The hosts that it used last, eight at most, the latest first.</summary>
    public string[] Hosts { get; }

    /// <summary>When a connection of it was last refused, or failed; null for never.</summary>
    public DateTime? LastRefused { get; }

    /// <summary>Why, in one word, as in the access log.</summary>
    public string? LastRefusalReason { get; }

    /// <summary>The host that it had asked for then, or null.</summary>
    public string? LastRefusalHost { get; }

    /// <inheritdoc/>
    public override string ToString() => Address;
}
