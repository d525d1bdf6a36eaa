using OmsGateway.Gateway.Outcomes;


namespace OmsGateway.Soak.Agents;

/// <summary>What the driver made of a connection.</summary>
/// <param name="IsExact">Whether every byte it wrote and read must be in the gateway's record, no more and no less.</param>
/// <param name="Outcomes">The outcomes that fit; mostly one.</param>
internal sealed record Verdict(bool IsExact, params TunnelOutcome[] Outcomes)
{
    /// <summary>Everything arrived.</summary>
    public static Verdict Exactly(params TunnelOutcome[] outcomes) => new(true, outcomes);

    /// <summary>Something broke, and what was under way may be lost.</summary>
    public static Verdict Roughly(params TunnelOutcome[] outcomes) => new(false, outcomes);
}
