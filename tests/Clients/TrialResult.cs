namespace OmsGateway.Clients;

/// <summary>How a client got on.</summary>
/// <param name="Client">The client.</param>
/// <param name="Version">Its version, or null when it is not installed.</param>
/// <param name="Failure">What went wrong, or null.</param>
/// <param name="Refusal">What its user sees when the host is refused.</param>
public sealed record TrialResult(Client Client, string? Version, string? Failure, string Refusal)
{
    /// <summary>The outcome in a word or two.</summary>
    public string Outcome => Version is null ? "not here" : Failure is null ? "passes" : "FAILS";
}
