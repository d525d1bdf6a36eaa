namespace OmsGateway.Configuration.History;

/// <summary>What went through a gateway, and what it had open.</summary>
public readonly record struct TrafficFigures
{
    /// <summary>Tunnels whose TLS session was verified; each counts when it is closed.</summary>
    public long Tunnels { get; init; }

    /// <summary>Connections that were refused, or have failed in a way that an administrator is told of.</summary>
    public long Refusals { get; init; }

    /// <summary>Bytes from clients to hosts.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bytes from hosts to clients.</summary>
    public long BytesReceived { get; init; }

    /// <summary>The most connections from clients that were seen open at once.</summary>
    public long Connections { get; init; }

    /// <summary>The most clients that were seen connected within a few minutes.</summary>
    public long Clients { get; init; }

    /// <summary>The figures of two times together: what is counted is added, and of what was open the larger is the most.</summary>
    public TrafficFigures With(TrafficFigures other) => new()
    {
        Tunnels = Tunnels + other.Tunnels,
        Refusals = Refusals + other.Refusals,
        BytesSent = BytesSent + other.BytesSent,
        BytesReceived = BytesReceived + other.BytesReceived,
        Connections = Math.Max(Connections, other.Connections),
        Clients = Math.Max(Clients, other.Clients),
    };

    /// <summary>What was counted since an earlier reading of the same run, with what is open now.</summary>
    public TrafficFigures Since(TrafficFigures earlier) => this with
    {
        Tunnels = Tunnels - earlier.Tunnels,
        Refusals = Refusals - earlier.Refusals,
        BytesSent = BytesSent - earlier.BytesSent,
        BytesReceived = BytesReceived - earlier.BytesReceived,
    };
}

/// <summary>The figures of a span of time in which the gateway ran, for the whole of it or a part.</summary>
/// <param name="Start">When the span begins, UTC.</param>
/// <param name="Figures">The figures.</param>
public sealed record TrafficSample(DateTimeOffset Start, TrafficFigures Figures);
