using OmsGateway.Gateway;

namespace OmsGateway.Host.Counters;

/// <summary>
/// The performance counters: set and counter names are those of Microsoft's OMS Gateway, because dashboards ask for them.
/// OMSGateway.man tells Windows the same, and a test compares the two.
/// </summary>
internal static class CounterSet
{
    /// <summary>Name of the set, as Performance Monitor lists it.</summary>
    public const string Name = "OMS Gateway";

    /// <summary>Identifies the program that supplies numbers.</summary>
    public static readonly Guid ProviderId = new("5f2d3c0e-8a4b-4f0c-9d53-7c1b0a9e6d21");

    /// <summary>Identifies the set.</summary>
    public static readonly Guid SetId = new("b1c7a6f4-2e90-4b3d-8f15-3a6d9c20e847");

    /// <summary>The counters; a counter's id is its place in this list, from 1.</summary>
    public static readonly IReadOnlyList<Counter> Counters =
    [
        new("Active Client Connection", c => c.ActiveClientConnections),
        new("Connected Client", c => c.ConnectedClients),
        new("Error Count", c => c.Errors),
        new("Rejection Count", c => c.Rejections),
    ];
}

/// <summary>One counter.</summary>
/// <param name="Name">Name in Performance Monitor.</param>
/// <param name="Read">Where its number comes from.</param>
internal sealed record Counter(string Name, Func<GatewayCounters, long> Read);
