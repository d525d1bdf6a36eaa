namespace OmsGateway.PowerShell.Diagnostics;

/// <summary>What an attempt to reach a host has shown.</summary>
/// <param name="IsReachable">Yes, no, or null for not known.</param>
/// <param name="Explanation">A sentence.</param>
internal sealed record Reachability(bool? IsReachable, string Explanation);
