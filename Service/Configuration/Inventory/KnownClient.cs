namespace OmsGateway.Configuration.Inventory;

/// <summary>A client that a gateway has seen.</summary>
public sealed record KnownClient
{
    /// <summary>How an address ends that stands for its whole IPv6 network, of which more addresses were seen than are told apart.</summary>
    public const string NetworkEnding = "/64";

    /// <summary>How many days <see cref="RecentDays"/> has.</summary>
    public const int RecentDayCount = 7;

    /// <summary>The client's address; of IPv6 possibly a network in CIDR notation.</summary>
    public string Address { get; init; } = "";

    /// <summary>The group that it was in when it was last seen, or null.</summary>
    public string? Group { get; init; }

    /// <summary>When it first asked for anything, UTC.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it last asked for anything, or had a tunnel open, UTC.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>The days (UTC) on which it was seen, as bits: bit 0 is the day of <see cref="LastSeen"/>, bit 6 the one six days before.</summary>
    public int RecentDays { get; init; }

    /// <summary>Tunnels whose TLS session was verified.</summary>
    public long Tunnels { get; init; }

    /// <summary>Bytes from the client to hosts, of tunnels that are closed.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bytes from hosts to the client, of tunnels that are closed.</summary>
    public long BytesReceived { get; init; }

    /// <summary>The TLS versions of its sessions.</summary>
    public TlsVersionSet TlsVersions { get; init; }

    /// <summary>The hosts that it used last, eight at most, the latest first.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>What it was refused last, or null.</summary>
    public ClientRefusal? LastRefusal { get; init; }
}

/// <summary>A connection that was refused or has failed.</summary>
/// <param name="Time">When that was, UTC.</param>
/// <param name="Reason">Why, in one word: the outcome as the access log and event 200 name it.</param>
/// <param name="Host">The host that the client had asked for, or null when there was no valid request.</param>
public sealed record ClientRefusal(DateTimeOffset Time, string Reason, string? Host);
