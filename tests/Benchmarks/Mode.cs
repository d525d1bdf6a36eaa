using System.Globalization;

namespace OmsGateway.Benchmarks;

/// <summary>One kind of load.</summary>
/// <param name="Name">The load generator's name for it.</param>
/// <param name="Title">The heading in the report.</param>
/// <param name="Tunnels">Tunnels, or agents, at once.</param>
/// <param name="Seconds">How long it lasts; 0 for what the options say.</param>
internal sealed record Mode(string Name, string Title, int Tunnels, int Seconds = 0)
{
    /// <summary>How long after the load its memory is read once more; 0 for not at all.</summary>
    public int SecondsToSettle { get; private init; }

    // Two periods of six seconds and a little, so that every agent uploads twice.
    private const int AgentSeconds = 13;

    // One period and a little, for what is measured beside many others.
    private const int FewAgentSeconds = 8;
    private const int FewSetUpSeconds = 3;

    private static readonly Mode Upload = new("upload", "Throughput, client to server, 32 tunnels", 32);
    private static readonly Mode Download = new("download", "Throughput, server to client, 32 tunnels", 32);
    private static readonly Mode SetUp = new("setup", "Tunnel set-up: CONNECT, handshake, 1 KB each way, close; 64 at once", 64);
    private static readonly Mode Agents = new("agents", "1,000 agents, 200 KB every 6 s each", 1000, AgentSeconds);

    public static IReadOnlyList<Mode> All { get; } =
    [
        Upload,
        Download,
        SetUp,
        Idle(4000),
        Idle(Most),
        Agents,
    ];

    /// <summary>Enough to see what a feature costs each tunnel and each byte.</summary>
    public static IReadOnlyList<Mode> OfFeatures { get; } = [Upload, SetUp];

    /// <summary>The load that the gateway is made for.</summary>
    public static IReadOnlyList<Mode> AsDelivered { get; } = [Agents];

    /// <summary>That load for long enough to see what holds it up.</summary>
    public static IReadOnlyList<Mode> UnderFire { get; } = [Agents with { Seconds = FewAgentSeconds }];

    /// <summary>What may become slower the more a gateway has.</summary>
    public static IReadOnlyList<Mode> OfGrowth { get; } = [SetUp with { Seconds = FewSetUpSeconds }];

    /// <summary>As many tunnels as there can be, which end together, and a minute in which a program can give back what they took.</summary>
    public static IReadOnlyList<Mode> OfBurst { get; } =
    [
        Idle(Most) with
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"{Most:N0} tunnels, and a minute after they have ended"), SecondsToSettle = 60,
        },
    ];

    /// <summary>Enough to compare two builds where the system below is slow.</summary>
    public static IReadOnlyList<Mode> UnderWine { get; } = [Upload, Download, SetUp, Idle(1000)];

    // Where the limit of open files is lower, as many as it allows.
    private static int Most => Math.Min(10_000, FileLimit.Tunnels);

    private static Mode Idle(int tunnels) =>
        new("idle", string.Create(CultureInfo.InvariantCulture, $"{tunnels:N0} idle tunnels"), tunnels, 3);
}
